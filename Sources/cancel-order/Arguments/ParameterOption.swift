internal import CommandArguments
internal import SourceText
internal import VenueRuntime

/// A parameter of a call as an option of the command line.
struct ParameterOption {
    let parameter: InputParameter
    let name: String

    var wireName: String { parameter.name }

    /// Names a parameter; one that would take the name of another option gets `order-` in front.
    init(_ parameter: InputParameter, avoiding taken: Set<String>) {
        self.parameter = parameter
        let name = WireName.kebabCase(parameter.name)
        self.name = taken.contains(name) ? "order-\(name)" : name
    }

    var option: CommandDescription.Option {
        option("\(wireName): \(parameter.kind.phrase), \(parameter.presence.phrase).")
    }

    /// The option as one that goes with `--all` alone.
    var optionOfAll: CommandDescription.Option {
        option("With --all: \(wireName), \(parameter.kind.phrase).")
    }

    private func option(_ words: String) -> CommandDescription.Option {
        .init(
            name: name, value: parameter.kind.placeholder, choices: parameter.kind.choices,
            isRepeating: parameter.kind.isList, help: "\(words) \(VisibleText.of(parameter.about))")
    }

    var usage: String {
        let label = "--\(name) <\(parameter.kind.placeholder)>"
        return parameter.presence == .required ? label : "[\(label)]"
    }

    /// What nobody can mean in a value, such as a space at its end that cannot be seen; `nil` for nothing.
    ///
    /// A character the spec's own pattern names is meant.
    func flaw(of value: JSONValue) -> String? {
        switch value {
        case .string(let text):
            guard let index = text.unicodeScalars.indices.first(where: { !isPlain($0, in: text) }) else { return nil }
            let scalar = text.unicodeScalars[index]
            let isFirst = index == text.unicodeScalars.startIndex
            let isLast = text.unicodeScalars.index(after: index) == text.unicodeScalars.endIndex
            return "\(isFirst ? "begins with" : isLast ? "ends with" : "holds") \(InvisibleText.name(of: scalar))"
        case .array(let elements): return elements.lazy.compactMap(flaw).first
        case .number, .boolean, .object, .null: return nil
        }
    }

    /// Whether a character of a text can be seen, or is named by the pattern.
    private func isPlain(_ index: String.Index, in text: String) -> Bool {
        let scalars = text.unicodeScalars
        let isAtEdge = index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex
        guard InvisibleText.isInvisible(scalars[index]) || isAtEdge && scalars[index] == " " else { return true }
        guard let pattern = parameter.pattern, FieldMatch.matches(text, pattern) else { return false }
        // A pattern that takes any other character in its place, as one with '.' does, says nothing about this one.
        var other = scalars
        other.replaceSubrange(index...index, with: ["\u{E000}"])
        return !FieldMatch.matches(String(other), pattern)
    }

    /// The value of texts, one unless the parameter is a list; `nil` if a text is no value of the parameter.
    func value(_ texts: [String]) -> JSONValue? {
        guard case .list(let element) = parameter.kind else { return texts.last.flatMap(parameter.kind.value) }
        let elements = texts.compactMap(element.value)
        return elements.count == texts.count ? .array(elements) : nil
    }
}

extension InputParameter.Kind {
    var placeholder: String { words.placeholder }
    var phrase: String { words.phrase }

    /// What stands for a value in a usage line, and in a sentence.
    private var words: (placeholder: String, phrase: String) {
        switch self {
        case .text: ("text", "text")
        case .decimalText, .decimal: ("decimal", "a decimal number")
        case .integer: ("integer", "a whole number")
        case .boolean: ("true|false", "true or false")
        case .timestamp: ("timestamp", "an RFC 3339 timestamp")
        case .choice(let values), .integerChoice(let values):
            (values.count <= 4 ? values.joined(separator: "|") : "value", "one of \(values.joined(separator: ", "))")
        case .list(let element): (element.placeholder, "\(element.phrase), repeated for a list")
        }
    }

    fileprivate var choices: [String] {
        switch self {
        case .choice(let values), .integerChoice(let values): values
        case .boolean: ["true", "false"]
        case .list(let element): element.choices
        case .text, .decimalText, .decimal, .integer, .timestamp: []
        }
    }

    var isList: Bool { if case .list = self { true } else { false } }

    fileprivate func value(_ text: String) -> JSONValue? {
        switch self {
        case .text, .decimalText, .timestamp: .string(text)
        case .decimal: JSONNumber(text).map(JSONValue.number)
        case .integer: Int64(text).map { .number(JSONNumber($0)) }
        case .boolean: Bool(text).map(JSONValue.boolean)
        case .choice(let values): values.contains(text) ? .string(text) : nil
        case .integerChoice(let values): values.contains(text) ? JSONNumber(text).map(JSONValue.number) : nil
        case .list: nil
        }
    }
}

extension InputParameter.Presence {
    fileprivate var phrase: String {
        switch self {
        case .required: "required"
        case .optional: "optional"
        case .alternative(let sets): "to identify the order \(sets.joined(separator: " or "))"
        case .conditional(let name, let values): "required where \(name) is \(values.joined(separator: " or "))"
        }
    }
}

/// What keeps an input from being sent.
struct InputFault {
    let field: String?
    private let problem: String

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

    private static func name(_ path: String) -> String? {
        let name = path.prefix { $0 != "[" && $0 != "." }
        return name == "$" ? nil : String(name)
    }

    /// What is wrong, with the parameter's own name.
    var message: String { VisibleText.of(field.map { "'\($0)' \(problem)" } ?? problem) }

    func message(asOptionsOf call: VenueCall) -> String {
        let options = call.parameters + call.allParameters
        guard let field, let option = options.first(where: { $0.wireName == field }) else { return message }
        return VisibleText.of("the value of '--\(option.name)' \(problem)")
    }
}

extension CancelClient {
    func faults(of input: JSONValue) -> [InputFault] {
        do throws(CallError) {
            _ = try curlCommand(json: input)
            return []
        } catch {
            return InputFault.all(of: error)
        }
    }
}

/// Characters that people do not see, or take for another, and that come along when text is copied.
enum InvisibleText {
    /// Whether a character is one: a control or format character, a space other than U+0020, or one that is not drawn.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
        }
    }

    /// The number and name of a character, such as `U+200B ZERO WIDTH SPACE`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name = scalar.properties.name ?? scalar.properties.nameAlias
        return name.map { "\(number) \($0)" } ?? number
    }
}

/// How names on the wire are spelt in other places.
enum WireName {
    /// A name in small letters with hyphens: `origClOrdId` is `orig-cl-ord-id`, `OMSId` is `oms-id`.
    static func kebabCase(_ name: String) -> String { words(name).joined(separator: "-").lowercased() }

    /// A name in capitals with underscores: `sessionToken` is `SESSION_TOKEN`.
    static func screamingCase(_ name: String) -> String { words(name).joined(separator: "_").uppercased() }

    /// The words of a name; a run of capitals is one word, its last letter belonging to the next where that goes on.
    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            let followsSmall = word.last.map { !$0.isUppercase } ?? false
            let precedesSmall = index + 1 < characters.count && characters[index + 1].isLowercase
            if character.isUppercase, !word.isEmpty, followsSmall || precedesSmall {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
