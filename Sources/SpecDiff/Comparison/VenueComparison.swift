internal import VenueSpec

/// Two versions of one venue side by side, in the spec's words: what a reviewer looks at to see a change in its place.
public struct VenueComparison: Sendable, Hashable {
    /// The tables, those without rows left out.
    public let tables: [ComparisonTable]

    /// Compares two versions; a venue of one version only is its own other version.
    public init(_ difference: VenueDifference) {
        guard let new = difference.new ?? difference.old else {
            tables = []
            return
        }
        let change = VenueChange(old: difference.old ?? new, new: new, declarations: ([], []))
        var tables = [ComparisonTable(kind: .access, operation: nil, rows: change.accessRows)]
        for operation in change.operations { tables += operation.tables(change) }
        for single in change.singleOperations.added { tables += Self.tables(of: single.value, in: new, isOld: false) }
        for single in change.singleOperations.removed {
            tables += Self.tables(of: single.value, in: change.old, isOld: true)
        }
        // Shapes are the venue's, not a call's; they are read best after the replies that use them.
        let fields = ComparisonTable(kind: .fields, operation: nil, rows: change.fieldRows)
        tables.insert(fields, at: tables.firstIndex { $0.kind == .outcomes } ?? tables.count)
        self.tables = tables.filter { !$0.rows.isEmpty }
    }

    /// The tables of a call that one version has: those of the call beside itself with the other side taken away.
    private static func tables(of operation: CancelOperation, in venue: Venue, isOld: Bool) -> [ComparisonTable] {
        let change = VenueChange(old: venue, new: venue, declarations: ([], []))
        let tables = change.operations.first { $0.new.name == operation.name }?.tables(change) ?? []
        return tables.map { table in
            var table = table
            for index in table.rows.indices {
                if isOld { table.rows[index].newName = nil } else { table.rows[index].oldName = nil }
                table.rows[index].wholes.append(SpecPlace.root.at("operations", operation.name.text).subject)
                table.rows[index].facts = table.rows[index].facts.map { fact in
                    .init(label: fact.label, old: isOld ? fact.old : nil, new: isOld ? nil : fact.new)
                }
            }
            return table
        }
    }
}

extension OperationChange {
    /// The tables of a call.
    fileprivate func tables(_ venue: VenueChange) -> [ComparisonTable] {
        let rows: [(ComparisonTable.Kind, [ComparisonTable.Row])] = [
            (.request, requestRows), (.parameters, parameterRows), (.replies, replyRows), (.outcomes, outcomeRows),
            (.afterwards, afterwardsRows),
        ]
        return rows.map { ComparisonTable(kind: $0, operation: new.name.text, rows: $1) }
    }
}
