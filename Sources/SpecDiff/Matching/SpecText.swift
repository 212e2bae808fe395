internal import VenueSpec

extension ValueType {
    /// The type in the spec's words, such as `array of Row`.
    var text: String {
        switch self {
        case .string: "string"
        case .decimalString: "decimal"
        case .decimalNumber: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .timestamp: "timestamp"
        case .epoch(let unit, let quoted): "\(quoted ? "string" : "integer") of epoch-\(unit.rawValue)"
        case .textOrNumber: "textOrNumber"
        case .any: "any"
        case .named(let name): name.text
        case .array(let element): "array of \(element.text)"
        }
    }
}

extension ParameterType {
    /// The type in the spec's words.
    var text: String {
        switch self {
        case .string: "string"
        case .decimalString: "decimal"
        case .decimalNumber: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .timestamp: "timestamp"
        case .enumeration(let enumeration, _): enumeration.kind == .string ? "enum" : "enum of integers"
        case .array(let element): "array of \(element.text)"
        }
    }

    /// The enumeration it is, or holds.
    var enumeration: Enumeration? {
        switch self {
        case .enumeration(let enumeration, _): enumeration
        case .array(let element): element.enumeration
        default: nil
        }
    }
}
