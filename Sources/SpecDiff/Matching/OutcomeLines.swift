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

    /// The line as evidence names it, such as `200 by order.status = Cancelled`.
    var evidence: String { rule.evidenceText(status: status, value: value?.value) }

    /// The row without the value, such as `200 by order.status`.
    var rowEvidence: String { rule.evidenceText(status: status, value: nil) }

    /// The lines of a table, in its order.
    static func all(of operation: CancelOperation) -> [OutcomeLine] {
        operation.outcomes.enumerated().flatMap { index, rule in
            rule.statuses.flatMap { status -> [OutcomeLine] in
                switch rule.decision {
                case .fixed(let outcome):
                    [OutcomeLine(status: status, rule: rule, index: index, value: nil, outcome: outcome)]
                case .byValue(_, let cases):
                    cases.map {
                        OutcomeLine(status: status, rule: rule, index: index, value: $0, outcome: $0.outcome)
                    }
                }
            }
        }
    }
}

/// The lines of two versions of an outcome table, matched by status, conditions and value.
struct OutcomeLines: Sendable {
    /// The old lines, in the table's order.
    let old: [OutcomeLine]
    /// The new lines, in the table's order.
    let new: [OutcomeLine]
    /// What both versions have.
    let pairs: [Pairing<OutcomeLine>.Pair]
    /// Lines whose test was replaced by another on the same field, with the same status and outcome.
    let retested: [Pairing<OutcomeLine>.Pair]
    /// Lines of the new version only.
    let added: [Pairing<OutcomeLine>.Single]
    /// Lines of the old version only.
    let removed: [Pairing<OutcomeLine>.Single]

    /// Matches the outcome tables of a call.
    init(_ before: CancelOperation, _ after: CancelOperation, in places: Places) {
        old = OutcomeLine.all(of: before)
        new = OutcomeLine.all(of: after)
        let pairing = Pairing(list: old, new, in: places, by: \.evidence)
        /// The place of a line in one version: its rule by index, known by its evidence; a value under `then`.
        func place(_ line: OutcomeLine, in table: SpecPlace) -> SpecPlace {
            let rule = table.at(line.index, named: line.rowEvidence)
            return line.value.map { rule.at("then", $0.value) } ?? rule
        }
        pairs = pairing.pairs.map { pair in
            .init(
                old: pair.old, new: pair.new,
                places: Places(old: place(pair.old, in: places.old), new: place(pair.new, in: places.new)),
                isRenamed: false)
        }
        var removed = pairing.removed.map(\.value)
        var added: [OutcomeLine] = []
        var retested: [Pairing<OutcomeLine>.Pair] = []
        for line in pairing.added.map(\.value) {
            guard let index = removed.firstIndex(where: { $0.isRetested(by: line) }) else {
                added.append(line)
                continue
            }
            let before = removed.remove(at: index)
            retested.append(
                .init(
                    old: before, new: line,
                    places: Places(old: place(before, in: places.old), new: place(line, in: places.new)),
                    isRenamed: false))
        }
        self.retested = retested
        self.added = added.map { .init(value: $0, places: Places(old: places.old, new: place($0, in: places.new))) }
        self.removed = removed.map { .init(value: $0, places: Places(old: place($0, in: places.old), new: places.new)) }
    }
}

extension OutcomeLine {
    /// Whether another line is this one with other tests: same status, outcome and fields, and the same value.
    fileprivate func isRetested(by other: OutcomeLine) -> Bool {
        status == other.status && outcome == other.outcome && value?.value == other.value?.value
            && !rule.conditions.isEmpty && rule.conditions.count == other.rule.conditions.count
            && Set(rule.conditions.map(\.path)) == Set(other.rule.conditions.map(\.path))
    }
}
