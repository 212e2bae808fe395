internal import VenueSpec

/// A row of the outcome table that is tried before or after another than it was.
struct RowMove {
    /// The row that moved.
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
