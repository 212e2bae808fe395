internal import VenueSpec

/// Two versions of one venue side by side, in the spec's words: what a reviewer looks at to see a change in its place.
package struct VenueComparison: Sendable, Hashable {
    /// The tables, those without rows left out.
    package let tables: [ComparisonTable]

    /// Compares two versions; a venue of one version only is its own other version.
    package init(_ difference: VenueDifference) {
        guard let new = difference.new ?? difference.old else {
            tables = []
            return
        }
        let change = VenueChange(old: difference.old ?? new, new: new, declarations: ([], []))
        var tables = [ComparisonTable(kind: .access, operation: nil, rows: change.accessRows)]
        for operation in change.operations { tables += operation.tables(change) }
        tables += change.singleOperations.flatMap { single in
            Self.tables(of: single.value, in: single.isAdded ? new : change.old, isOld: !single.isAdded)
        }
        // Shapes are the venue's, not a call's; they are read best after the replies that use them.
        let fields = ComparisonTable(kind: .fields, operation: nil, rows: change.fieldRows)
        tables.insert(fields, at: tables.firstIndex { $0.kind == .outcomes } ?? tables.count)
        self.tables = tables.filter { !$0.rows.isEmpty }
    }

    /// The tables of a call that one version has: those of the call beside itself with the other side taken away.
    private static func tables(of operation: CallDescription, in venue: Venue, isOld: Bool) -> [ComparisonTable] {
        let change = VenueChange(old: venue, new: venue, declarations: ([], []))
        let tables = change.operations.first { $0.new.name == operation.name }?.tables(change) ?? []
        return tables.map { table in
            var table = table
            for index in table.rows.indices {
                if isOld { table.rows[index].newName = nil } else { table.rows[index].oldName = nil }
                table.rows[index].wholes.append(
                    SpecPlace.root.at(operation.section, operation.name.text).subject)
                table.rows[index].facts = table.rows[index].facts.map { fact in
                    .init(label: fact.label, old: isOld ? fact.old : nil, new: isOld ? nil : fact.new)
                }
            }
            return table
        }
    }
}

extension OperationChange {
    fileprivate func tables(_ venue: VenueChange) -> [ComparisonTable] {
        let rows: [(ComparisonTable.Kind, [ComparisonTable.Row])] = [
            (.request, requestRows), (.parameters, parameterRows), (.replies, replyRows), (.outcomes, outcomeRows),
            (.afterwards, afterwardsRows),
        ]
        return rows.map { ComparisonTable(kind: $0, operation: new.name.text, rows: $1) }
    }
}

extension VenueChange {
    var accessRows: [ComparisonTable.Row] {
        let hosts = servers.rows(
            name: { "server \($0.name.text)" },
            facts: { server, _ in
                [("address", server.address), ("header fields", server.headerText), ("takes", server.setText)]
                    + server.basis
            })
        let secrets = credentials.rows(
            name: { "credential \($0.name.text)" }, facts: { credential, _ in credential.facts })
        let sets = credentialSets.rows(
            name: { "credentials \($0.name.text)" },
            facts: { [old, new] set, isOld in
                (isOld ? old : new).credentials.filter { set.credentials.contains($0.name.text) }.map { credential in
                    (
                        credential.name.text,
                        credential.facts.compactMap { fact in fact.text.map { "\(fact.label) \($0)" } }
                            .joined(separator: ", ")
                    )
                } + set.basis
            })
        let taken = loginCredentials.flatMap {
            $0.rows(name: { "login takes \($0.name.text)" }, facts: { credential, _ in credential.facts })
        }
        let limits = rateLimits.rows(name: { "limit per \($0.scope)" }, facts: { limit, _ in limit.facts })
        let values = computed.flatMap {
            $0.rows(name: { "computed \($0.name.text)" }, facts: { value, _ in value.facts })
        }
        return hosts + secrets + sets + taken + values + limits
    }
}

extension Credential {
    /// How it is obtained and where it travels.
    fileprivate var facts: FactList {
        [
            ("kind", scheme.rawValue), ("travels in", scheme.hasHeader ? "\(header): \(prefix)…" : nil),
            ("token endpoint", tokenEndpoint?.url),
            ("token request", tokenEndpoint.map { "\($0.requestBody.rawValue), \($0.grants.joined(separator: ", "))" }),
        ] + content(besides: \.header, \.encoding) + (scheme == .key ? [("encoding", encoding.rawValue)] : []) + basis
    }
}

extension ComputedValue {
    fileprivate var facts: FactList { [("made of", text)] + basis }
}

extension RateLimitPolicy {
    fileprivate var facts: FactList {
        [("requests", "\(requests) in \(period.text)")] + content() + basis
    }
}

extension VenueChange {
    /// The members of the replies' objects and the values of their enumerations.
    var fieldRows: [ComparisonTable.Row] {
        var rows = types.flatMap { change -> [ComparisonTable.Row] in
            let (before, after) = (change.pair.old, change.pair.new)
            switch (change.properties, before.definition, after.definition) {
            case (let properties?, .object, .object):
                let places = change.pair.places
                return properties.rows(
                    name: \.name.text,
                    facts: { property, isOld in
                        property.facts + [("element", (isOld ? before : after).place(of: property))]
                    },
                    subjects: { _, isOld in
                        before.isPositional == after.isPositional
                            ? [] : [isOld ? places.old.subject : places.new.subject]
                    }
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
        rows += singleTypes.map { single in
            let (name, facts, isAdded) = (single.value.name.text, single.value.facts, single.isAdded)
            return .init(
                old: isAdded ? nil : name, new: isAdded ? name : nil, facts: isAdded ? ([], facts) : (facts, []),
                subjects: [isAdded ? single.places.new.subject : single.places.old.subject])
        }
        return rows
    }
}

extension Property {
    fileprivate var facts: FactList {
        [
            ("type", type.text), ("sent", isRequired ? "always" : "may be missing"),
            ("null", isNullable ? "may be null" : nil),
        ] + content(besides: \.isRequired, \.isNullable) + basis
    }
}

extension NamedType {
    /// The place of an element in the array it is one of.
    fileprivate func place(of property: Property) -> String? {
        isPositional ? definition.members.firstIndex(of: property.name.text).map { String($0) } : nil
    }

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
        case .union(let union):
            [("told by", union.discriminator)] + union.alternatives.map { ($0.value.name.text, $0.type.text) }
        }
    }
}

extension CallDescription {
    /// The key of the spec under which calls of its kind stand.
    fileprivate var section: String {
        switch kind {
        case .cancel: "operations"
        case .cancelAll: "cancelAll"
        case .read: "reads"
        case .login: "logins"
        }
    }
}
