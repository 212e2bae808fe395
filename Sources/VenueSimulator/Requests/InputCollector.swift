internal import SourceText
internal import VenueRuntime
internal import VenueSpec

/// What a request does not have, or has in another form, than its binding asks for; lower case, no full stop.
///
/// It never quotes the request.
struct RequestMismatch: Error, Hashable {
    /// What was expected.
    var expectation: String
}

/// Collects the values of parameters as they are found in the places of a request.
struct InputCollector {
    /// The call.
    let operation: VenueSpec.CancelOperation
    /// The values so far, each with its parameter.
    private var values: [String: Example.InputScalar] = [:]
    /// How many places of parameters and constants were found as the binding has them.
    private(set) var matches = 0

    /// A collector that has found nothing yet.
    init(operation: VenueSpec.CancelOperation) { self.operation = operation }

    /// The values in the order of the parameters.
    var input: [Example.InputValue] {
        operation.parameters.compactMap { parameter in
            values[parameter.name.text].map {
                Example.InputValue(name: parameter.name.text, value: $0, range: parameter.provenance.range)
            }
        }
    }

    /// Takes a value; a parameter that stands in several places must have one value.
    mutating func take(_ value: Example.InputScalar, for name: String) throws(RequestMismatch) {
        if let other = values[name], other != value {
            throw RequestMismatch(expectation: "expected one value of '\(name)' in all places")
        }
        values[name] = value
        matches += 1
    }

    /// Notes that a constant was found.
    mutating func takeConstant() { matches += 1 }

    /// Takes text that stands for a parameter's value outside JSON.
    mutating func take(text: String, for name: String) throws(RequestMismatch) {
        guard let parameter = operation.parameter(named: name) else { return }
        try take(Self.value(text, as: parameter.type), for: name)
    }

    /// Takes the elements of a list parameter outside JSON.
    mutating func take(elements: [String], for name: String) throws(RequestMismatch) {
        guard case .array(let element)? = operation.parameter(named: name)?.type else { return }
        try take(.list(elements.map { Self.value($0, as: element) }), for: name)
    }

    /// Takes a parameter's value in JSON; `null` is taken for a value that is not given.
    mutating func take(json: JSONValue, for name: String) throws(RequestMismatch) {
        if json == .null { return }
        guard let value = Self.value(json) else {
            throw RequestMismatch(expectation: "expected no object in '\(name)'")
        }
        try take(value, for: name)
    }

    /// Text as a value of a type; what it may be is checked later, with the whole input.
    private static func value(_ text: String, as type: ParameterType) -> Example.InputScalar {
        switch type {
        case .integer, .decimalNumber: .number(text)
        case .enumeration(let enumeration, _) where enumeration.kind == .integer: .number(text)
        case .boolean where text == "true": .boolean(true)
        case .boolean where text == "false": .boolean(false)
        default: .text(text)
        }
    }

    /// A JSON value as a value of a parameter.
    private static func value(_ json: JSONValue) -> Example.InputScalar? {
        switch json {
        case .string(let text): return .text(text)
        case .number(let number): return .number(number.text)
        case .boolean(let flag): return .boolean(flag)
        case .array(let elements):
            let values = elements.compactMap(value)
            return values.count == elements.count ? .list(values) : nil
        case .object, .null: return nil
        }
    }
}
