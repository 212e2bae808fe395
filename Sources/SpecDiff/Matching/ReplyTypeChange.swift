internal import VenueSpec

/// Two versions of a declared shape or enumeration.
struct TypeChange: Sendable {
    let pair: Pairing<NamedType>.Pair
    /// The members, where both are objects.
    let properties: Pairing<Property>?
    /// The values, where both are enumerations, or what tells the objects, where both are unions.
    let values: Pairing<Enumeration.Value>?

    /// Matches the members or values of a type.
    init(_ pair: Pairing<NamedType>.Pair, names: ReplyNames, symbols: (old: SwiftSymbols, new: SwiftSymbols)) {
        self.pair = pair
        let scopes = (old: (symbols.old, pair.old), new: (symbols.new, pair.new))
        switch (pair.old.definition, pair.new.definition) {
        case (.object(let old), .object(let new)):
            values = nil
            let places = pair.places.at(old: [pair.old.membersKey], new: [pair.new.membersKey])
            properties = Pairing(old, new, in: places, by: \.name.text) { before, after in
                guard names.isSame(before.type, after.type) else { return 0 }
                return Likeness.ofEntries(
                    names: (before.name.text, after.name.text), descriptions: (before.description, after.description))
            }.naming(scopes) { [$0.0.property($1, of: $0.1)] }
        case (.enumeration(let old), .enumeration(let new)):
            properties = nil
            values = Pairing(old.values, new.values, in: pair.places.at("enum")).naming(scopes) {
                [$0.0.value($1, of: $0.1)]
            }
        case (.union(let old), .union(let new)):
            properties = nil
            values = Pairing(
                old.alternatives.map(\.value), new.alternatives.map(\.value), in: pair.places.at(NamedType.objectsKey)
            ).naming(scopes) { [$0.0.value($1, of: $0.1)] }
        default:
            properties = nil
            values = nil
        }
    }
}

/// Two versions of a member of a declared object.
struct ReplyFieldChange: Sendable, ChangedPart {
    let pair: Pairing<Property>.Pair
    /// The field as it was called, such as `CancelReply.state`.
    let oldLabel: String
    let label: String
    let rows: [String]
    /// Whether replies could not be read or judged without it.
    let isNeeded: Bool
    /// The places of an array in which it stands; `nil` where it is a member of an object in one version.
    let positions: Positions?

    struct Positions: Sendable {
        let old: Int
        let new: Int
    }

    var old: Property { pair.old }
    var new: Property { pair.new }
    var places: PlacePair { pair.places }
    var symbols: [String] { pair.symbols }
}

extension ReplyFieldChange {
    /// The members of objects that both versions have.
    static func all(of change: VenueChange) -> [ReplyFieldChange] {
        change.types.flatMap { type in
            (type.properties?.pairs ?? []).map { pair in
                let oldField = ReplyUses.Field(type: type.pair.oldName, name: pair.oldName)
                let newField = ReplyUses.Field(type: type.pair.newName, name: pair.newName)
                return ReplyFieldChange(
                    pair: pair, oldLabel: oldField.label, label: newField.label,
                    rows: change.uses.new.rows(reading: newField),
                    isNeeded: pair.old.isRequired || change.uses.old.decides(oldField)
                        || change.uses.new.decides(newField), positions: type.positions(of: pair))
            }
        }
    }
}

extension TypeChange {
    /// The places of an array in which an element stands.
    fileprivate func positions(of property: Pairing<Property>.Pair) -> ReplyFieldChange.Positions? {
        guard pair.old.isPositional, pair.new.isPositional,
            let old = pair.old.definition.members.firstIndex(of: property.oldName),
            let new = pair.new.definition.members.firstIndex(of: property.newName)
        else { return nil }
        return .init(old: old, new: new)
    }
}

extension NamedType {
    /// The key its members stand under.
    var membersKey: String { isPositional ? "positions" : "properties" }

    /// The key the objects of a union stand under.
    static let objectsKey = "oneOf"

    /// The key its values stand under.
    var valuesKey: String { union == nil ? "enum" : Self.objectsKey }
}

extension VenueChange {
    /// The lines of the old tables that a value of an enumeration decides, as findings list them.
    func oldRows(decidedBy value: String, of type: String) -> [String] {
        operations.flatMap(\.lines.old).filter { $0.isDecided(by: value, of: type) }.map(\.text)
    }

    /// The lines of the new tables that a value of an enumeration decides, as findings list them.
    func newRows(decidedBy value: String, of type: String) -> [String] {
        operations.flatMap(\.lines.new).filter { $0.isDecided(by: value, of: type) }.map(\.text)
    }
}

extension OutcomeLine {
    func isDecided(by value: String, of type: String) -> Bool { self.value?.value == value && valueType == type }
}

extension ReplyUses {
    /// Whether an outcome, the venue's code or text, or a quantity is read from a field.
    func decides(_ field: Field) -> Bool { isEvidence(field) || !rows(reading: field).isEmpty }

    /// What is lost with a field, to end a sentence with.
    func consequence(of field: Field) -> String {
        switch (rows(reading: field).isEmpty, isEvidence(field)) {
        case (true, true): ", which the venue's code or text, or a quantity, is read from"
        case (false, _): ", which outcomes are decided by"
        case (true, false): ""
        }
    }
}

extension Property {
    /// The member in the spec's words, such as `OrderState, optional`.
    var text: String { type.text + (isRequired ? "" : ", optional") + (isNullable ? ", nullable" : "") }
}

extension TypeChange {
    /// Whether the values are integers in one version and strings in the other.
    var isOtherKind: Bool {
        guard case .enumeration(let old) = pair.old.definition, case .enumeration(let new) = pair.new.definition else {
            return false
        }
        return old.kind != new.kind
    }

    /// Values of one version only; none where all of them are of another kind.
    var singleValues: (added: [Pairing<Enumeration.Value>.Single], removed: [Pairing<Enumeration.Value>.Single]) {
        isOtherKind ? ([], []) : (values?.added ?? [], values?.removed ?? [])
    }

    /// The values that only one version has or has in this kind.
    var ownValues: (old: [String], new: [String]) {
        if let values, !isOtherKind {
            return (values.removed.map(\.value.name.text), values.added.map(\.value.name.text))
        }
        return (pair.old.definition.values, pair.new.definition.values)
    }
}

extension NamedType.Definition {
    /// The names of an enumeration's values, or the values that tell a union's objects.
    var values: [String] {
        switch self {
        case .enumeration(let enumeration): enumeration.names
        case .union(let union): union.alternatives.map(\.value.name.text)
        case .object: []
        }
    }

    /// The names of an object's members.
    var members: [String] {
        if case .object(let properties) = self { properties.map(\.name.text) } else { [] }
    }
}
