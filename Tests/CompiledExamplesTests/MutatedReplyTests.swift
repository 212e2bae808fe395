import CompiledExamples
import TestScheduling
import Testing
import VenueRuntime
import VenueSpec

@Suite("Whatever a venue answers, compiled client and interpreter say the same of it", .bounded)
struct MutatedReplyTests {
    /// Copies made of every recorded reply.
    private static let copies = 140

    @Test("case, fit, outcome, rule, basis, code and text agree", arguments: Array(TestedOperation.all.enumerated()))
    func agreement(_ index: Int, _ tested: TestedOperation) throws {
        var mutation = ReplyMutation(
            generator: SeededGenerator(seed: UInt64(index)), words: tested.operation.words(of: tested.venue))
        let statuses = tested.operation.statusesToTry
        var rules: Set<String> = []
        var (fitting, failures) = (0, 0)
        for example in tested.operation.examples {
            let judge = try ExampleRun.judge(inputJSON: example.inputJSON, with: tested.client)
            for reply in example.replies {
                for _ in 0..<Self.copies {
                    let body = mutation.changed(reply.body)
                    let status = mutation.generator.oneIn(4) ? mutation.generator.pick(statuses) : reply.status
                    let compiled = judge(HTTPResponse(status: status, headers: reply.received, body: body))
                    let interpreted = Interpreter.judge(
                        status: status, headers: reply.headers, body: body, input: example.input,
                        operation: tested.operation,
                        venue: tested.venue)
                    let differences = compiled.differences(from: CompiledJudgement(interpreted))
                    rules.insert(compiled.rule)
                    fitting += compiled.fits ? 1 : 0
                    guard !differences.isEmpty else { continue }
                    failures += 1
                    guard failures <= 5 else { return }
                    let shown = String(decoding: body.prefix(400), as: UTF8.self)
                    let mismatch = interpreted.mismatch ?? "it fits"
                    Issue.record("\(differences) of \(status) \(shown); the interpreter holds that \(mismatch)")
                }
            }
        }
        // The changes must leave enough that fits and reach nearly every rule, or the agreement shows little.
        let recorded = tested.operation.examples.flatMap(\.replies)
        #expect(fitting > recorded.count { $0.fits } * Self.copies / 8)
        #expect(rules.contains(OutcomeRule.undocumentedStatusText))
        #expect(rules.count > tested.operation.outcomes.count * 2 / 3)
    }

    @Test("every cut of every recorded reply is judged the same", arguments: TestedOperation.all)
    func cuts(_ tested: TestedOperation) throws {
        for example in tested.operation.examples {
            let judge = try ExampleRun.judge(inputJSON: example.inputJSON, with: tested.client)
            for reply in example.replies.prefix(4) {
                for length in reply.body.indices.prefix(300) {
                    let body = Array(reply.body[..<length])
                    let interpreted = Interpreter.judge(
                        status: reply.status, headers: reply.headers, body: body, input: example.input,
                        operation: tested.operation,
                        venue: tested.venue)
                    let compiled = judge(HTTPResponse(status: reply.status, headers: reply.received, body: body))
                    #expect(
                        compiled.differences(from: CompiledJudgement(interpreted)) == [], "\(reply.name), \(length)")
                }
            }
        }
    }

    @Test func theSameSeedGivesTheSameCopies() {
        func copies(seed: UInt64) -> [[UInt8]] {
            var mutation = ReplyMutation(generator: SeededGenerator(seed: seed), words: ["a", "1"])
            return (0..<50).map { _ in mutation.changed(Array(#"{"a":[1,{"b":"x"}],"c":null}"#.utf8)) }
        }
        #expect(copies(seed: 7) == copies(seed: 7))
        #expect(copies(seed: 7) != copies(seed: 8))
        #expect(Set(copies(seed: 7)).count > 30)
    }
}

extension CallDescription {
    /// The statuses that replies and rows name, the ends of their classes, and some that most venues do not document.
    fileprivate var statusesToTry: [Int] {
        let named = statusRanges.flatMap { [$0.statuses.lowerBound, $0.statuses.upperBound] }
        return Set(named).union([0, 100, 200, 204, 299, 301, 404, 418, 499, 500, 503, 599, 600, 999]).sorted()
    }

    /// Texts and numbers that the venue's rules, enumerations, inputs and replies hold.
    fileprivate func words(of venue: Venue) -> [String] {
        var words: Set<String> = ["true", "false", "null"]
        for rule in outcomes {
            for condition in rule.conditions { words.formUnion(condition.words) }
            if case .byValue(_, let cases) = rule.decision { words.formUnion(cases.map(\.value)) }
        }
        for type in venue.types {
            if case .enumeration(let enumeration) = type.definition {
                words.formUnion(enumeration.values.map(\.name.text))
            }
        }
        for example in examples {
            for value in example.input {
                if case .text(let text) = value.value { words.insert(text) }
                if case .number(let text) = value.value { words.insert(text) }
            }
        }
        // To Unicode, and to a set of strings, the Kelvin sign is the letter and two semicolons are one; not to a venue.
        return words.sorted()
            + words.sorted().filter { $0.contains("K") || $0.contains(";") }
            .map { $0.replacing("K", with: "\u{212A}").replacing(";", with: "\u{37E}") }
    }
}

extension Example.Reply {
    /// The header fields as a client receives them.
    fileprivate var received: HTTPHeaderFields { HTTPHeaderFields(received: headers.map { ($0.name, $0.value) }) }
}

extension Condition {
    /// The constants of its test.
    fileprivate var words: [String] {
        switch test {
        case .equals(let constant): [constant.word]
        case .oneOf(let constants): constants.map(\.word)
        case .contains(let text), .hasPrefix(let text):
            text.fixedText.map { [$0, "x" + $0, $0 + "x"] } ?? text.parts.map(\.text)
        case .compares(_, let number): [number.text, number.text + "0", number.text + "1", "-" + number.text]
        case .counts, .matches, .present, .absent: []
        }
    }
}

extension Condition.Constant {
    /// The constant as text.
    fileprivate var word: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        case .template(let text): text.parts.map(\.text).joined()
        }
    }
}
