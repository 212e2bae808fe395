internal import CommandArguments
internal import SourceText
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
            help:
                "\(wireName): \(parameter.kind.words), \(parameter.presence.words). \(VisibleText.of(parameter.about))"
        )
    }

    /// The option in a usage line.
    var usage: String {
        let label = "--\(name) <\(parameter.kind.word)>"
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
