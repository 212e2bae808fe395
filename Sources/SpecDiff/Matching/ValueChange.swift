internal import VenueSpec

/// The documented values of a parameter in two versions; empty unless both have some.
struct ValueChange: Sendable {
    /// The values, matched by name; one spelt in other case or of the same description was renamed.
    let values: Pairing<Enumeration.Value>

    /// Matches the values of a parameter.
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
    /// Whether it is a list.
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
