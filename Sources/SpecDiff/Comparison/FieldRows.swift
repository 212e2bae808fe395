internal import VenueSpec

extension VenueChange {
    /// The members of the replies' objects and the values of their enumerations.
    var fieldRows: [ComparisonTable.Row] {
        var rows = types.flatMap { change -> [ComparisonTable.Row] in
            let (before, after) = (change.pair.old, change.pair.new)
            switch (change.properties, before.definition, after.definition) {
            case (let properties?, .object(let old), .object(let new)):
                return properties.rows(
                    old: old, new: new, key: \.name.text, name: \.name.text, facts: { property, _ in property.facts }
                ).map { row in
                    var row = row
                    row.oldName = row.oldName.map { "\(before.name.text).\($0)" }
                    row.newName = row.newName.map { "\(after.name.text).\($0)" }
                    return row
                }
            default:
                return [
                    .init(
                        old: before.name.text, new: after.name.text, facts: (before.facts, after.facts),
                        subjects: [change.pair.places.old.subject, change.pair.places.new.subject])
                ]
            }
        }
        rows += singleTypes.added.map { single in
            .init(
                old: nil, new: single.value.name.text, facts: ([], single.value.facts),
                subjects: [single.places.new.subject])
        }
        rows += singleTypes.removed.map { single in
            .init(
                old: single.value.name.text, new: nil, facts: (single.value.facts, []),
                subjects: [single.places.old.subject])
        }
        return rows
    }
}

extension Property {
    /// What the venue sends.
    fileprivate var facts: FactList {
        [
            ("type", type.text), ("sent", isRequired ? "always" : "may be missing"),
            ("null", isNullable ? "may be null" : nil), ("deprecated", isDeprecated ? "yes" : nil),
        ] + provenance.facts
    }
}

extension NamedType {
    /// What it is made of.
    fileprivate var facts: FactList {
        switch definition {
        case .object(let properties):
            properties.map { property in
                let marks = [property.isRequired ? nil : "may be missing", property.isNullable ? "may be null" : nil]
                return (property.name.text, ([property.type.text] + marks.compactMap { $0 }).joined(separator: ", "))
            }
        case .enumeration(let enumeration):
            [
                ("kind", enumeration.kind == .string ? "texts" : "integers"),
                ("values", enumeration.values.map(\.name.text).joined(separator: ", ")),
            ]
        }
    }
}
