internal import VenueSpec

/// One line of an outcome table: what one status with one set of conditions, and one value where a field decides,
/// means.
struct OutcomeLine: Sendable, Hashable {
    /// The status.
    let status: Int
    /// The rule it is from.
    let rule: OutcomeRule
    /// The rule's index in the table.
    let index: Int
    /// The value that decides, where a field does.
    let value: OutcomeRule.Case?
    /// What it means.
    let outcome: Outcome
    /// The enumeration of the value that decides.
    let valueType: String?
    /// What must hold, in the names of the new version; the value that decides is the last condition.
    let conditions: [Condition]
    /// The field whose value decides, in the names of the new version.
    let by: FieldPath?
    /// What two versions of a line have in common: its evidence, whatever the order of conditions.
    let key: String

    /// The line as evidence names it, such as `200 by order.status = Cancelled`.
    var evidence: String { rule.evidenceText(status: status, value: value?.value) }

    /// The row without the value, such as `200 by order.status`.
    var rowEvidence: String { rule.evidenceText(status: status, value: nil) }

    /// The line with what it means, as findings list it.
    var text: String { "\(evidence) → \(outcome.word)" }

    /// The lines of a table, in its order.
    ///
    /// - Parameters:
    ///   - operation: The call.
    ///   - venue: Its venue.
    ///   - translated: A rule in the names of the new version.
    /// - Returns: The lines.
    static func all(
        of operation: CancelOperation, in venue: Venue, translated: (OutcomeRule) -> OutcomeRule
    ) -> [OutcomeLine] {
        operation.outcomes.enumerated().flatMap { index, rule in
            let new = translated(rule)
            let sorted = new.sorted
            return rule.statuses.flatMap { status -> [OutcomeLine] in
                let shapes = operation.responses.filter { $0.status == status }
                switch (rule.decision, new.decision) {
                case (.byValue(let by, let cases), .byValue(let path, let newCases)):
                    return zip(cases, newCases).map { row, newRow in
                        OutcomeLine(
                            status: status, rule: rule, index: index, value: row, outcome: row.outcome,
                            valueType: shapes.enumerationName(at: by, in: venue),
                            conditions: new.conditions + [Condition(path: path, test: .equals(.string(newRow.value)))],
                            by: path, key: sorted.evidenceText(status: status, value: newRow.value))
                    }
                case (.fixed(let outcome), _):
                    return [
                        OutcomeLine(
                            status: status, rule: rule, index: index, value: nil, outcome: outcome, valueType: nil,
                            conditions: new.conditions, by: nil,
                            key: sorted.evidenceText(status: status, value: nil))
                    ]
                case (.byValue, .fixed): return []
                }
            }
        }
    }

    /// Whether no reply fits both this line and another.
    func excludes(_ other: OutcomeLine) -> Bool {
        status != other.status
            || conditions.contains { mine in
                other.conditions.contains { mine.excludes($0) || $0.excludes(mine) }
            }
    }

    /// Whether every reply that fits this line fits another.
    func implies(_ other: OutcomeLine) -> Bool {
        status == other.status
            && other.conditions.allSatisfy { needed in conditions.contains { $0.implies(needed) } }
    }
}

extension OutcomeRule {
    /// The rule with its conditions in an order that does not depend on the spec's.
    fileprivate var sorted: OutcomeRule {
        var rule = self
        rule.conditions.sort { $0.evidenceText < $1.evidenceText }
        return rule
    }
}
