internal import SourceText

/// The outcome table of a call with every row that decides by a value told apart.
struct OutcomeTable {
    /// The rows of each rule, by the rule's index.
    let rows: [[OutcomeRow]]
    let rules: [OutcomeRule]
    /// What the call tells apart among the documented statuses.
    let kinds: [StatusKind]
    /// What the rows of each rule have in common, by the rule's index.
    private let shared: [OutcomeRow]
    /// The field each rule decides by, with the positions of its rows by value; `nil` for a rule of one row.
    private let deciders: [(path: FieldPath, positions: [String: Int])?]

    init(_ operation: CallDescription, venue: Venue) {
        rules = operation.outcomes
        kinds = operation.statusKinds
        shared = rules.map { rule in
            OutcomeRow(rule) { path in
                operation.responses.contains { shape in
                    guard shape.type(at: path, in: venue)?.isList == true else { return false }
                    return rule.statuses.contains { operation.isAnswered($0, by: shape) }
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
        for index in 0..<rule where rules[index].covers(status) {
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
            && kinds(of: rules[rule].statuses).contains { shadow(of: row, of: rule, status: $0.sample) == nil }
    }

    /// The documented kinds of status that ranges cover.
    func kinds(of ranges: [StatusRange]) -> [StatusKind] {
        kinds.filter { kind in ranges.contains { $0.covers(kind.sample) } }
    }
}

/// One row of the outcome table for one status, with a value that decides turned into a condition.
///
/// Rules that decide by a field become a row for each value, so all rows can be compared alike.
struct OutcomeRow {
    /// What must hold; all of it.
    var conditions: [Condition]
    /// The value's case, where the rule decides by a field.
    var value: String?
    /// Whether it also holds for bodies that do not fit.
    var isProvenByStatus: Bool
    var range: SourceRange

    /// The row of a rule that decides one outcome, or what the rows of a rule that decides by a field share.
    ///
    /// A list that contains a text is one of whose elements equals it; told so, it compares with other conditions.
    init(_ rule: OutcomeRule, isList: (FieldPath) -> Bool) {
        conditions = rule.conditions.map { condition in
            guard case .contains(let text) = condition.test, isList(condition.path) else { return condition }
            return Condition(
                path: FieldPath(steps: condition.path.steps + [.anyElement]),
                test: .equals(text.fixedText.map(Condition.Constant.string) ?? .template(text)))
        }
        isProvenByStatus = rule.isProvenByStatus
        range = rule.provenance.range
    }

    /// The row for one value of the field that decides the rule of this row.
    func deciding(_ value: String, at path: FieldPath, in range: SourceRange) -> OutcomeRow {
        var row = self
        row.conditions.append(Condition(path: path, test: .equals(.string(value))))
        row.value = value
        row.range = range
        return row
    }

    /// Whether every reply this row could decide is decided by an earlier one.
    func isShadowed(by earlier: OutcomeRow) -> Bool {
        if isProvenByStatus, !earlier.isProvenByStatus { return false }
        return earlier.conditions.allSatisfy { needed in conditions.contains { $0.implies(needed) } }
    }

    /// The first two conditions that cannot hold together.
    var contradiction: (Condition, Condition)? {
        for (index, first) in conditions.enumerated() {
            for second in conditions[(index + 1)...] where first.excludes(second) || second.excludes(first) {
                return (first, second)
            }
        }
        return nil
    }
}

extension Condition {
    /// Whether the other condition holds whenever this one does, as far as constants tell.
    package func implies(_ other: Condition) -> Bool {
        guard path == other.path else { return false }
        if test == other.test { return true }
        if other.test == .present { return test != .absent }
        guard let constants else {
            switch (test, other.test) {
            case (.compares(let mine, let number), .compares(let theirs, let bound)):
                return mine.implies(number, theirs, bound)
            case (.counts(let mine, let number), .counts(let theirs, let bound)):
                return mine.implies(ExactNumber(Int64(number)), theirs, ExactNumber(Int64(bound)))
            case (.contains(let text), .contains(let part)), (.hasPrefix(let text), .contains(let part)):
                return text.comparing(part) { $0.containsExactly($1) } ?? false
            case (.hasPrefix(let text), .hasPrefix(let part)):
                return text.comparing(part) { $0.startsExactly(with: $1) } ?? false
            default: return false
            }
        }
        return constants.allSatisfy { other.accepts($0) == true }
    }

    /// Whether the two cannot hold together, as far as constants tell.
    ///
    /// Paths with `[*]` lead to several values, of which each condition may take another.
    package func excludes(_ other: Condition) -> Bool {
        if test == .absent, other.test != .absent, other.path.steps.starts(with: path.steps) { return true }
        guard path == other.path, !path.steps.contains(.anyElement) else { return false }
        switch (test, other.test) {
        case (.compares(let mine, let number), .compares(let theirs, let bound)):
            return mine.excludes(number, theirs, bound)
        case (.counts(let mine, let number), .counts(let theirs, let bound)):
            return mine.excludes(ExactNumber(Int64(number)), theirs, ExactNumber(Int64(bound)))
        default: break
        }
        guard let constants else { return false }
        return constants.allSatisfy { other.accepts($0) == false }
    }

    /// The constants the field can be when this holds; `nil` when they cannot be listed.
    private var constants: [String]? {
        let constants: [Condition.Constant]
        switch test {
        case .equals(let constant): constants = [constant]
        case .oneOf(let several): constants = several
        default: return nil
        }
        let texts = constants.compactMap(\.text)
        return texts.count == constants.count ? texts : nil
    }

    /// The text the field has whenever this holds, if it can be no other.
    var onlyValue: String? { constants.flatMap { Set($0).count == 1 ? $0.first : nil } }

    /// Whether this holds of a field with that text; `nil` if that depends on more.
    private func accepts(_ text: String) -> Bool? {
        switch test {
        case .equals(let constant): constant.text.map { $0.isExactly(text) }
        case .oneOf(let constants):
            constants.contains { $0.text?.isExactly(text) == true }
                ? true : constants.contains { $0.text == nil } ? nil : false
        case .contains(let part): part.fixedText.map(text.containsExactly)
        case .hasPrefix(let prefix): prefix.fixedText.map(text.startsExactly)
        case .matches(let pattern): pattern.fixedText.map(text.containsMatch)
        case .compares(let comparison, let bound): ExactNumber(text).map { comparison.holds($0, bound) } ?? false
        case .counts: nil
        case .present: true
        case .absent: false
        }
    }
}

extension Condition.Comparison {
    /// Whether it admits numbers without end above, and below.
    private var isOpen: (above: Bool, below: Bool) {
        (self == .above || self == .atLeast, self == .below || self == .atMost)
    }

    /// Whether every number that compares so with one compares in the other way with another.
    fileprivate func implies(_ number: ExactNumber, _ other: Self, _ bound: ExactNumber) -> Bool {
        if self == .equals { return other.holds(number, bound) }
        guard isOpen == other.isOpen else { return false }
        // At the bound itself only one of the two may hold.
        return other.holds(number, bound)
            || Self.equals.holds(number, bound) && (self == .above || self == .below)
    }

    /// Whether no number compares so with one and in the other way with another.
    fileprivate func excludes(_ number: ExactNumber, _ other: Self, _ bound: ExactNumber) -> Bool {
        if self == .equals { return !other.holds(number, bound) }
        if other == .equals { return !holds(bound, number) }
        guard isOpen != other.isOpen else { return false }
        return !other.holds(number, bound)
            || Self.equals.holds(number, bound) && (self == .above || self == .below)
    }
}

extension Condition.Constant {
    /// The constant's text; `nil` where parameters are inside.
    ///
    /// One field holds constants of one kind, so texts tell them apart.
    fileprivate var text: String? {
        switch self {
        case .template: nil
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        }
    }
}

extension ComparedText {
    /// A comparison of two fixed texts; `nil` where parameters are inside.
    fileprivate func comparing(_ other: ComparedText, _ compare: (String, String) -> Bool) -> Bool? {
        guard let text = fixedText, let otherText = other.fixedText else { return nil }
        return compare(text, otherText)
    }
}
