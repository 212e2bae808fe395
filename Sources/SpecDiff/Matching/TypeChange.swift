internal import VenueSpec

/// Two versions of a declared shape or enumeration.
struct TypeChange: Sendable {
    /// Both versions.
    let pair: Pairing<NamedType>.Pair
    /// The members, where both are objects.
    let properties: Pairing<Property>?
    /// The values, where both are enumerations.
    let values: Pairing<Enumeration.Value>?

    /// Matches the members or values of a type.
    init(_ pair: Pairing<NamedType>.Pair, names: ReplyNames) {
        self.pair = pair
        switch (pair.old.definition, pair.new.definition) {
        case (.object(let old), .object(let new)):
            values = nil
            properties = Pairing(old, new, in: pair.places.at("properties"), by: \.name.text) { before, after in
                guard names.isSame(before.type, after.type) else { return 0 }
                return Likeness.ofEntries(
                    names: (before.name.text, after.name.text), descriptions: (before.description, after.description))
            }
        case (.enumeration(let old), .enumeration(let new)):
            properties = nil
            values = Pairing(
                old.values, new.values, in: pair.places.at("enum"), by: \.name.text, likeness: { $0.likeness(to: $1) },
                entry: { $0.at(entry: $1) })
        default:
            properties = nil
            values = nil
        }
    }
}
