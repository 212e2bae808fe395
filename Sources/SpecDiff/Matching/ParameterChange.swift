internal import VenueSpec

/// Two versions of a parameter of a call.
struct ParameterChange: Sendable, ChangedPart {
    let operation: OperationChange
    let pair: Pairing<Parameter>.Pair

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
    var places: PlacePair { pair.places }
    var symbols: [String] { pair.symbols }
    var name: String { pair.newName }
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
    /// The documented values, each with its generated case.
    var values: Pairing<Enumeration.Value> {
        let scopes = (
            old: (operation.symbols.old, operation.old, old), new: (operation.symbols.new, operation.new, new)
        )
        return pair.values.naming(scopes) { scope, value in
            scope.0.values([value.name.text], of: scope.2, of: scope.1)
        }
    }
}

extension CallDescription {
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

extension Pairing<Parameter>.Pair {
    /// The documented values of both versions; empty unless both have some of one kind.
    var values: Pairing<Enumeration.Value> {
        guard let old = old.type.enumeration, let new = new.type.enumeration, old.kind == new.kind else {
            return Pairing<Enumeration.Value>([], [], in: places)
        }
        let isList = self.old.type.isList
        return Pairing<Enumeration.Value>(
            old.values, new.values, in: isList ? places.at("items", "enum") : places.at("enum"))
    }
}

extension Pairing<Enumeration.Value> {
    /// Matches values by name; one spelt in other case or of the same description was renamed.
    init(_ old: [Element], _ new: [Element], in places: PlacePair) {
        self.init(old, new, in: places, by: \.name.text) { before, after in
            if before.name.text.lowercased() == after.name.text.lowercased() { return 1 }
            return before.description != nil && before.description == after.description ? 1 : 0
        } entry: {
            $0.at(entry: $1)
        }
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
