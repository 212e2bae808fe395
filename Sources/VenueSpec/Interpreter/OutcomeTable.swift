/// The outcome table of a call with every row that decides by a value told apart.
struct OutcomeTable {
    /// The rows of each rule, by the rule's index.
    let rows: [[OutcomeRow]]
    let rules: [OutcomeRule]
    /// What the rows of each rule have in common, by the rule's index.
    private let shared: [OutcomeRow]
    /// The field each rule decides by, with the positions of its rows by value; `nil` for a rule of one row.
    private let deciders: [(path: FieldPath, positions: [String: Int])?]

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
        deciders = rules.map { rule in
            guard case .byValue(let path, let cases) = rule.decision else { return nil }
            let positions = cases.enumerated().map { ($0.element.value, $0.offset) }
            return (path, Dictionary(positions, uniquingKeysWith: { first, _ in first }))
        }
        rows = zip(rules, shared).map { rule, row in
            guard case .byValue(let path, let cases) = rule.decision else { return [row] }
            return cases.map { row.deciding($0.value, at: path, in: $0.provenance.range) }
        }
    }

    /// The earlier row that decides whatever this one could, for one status.
    ///
    /// The rows of one rule are about different values, so none shadows another.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - rule: The index of the row's rule.
    ///   - status: The status.
    /// - Returns: The first such row.
    func shadow(of row: OutcomeRow, of rule: Int, status: Int) -> OutcomeRow? {
        for index in 0..<rule where rules[index].statuses.contains(status) {
            if let shadow = candidates(of: index, for: row).first(where: {
                $0.contradiction == nil && row.isShadowed(by: $0)
            }) {
                return shadow
            }
        }
        return nil
    }

    /// The rows of a rule that could shadow another row: of one that decides by a field, those for values the other row
    /// is about.
    private func candidates(of rule: Int, for row: OutcomeRow) -> [OutcomeRow] {
        guard let decider = deciders[rule] else { return rows[rule] }
        let values = row.conditions.filter { $0.path == decider.path }.compactMap(\.onlyValue)
        return values.compactMap { decider.positions[$0] }.sorted().map { rows[rule][$0] }
    }

    /// Whether a rule that decides by a field could decide for a value, were it listed.
    func couldDecide(_ value: String, at path: FieldPath, rule: Int) -> Bool {
        let row = shared[rule].deciding(value, at: path, in: shared[rule].range)
        return row.contradiction == nil
            && rules[rule].statuses.contains { shadow(of: row, of: rule, status: $0) == nil }
    }
}
