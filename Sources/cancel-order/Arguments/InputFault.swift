internal import SourceText
internal import VenueRuntime

/// What keeps an input from being sent.
struct InputFault {
    /// The parameter's wire name, if it is one parameter's fault.
    let field: String?
    /// What is wrong, without the parameter.
    private let problem: String

    /// Everything an error holds against an input.
    static func all(of error: CallError) -> [InputFault] {
        switch error.problem {
        case .input(let input):
            input.violations.map { violation in
                Self(field: String(violation.field.prefix { $0 != "[" }), problem: "\(violation.problem)")
            }
        case .json(let json):
            switch json.kind {
            case .invalidCombination(let words): [Self(field: nil, problem: words)]
            case .missingMember: [Self(field: name(json.path), problem: "is missing")]
            default: [Self(field: name(json.path), problem: "is not taken: \(json.kind)")]
            }
        case let problem: [Self(field: nil, problem: problem.map { "\($0)" } ?? "\(error)")]
        }
    }

    /// The parameter a path leads into; `nil` for the whole input.
    private static func name(_ path: String) -> String? {
        let name = path.prefix { $0 != "[" && $0 != "." }
        return name == "$" ? nil : String(name)
    }

    /// What is wrong, with the parameter's own name.
    var words: String { VisibleText.of(field.map { "'\($0)' \(problem)" } ?? problem) }

    /// What is wrong, with the option's name.
    func words(asOptionsOf call: VenueCall) -> String {
        guard let field, let option = call.parameter(field) else { return words }
        return VisibleText.of("the value of '--\(option.name)' \(problem)")
    }
}

extension CancelClient {
    /// What keeps an input from being sent; nothing if it can be.
    func faults(of input: JSONValue) -> [InputFault] {
        do throws(CallError) {
            _ = try curlCommand(json: input)
            return []
        } catch {
            return InputFault.all(of: error)
        }
    }
}
