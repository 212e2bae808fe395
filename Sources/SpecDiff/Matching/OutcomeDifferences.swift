internal import VenueSpec

/// Which lines of two versions of an outcome table decide replies of one status differently.
///
/// All replies are divided by the conditions of both tables, as far as the first line that holds in each is not certain,
/// so that a row that merely says again what others say, and rows that were merged, split or moved without effect, are
/// told from those that give a reply another meaning.
struct OutcomeDifferences {
    /// Lines that decide the same reply and mean different things; `nil` for a reply that leaves the table.
    struct Clash: Hashable {
        /// The line that decides in the old table.
        let old: OutcomeLine?
        /// The line that decides in the new table.
        let new: OutcomeLine?
    }

    private(set) var clashes: Set<Clash> = []
    /// Whether there were too many combinations to look at all of them.
    private(set) var isIncomplete = false
    private var budget = 300_000

    /// Compares the lines of a status, in the order of their tables and the names of the new version.
    init(_ old: [OutcomeLine], _ new: [OutcomeLine]) {
        split(old[...], new[...], Facts())
        // Bodies that do not fit are judged by the rows that need none.
        let proven = (old.filter(\.rule.isProvenByStatus), new.filter(\.rule.isProvenByStatus))
        if !isIncomplete, !(proven.0.isEmpty && proven.1.isEmpty) {
            split(proven.0[...], proven.1[...], Facts())
        }
    }

    /// What is known of the replies at hand.
    private struct Facts {
        var holding: [Condition] = []
        var failing: [Condition] = []
    }

    /// Divides replies until a line of each table decides them.
    private mutating func split(_ old: ArraySlice<OutcomeLine>, _ new: ArraySlice<OutcomeLine>, _ facts: Facts) {
        guard !isIncomplete, !facts.holding.contains(where: { isRefuted($0, facts) }) else { return }
        let (old, first) = decide(old, facts)
        let (new, second) = decide(new, facts)
        guard let condition = first ?? second else {
            if old.first?.outcome != new.first?.outcome {
                clashes.insert(Clash(old: old.first, new: new.first))
            }
            return
        }
        var (with, without) = (facts, facts)
        with.holding.append(condition)
        without.failing.append(condition)
        split(old, new, with)
        split(old, new, without)
    }

    /// The lines from the first that may hold on, and what is not known of it yet.
    private mutating func decide(
        _ lines: ArraySlice<OutcomeLine>, _ facts: Facts
    ) -> (lines: ArraySlice<OutcomeLine>, open: Condition?) {
        var lines = lines
        while let line = lines.first {
            var open: Condition?
            var fails = false
            for condition in line.conditions {
                switch truth(of: condition, facts) {
                case true?: continue
                case false?: fails = true
                case nil: open = open ?? condition
                }
                if fails { break }
            }
            if !fails { return (lines, open) }
            lines.removeFirst()
        }
        return (lines, nil)
    }

    /// Whether each of the texts a condition allows is known not to be there.
    private func isRefuted(_ condition: Condition, _ facts: Facts) -> Bool {
        guard case .oneOf(let constants) = condition.test else { return false }
        return constants.allSatisfy { constant in
            let single = Condition(path: condition.path, test: .equals(constant))
            return facts.failing.contains { single.implies($0) }
        }
    }

    /// Whether a condition holds, as far as is known.
    private mutating func truth(of condition: Condition, _ facts: Facts) -> Bool? {
        budget -= facts.holding.count + facts.failing.count + 1
        if budget < 0 { isIncomplete = true }
        if facts.holding.contains(where: { $0.implies(condition) }) { return true }
        if facts.holding.contains(where: { $0.excludes(condition) || condition.excludes($0) }) { return false }
        if facts.failing.contains(where: { condition.implies($0) }) || isRefuted(condition, facts) { return false }
        let opposite: Condition.Test? =
            switch condition.test {
            case .present: .absent
            case .absent: .present
            default: nil
            }
        guard let opposite else { return nil }
        return facts.failing.contains(Condition(path: condition.path, test: opposite)) ? true : nil
    }
}

extension OutcomeLines {
    /// Whether no reply changes its meaning for lines that only one version has, or that have other tests.
    func isSame(old: [OutcomeLine], new: [OutcomeLine]) -> Bool {
        let statuses = Set((old + new).map(\.status))
        return statuses.allSatisfy { status in
            guard let differences = differences[status], !differences.isIncomplete else { return false }
            return !differences.clashes.contains { clash in
                clash.old.map(old.contains) ?? false || clash.new.map(new.contains) ?? false
            }
        }
    }
}

/// A row of the outcome table that is tried before or after another than it was.
struct RowMove {
    let pair: OutcomeLines.Pair
    /// A row it passed; one that replies can fit as well and that means something else, if there is one.
    let other: OutcomeLines.Pair
    /// Whether a reply can fit both, and they mean different things.
    let isDecisive: Bool

    /// Whether it is now tried before the other row.
    var isEarlier: Bool { pair.new.index < other.new.index }

    /// What a reply that fits both rows meant.
    var oldOutcome: Outcome { isEarlier ? other.old.outcome : pair.old.outcome }

    /// What a reply that fits both rows means.
    var newOutcome: Outcome { isEarlier ? pair.new.outcome : other.new.outcome }

    /// The fewest moves that explain the new order, one for each rule, in the new order.
    static func all(in lines: OutcomeLines) -> [RowMove] {
        let moves = lines.common.grouped { $0.new.status }.flatMap { pairs -> [RowMove] in
            let table = pairs.sorted { ($0.new.index, $0.old.index) < ($1.new.index, $1.old.index) }
            let kept = Set(longestRise(of: table.map(\.old.index)))
            return table.indices.filter { !kept.contains($0) }.compactMap { index in
                let pair = table[index]
                let passed = table.filter { other in
                    (other.old.index < pair.old.index && other.new.index > pair.new.index)
                        || (other.old.index > pair.old.index && other.new.index < pair.new.index)
                }
                let decisive = passed.first { other in
                    guard !other.new.excludes(pair.new), other.new.outcome != pair.new.outcome else { return false }
                    guard let differences = lines.differences[pair.new.status], !differences.isIncomplete else {
                        return true
                    }
                    // Rows above both may decide every reply that fits both.
                    return differences.clashes.contains(.init(old: pair.old, new: other.new))
                        || differences.clashes.contains(.init(old: other.old, new: pair.new))
                }
                return (decisive ?? passed.first).map {
                    RowMove(pair: pair, other: $0, isDecisive: decisive != nil)
                }
            }
        }
        return moves.grouped { $0.pair.new.index }.compactMap { group in group.first(where: \.isDecisive) ?? group.first
        }
        .sorted { $0.pair.new.index < $1.pair.new.index }
    }

    /// The indices of a longest part of some numbers in which none is less than one before it.
    private static func longestRise(of numbers: [Int]) -> [Int] {
        var best: [[Int]] = []
        for (index, number) in numbers.enumerated() {
            let before = best.filter { ($0.last).map { numbers[$0] <= number } ?? true }.max { $0.count < $1.count }
            best.append((before ?? []) + [index])
        }
        return best.max { $0.count < $1.count } ?? []
    }
}
