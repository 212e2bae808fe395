/// The outcome table of a call with every row that decides by a value told apart.
struct OutcomeTable {
    /// The rows of each rule, by the rule's index.
    let rows: [[OutcomeRow]]
    /// The rules.
    let rules: [OutcomeRule]
    /// What the rows of each rule have in common, by the rule's index.
    private let shared: [OutcomeRow]

    /// The table of a call.
    init(_ operation: CancelOperation, venue: Venue) {
        rules = operation.outcomes
        shared = rules.map { rule in
            OutcomeRow(rule) { path in
                operation.responses.contains { shape in
                    guard rule.statuses.contains(shape.status), case .array? = shape.type(at: path, in: venue) else {
                        return false
                    }
                    return true
                }
            }
        }
        rows = zip(rules, shared).map { rule, row in
            guard case .byValue(let path, let cases) = rule.decision else { return [row] }
            return cases.map { row.deciding($0.value, at: path, in: $0.provenance.range) }
        }
    }

    /// The earlier row that decides whatever this one could, for one status.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - count: How many rows of the same rule stand before it.
    ///   - rule: The index of the row's rule.
    ///   - status: The status.
    /// - Returns: The first such row.
    func shadow(of row: OutcomeRow, after count: Int, of rule: Int, status: Int) -> OutcomeRow? {
        let earlier = zip(rules, rows).prefix(rule).filter { $0.0.statuses.contains(status) }.flatMap { $0.1 }
        return (earlier + rows[rule].prefix(count)).first { $0.contradiction == nil && row.isShadowed(by: $0) }
    }

    /// Whether a rule that decides by a field could decide for a value, were it listed.
    func couldDecide(_ value: String, at path: FieldPath, rule: Int) -> Bool {
        let row = shared[rule].deciding(value, at: path, in: shared[rule].range)
        return row.contradiction == nil
            && rules[rule].statuses.contains { shadow(of: row, after: 0, of: rule, status: $0) == nil }
    }
}
