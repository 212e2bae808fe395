import CompiledExamples
import TestScheduling
import Testing
import VenueRuntime
import VenueSpec

@Suite(
    "Whatever a caller passes, compiled client and interpreter refuse it both, or make the same request of it",
    .bounded)
struct MutatedInputTests {
    // A call without parameters, such as a login, takes no input that could be refused.
    @Test(
        "request line, headers, body, frame and all violations agree",
        arguments: TestedOperation.all.filter { !$0.operation.parameters.isEmpty })
    func agreement(_ tested: TestedOperation) {
        var (made, refused, failures) = (0, 0, 0)
        for example in tested.operation.examples {
            for copy in InputMutation(operation: tested.operation).copies(of: example) {
                let interpreted = tested.interpreted(copy)
                let compiled = tested.compiled(copy)
                switch (compiled, interpreted) {
                case (.made, .made): made += 1
                default: refused += 1
                }
                guard let difference = compiled.difference(from: interpreted) else { continue }
                failures += 1
                guard failures <= 5 else { return }
                Issue.record("\(difference) of \(copy.inputJSON.prefix(300))")
            }
        }
        // Both ways must be taken, or the agreement shows nothing.
        #expect(made > tested.operation.examples.count)
        #expect(refused > tested.operation.examples.count)
    }
}

/// What came of an input.
private enum Attempt {
    /// A request, and a frame where the venue takes frames.
    case made(CompiledRequest)
    /// Values that break constraints: each with its parameter.
    case refused([String])
    /// Not the parameters of the call, or not of their types; said in different words on both sides.
    case unreadable(String)

    /// What differs, the interpreter's second.
    func difference(from interpreted: Attempt) -> String? {
        switch (self, interpreted) {
        case (.made(let request), .made(let other)):
            let differences = request.differences(from: other)
            return differences.isEmpty ? nil : "\(differences)"
        case (.refused(let violations), .refused(let others)):
            return violations == others ? nil : "\(violations), not \(others)"
        case (.unreadable, .unreadable): return nil
        default: return "\(self), interpreted as \(interpreted)"
        }
    }
}

extension TestedOperation {
    /// A correlation id of either kind.
    private static let frameID = "2"

    /// What the compiled client makes of an example's input.
    fileprivate func compiled(_ example: Example) -> Attempt {
        do {
            return .made(
                try ExampleRun.request(inputJSON: example.inputJSON, frameID: Self.frameID, with: client))
        } catch let error as InvalidInput {
            return .refused(error.violations.map { "\($0.field) \($0.problem.word)" })
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// What the interpreter makes of an example's input.
    fileprivate func interpreted(_ example: Example) -> Attempt {
        do throws(InputProblems) {
            let request = try Interpreter.request(example.input, operation: operation, venue: venue)
            let frame = try Interpreter.frame(example.input, id: Self.frameID, operation: operation, venue: venue)
            return .made(CompiledRequest(request, frame: frame))
        } catch {
            // Enumerations print the case, with what it carries in parentheses.
            let problems = error.all.map { "\($0.field) " + "\($0.problem)".prefix { $0 != "(" } }
            return error.all.contains { $0.problem.isOfShape } ? .unreadable("\(problems)") : .refused(problems)
        }
    }
}

extension Violation.Problem {
    /// The word the interpreter has for it.
    fileprivate var word: String {
        switch self {
        case .empty: "empty"
        case .tooShort: "tooShort"
        case .tooLong: "tooLong"
        case .tooManyBytes: "tooManyBytes"
        case .pattern: "pattern"
        case .format: "format"
        case .below: "below"
        case .above: "above"
        case .forbiddenValue: "forbiddenValue"
        case .controlCharacter: "controlCharacter"
        case .dotSegment: "dotSegment"
        case .notHeaderText: "notHeaderText"
        case .notMediaType: "notMediaType"
        case .notTargetText: "notTargetText"
        case .transportField: "transportField"
        case .tooFewItems: "tooFewItems"
        case .tooManyItems: "tooManyItems"
        case .notShared: "notShared"
        }
    }
}

extension InputProblem.Problem {
    /// Whether a generated input cannot even hold such a value.
    fileprivate var isOfShape: Bool {
        switch self {
        case .unknownParameter, .givenTwice, .missing, .wrongKind, .notListed, .noIdentity, .missingWith, .givenWithout:
            true
        default: false
        }
    }
}
