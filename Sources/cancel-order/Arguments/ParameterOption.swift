internal import CommandArguments
internal import VenueRuntime

/// A parameter of a call as an option of the command line.
struct ParameterOption {
    /// The parameter.
    let parameter: InputParameter
    /// The option's name without dashes.
    let name: String

    /// The venue's own name.
    var wireName: String { parameter.name }

    /// Names a parameter; one that would take the name of another option gets `order-` in front.
    init(_ parameter: InputParameter, avoiding taken: Set<String>) {
        self.parameter = parameter
        let name = WireName.kebabCase(parameter.name)
        self.name = taken.contains(name) ? "order-\(name)" : name
    }

    /// The option.
    var option: CommandDescription.Option {
        .init(
            name: name, value: parameter.kind.word, choices: parameter.kind.choices, isRepeating: parameter.kind.isList,
            help: "\(wireName): \(parameter.kind.words), \(parameter.presence.words).")
    }

    /// The option in a usage line.
    var usage: String {
        let label = "--\(name) <\(parameter.kind.word)>"
        return parameter.presence == .required ? label : "[\(label)]"
    }

    /// The value of texts, one unless the parameter is a list; `nil` if a text is no value of the parameter.
    func value(_ texts: [String]) -> JSONValue? {
        guard case .list(let element) = parameter.kind else { return texts.last.flatMap(parameter.kind.value) }
        let elements = texts.compactMap(element.value)
        return elements.count == texts.count ? .array(elements) : nil
    }
}

extension InputParameter.Kind {
    /// What a value is called.
    var word: String {
        switch self {
        case .text: "text"
        case .decimalText, .decimal: "decimal"
        case .integer: "integer"
        case .boolean: "true|false"
        case .timestamp: "timestamp"
        case .choice(let values), .integerChoice(let values):
            values.count <= 4 ? values.joined(separator: "|") : "value"
        case .list(let element): element.word
        }
    }

    /// What a value is, in words.
    var words: String {
        switch self {
        case .text: "text"
        case .decimalText, .decimal: "a decimal number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .timestamp: "an RFC 3339 timestamp"
        case .choice(let values), .integerChoice(let values): "one of \(values.joined(separator: ", "))"
        case .list(let element): "\(element.words), repeated for a list"
        }
    }

    /// The only values; empty for others.
    fileprivate var choices: [String] {
        switch self {
        case .choice(let values), .integerChoice(let values): values
        case .boolean: ["true", "false"]
        case .list(let element): element.choices
        case .text, .decimalText, .decimal, .integer, .timestamp: []
        }
    }

    /// Whether it is a list.
    var isList: Bool { if case .list = self { true } else { false } }

    /// The value of a text; `nil` if the text is none.
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
    /// When a value is given, in words.
    fileprivate var words: String {
        switch self {
        case .required: "required"
        case .optional: "optional"
        case .alternative(let sets): "to identify the order \(sets.joined(separator: " or "))"
        case .conditional(let name, let values): "required where \(name) is \(values.joined(separator: " or "))"
        }
    }
}
