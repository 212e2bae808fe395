internal import VenueSpec

/// One line of an outcome table: what one status with one set of conditions, and one value where a field decides,
/// means.
struct OutcomeLine: Sendable, Hashable {
    let kind: StatusKind
    let rule: OutcomeRule
    let index: Int
    /// The value that decides, where a field does.
    let value: OutcomeRule.Case?
    let outcome: Outcome
    let valueType: String?
    /// What must hold, in the names of the new version; the value that decides is the last condition.
    let conditions: [Condition]
    /// The field whose value decides, in the names of the new version.
    let by: FieldPath?
    /// What two versions of a line have in common: its evidence, whatever the order of conditions.
    let key: String

    /// The statuses it is about, as far as the versions that are compared tell them apart.
    var status: StatusRange { kind.range }

    /// The line as evidence names it, such as `200 by order.status = Cancelled`.
    var evidence: String { rule.evidenceText(status: kind.sample, value: value?.value) }

    /// The row without the value, such as `200 by order.status`.
    var rowEvidence: String { rule.evidenceText(status: kind.sample, value: nil) }

    /// The line with what it means, as findings list it.
    var text: String { "\(evidence) → \(outcome.word)" }

    /// The lines of a table, in its order.
    ///
    /// - Parameters:
    ///   - operation: The call.
    ///   - venue: Its venue.
    ///   - ranges: What the other version tells apart among the statuses.
    ///   - translated: A rule in the names of the new version.
    /// - Returns: The lines.
    static func all(
        of operation: CallDescription, in venue: Venue, with ranges: [StatusRange] = [],
        translated: (OutcomeRule) -> OutcomeRule
    ) -> [OutcomeLine] {
        let kinds = operation.statusKinds(with: ranges)
        return operation.outcomes.enumerated().flatMap { index, rule in
            let new = translated(rule)
            let sorted = new.sorted
            let reached = kinds.filter { kind in
                rule.covers(kind.sample)
                    && (rule.statuses.contains(kind.range)
                        || !operation.outcomes[..<index].contains { $0.closes(kind, for: rule) })
            }
            return reached.flatMap { kind -> [OutcomeLine] in
                let shapes = operation.responses(to: kind.sample)
                let status = kind.range.description
                switch (rule.decision, new.decision) {
                case (.byValue(let by, let cases), .byValue(let path, let newCases)):
                    return zip(cases, newCases).map { row, newRow in
                        OutcomeLine(
                            kind: kind, rule: rule, index: index, value: row, outcome: row.outcome,
                            valueType: shapes.enumerationName(at: by, in: venue),
                            conditions: new.conditions + [Condition(path: path, test: .equals(.string(newRow.value)))],
                            by: path, key: sorted.evidenceText(status, value: newRow.value))
                    }
                case (.fixed(let outcome), _):
                    return [
                        OutcomeLine(
                            kind: kind, rule: rule, index: index, value: nil, outcome: outcome, valueType: nil,
                            conditions: new.conditions, by: nil,
                            key: sorted.evidenceText(status, value: nil))
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
    /// Whether it decides every reply of some statuses that a later rule of a wider range could.
    fileprivate func closes(_ kind: StatusKind, for later: OutcomeRule) -> Bool {
        guard case .fixed = decision, conditions.isEmpty, covers(kind.sample) else { return false }
        return isProvenByStatus || !later.isProvenByStatus
    }

    /// The rule with its conditions in an order that does not depend on the spec's.
    fileprivate var sorted: OutcomeRule {
        var rule = self
        rule.conditions.sort { $0.evidenceText < $1.evidenceText }
        return rule
    }
}

/// The lines of two versions of an outcome table, matched by status, conditions and value under the new names.
struct OutcomeLines: Sendable {
    typealias Pair = Pairing<OutcomeLine>.Pair

    let old: [OutcomeLine]
    let new: [OutcomeLine]
    private let pairing: Pairing<OutcomeLine>
    let pairs: [Pair]
    /// Lines whose tests were replaced, with the same status, and the same value or the same outcome.
    let retested: [Pair]
    /// What differs in effect, by status; of those whose lines differ.
    let differences: [StatusRange: OutcomeDifferences]

    var common: [Pair] { pairs + retested }
    var added: [Pairing<OutcomeLine>.Single] { pairing.added }
    var removed: [Pairing<OutcomeLine>.Single] { pairing.removed }
    /// The lines of both versions, in the order of the new one.
    var entries: [(old: OutcomeLine?, new: OutcomeLine?, places: PlacePair)] { pairing.entries }

    /// Matches the outcome tables of a call.
    ///
    /// - Parameters:
    ///   - old: The old lines.
    ///   - new: The new lines.
    ///   - places: The tables.
    init(_ old: [OutcomeLine], _ new: [OutcomeLine], in places: PlacePair) {
        self.old = old
        self.new = new
        pairing = Pairing(
            old, new, in: places, by: \.key, tests: [{ $0.key == $1.key }, { $0.isRetested(by: $1) }]
        ) { table, index, _, line in
            // A rule is known by its index and its evidence; a value stands under `then`.
            guard index != nil else { return table }
            let rule = table.at(line.index, named: line.rowEvidence)
            return line.value.map { rule.at("then", $0.value) } ?? rule
        }
        pairs = pairing.pairs.filter { $0.old.key == $0.new.key }
        retested = pairing.pairs.filter { $0.old.key != $0.new.key }
        let changed = Set(((pairing.added + pairing.removed).map(\.value) + retested.map(\.new)).map(\.status)).union(
            pairs.grouped { $0.new.status }.filter { !$0.map(\.old.index).isRising }.compactMap { $0.first?.new.status }
        )
        differences = Dictionary(
            changed.map { status in
                (
                    status,
                    OutcomeDifferences(old.filter { $0.status == status }, new.filter { $0.status == status })
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension OutcomeLine {
    /// Whether another line is this one with other tests: the same status, and the same value of the same field, or
    /// the same outcome by a test of a field in common.
    fileprivate func isRetested(by other: OutcomeLine) -> Bool {
        guard status == other.status, by == other.by else { return false }
        if by != nil { return conditions.last == other.conditions.last }
        return outcome == other.outcome
            && !Set(conditions.map(\.path)).isDisjoint(with: other.conditions.map(\.path))
    }
}

extension [Int] {
    /// Whether none is less than the one before it.
    fileprivate var isRising: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}
