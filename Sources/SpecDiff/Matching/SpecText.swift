internal import VenueSpec

extension ValueType {
    /// The type in the spec's words, such as `array of Row`.
    var text: String {
        switch self {
        case .string: TypeWord.string.rawValue
        case .decimalString: TypeWord.decimal.rawValue
        case .decimalNumber: TypeWord.number.rawValue
        case .integer: TypeWord.integer.rawValue
        case .boolean: TypeWord.boolean.rawValue
        case .timestamp: TypeWord.timestamp.rawValue
        case .epoch(let unit, let quoted): "\(quoted ? "string" : "integer") of epoch-\(unit.rawValue)"
        case .decimalEpoch(let unit, let quoted): "\(quoted ? "decimal" : "number") of epoch-\(unit.rawValue)"
        case .textOrNumber: TypeWord.textOrNumber.rawValue
        case .any: TypeWord.any.rawValue
        case .named(let name): name.text
        case .array(let element): "array of \(element.text)"
        case .map(let element): "map of \(element.text)"
        case .oneOrMany(let element): "one or many of \(element.text)"
        case .encoded(let held): "encoded \(held.text)"
        }
    }
}

extension ParameterType {
    var text: String {
        switch self {
        case .string: ValueType.string.text
        case .decimalString: ValueType.decimalString.text
        case .decimalNumber: ValueType.decimalNumber.text
        case .integer: ValueType.integer.text
        case .boolean: ValueType.boolean.text
        case .timestamp: ValueType.timestamp.text
        case .enumeration(let enumeration, _): enumeration.kind == .string ? "enum" : "enum of integers"
        case .array(let element): "array of \(element.text)"
        }
    }

    /// The documented values, also those of a list's elements, and the Swift type they become.
    var declared: (enumeration: Enumeration, swiftType: String)? {
        switch self {
        case .enumeration(let enumeration, let swiftType): (enumeration, swiftType)
        case .array(let element): element.declared
        default: nil
        }
    }

    var enumeration: Enumeration? { declared?.enumeration }
}

extension Duration {
    var text: String { DurationText.text(self) }
}

extension RequestBody {
    /// The body in the spec's words: its kind, and its media type where it has one of its own.
    var text: String? {
        switch self {
        case .none: nil
        case .json(_, "application/json"): "json"
        case .json(_, let type): "json (\(type))"
        case .form(_, "application/x-www-form-urlencoded"): "form"
        case .form(_, let type): "form (\(type))"
        }
    }

    var key: String? {
        switch self {
        case .none: nil
        case .json: "json"
        case .form: "form"
        }
    }
}

extension [String] {
    /// The names with commas between them; `nil` for none.
    var listed: String? { isEmpty ? nil : joined(separator: ", ") }

    /// The names in quotes, such as `'id', 'ref'`.
    var quoted: String { map { "'\($0)'" }.joined(separator: ", ") }
}

extension Enumeration {
    var names: [String] { values.map(\.name.text) }
    var text: String { names.joined(separator: ", ") }
}

extension Enumeration.Kind {
    var text: String { self == .string ? "string" : "integer" }
}

extension CallDescription {
    /// A parameter in one line, such as `integer, optional`.
    func text(of parameter: Parameter) -> String {
        need(of: parameter) == .optional ? "\(parameter.type.text), optional" : parameter.type.text
    }
}

extension Credential {
    /// How it travels, such as `Authorization: Bearer <token>`.
    var placement: String { "\(header): \(prefix)<\(name.text)>" }

    /// What kind of secret it is and how it travels, such as `oauth2 in Authorization`.
    var schemeText: String { "\(scheme.rawValue) in \(header)" }
}

extension VenueChange {
    /// The declarations that a credential's token comes by: its property, and the endpoint where clients use it.
    func tokenSymbols(_ pair: Pairing<Credential>.Pair) -> [String] {
        let endpoint = "\(new.name.swift).Credentials.tokenEndpoint"
        let isDeclared = declarations.new.contains(symbol: endpoint) || declarations.old.contains(symbol: endpoint)
        return [SwiftSymbols(new).credential(pair.new)] + (isDeclared ? [endpoint] : [])
    }
}
