internal import VenueSpec

/// Two versions of a parameter of a call.
struct ParameterChange: Sendable {
    let operation: OperationChange
    let pair: Pairing<Parameter>.Pair
    let symbol: String

    /// How a call comes to give a parameter.
    enum Need: Hashable {
        case required
        case optional
        /// One of several sets that identify the order decides.
        case identity
        /// The value of another parameter decides.
        case group
    }

    var old: Parameter { pair.old }
    var new: Parameter { pair.new }
    var places: Places { pair.places }
    var name: String { pair.new.name.text }
    /// Whether values are of the same kind, so that their limits can be compared.
    var isTypeKept: Bool { pair.old.type.text == pair.new.type.text }
    var oldNeed: Need { operation.old.need(of: old) }
    var newNeed: Need { operation.new.need(of: new) }
    /// Whether it identified the order and still does, or neither.
    var isIdentifyingKept: Bool {
        operation.old.identifiers.contains(old.name.text) == operation.new.identifiers.contains(new.name.text)
    }
}

extension ParameterChange {
    /// The parameters both versions of a call have.
    static func all(of operation: OperationChange, in venue: Venue) -> [ParameterChange] {
        operation.parameters.pairs.map { pair in
            ParameterChange(
                operation: operation, pair: pair,
                symbol: SwiftSymbols(venue).parameter(pair.new, of: operation.new))
        }
    }
}

extension CancelDescription {
    /// How a call comes to give a parameter.
    func need(of parameter: Parameter) -> ParameterChange.Need {
        let name = parameter.name.text
        if conditionalGroups.contains(where: { $0.parameters.contains(name) }) { return .group }
        if case .alternatives(let sets) = identity, sets.contains(where: { $0.parameters.contains(name) }) {
            return .identity
        }
        return parameter.isRequired ? .required : .optional
    }
}

/// The documented values of a parameter in two versions; empty unless both have some.
struct ValueChange: Sendable {
    /// The values, matched by name; one spelt in other case or of the same description was renamed.
    let values: Pairing<Enumeration.Value>

    init(_ pair: Pairing<Parameter>.Pair) {
        var places = pair.places
        if let old = pair.old.type.enumeration, let new = pair.new.type.enumeration, old.kind == new.kind {
            places = pair.old.type.isList ? places.at("items", "enum") : places.at("enum")
            values = Pairing(
                old.values, new.values, in: places, by: \.name.text, likeness: { $0.likeness(to: $1) },
                entry: { $0.at(entry: $1) })
        } else {
            values = Pairing([], [], in: places, by: \.name.text)
        }
    }

    /// The new spelling of a value, or the old one if it is gone.
    func newName(of value: String) -> String {
        values.pairs.first { $0.old.name.text == value }?.new.name.text ?? value
    }
}

extension Enumeration.Value {
    /// How likely another value is this one in another spelling.
    func likeness(to other: Enumeration.Value) -> Double {
        if name.text.lowercased() == other.name.text.lowercased() { return 1 }
        return description != nil && description == other.description ? 1 : 0
    }
}

extension ParameterType {
    var isList: Bool {
        if case .array = self { true } else { false }
    }

    /// The type in the spec's words, whatever its values: an enumeration is what its values are.
    var plainText: String {
        switch self {
        case .enumeration(let enumeration, _): enumeration.kind == .string ? "string" : "integer"
        case .array(let element): "array of \(element.plainText)"
        default: text
        }
    }
}
