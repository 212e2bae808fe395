/// The statuses a reply or a row is about: one, a class of a hundred, or all.
///
/// Of two that share a status one holds the other, so the replies of a status are those of the narrowest that covers it.
package struct StatusRange: Sendable, Hashable, Comparable, CustomStringConvertible,
    ExpressibleByIntegerLiteral
{
    package let statuses: ClosedRange<Int>

    /// Every status that a spec can speak of.
    package static let all = StatusRange(200...599)

    private init(_ statuses: ClosedRange<Int>) { self.statuses = statuses }

    package init(_ status: Int) { self.init(status...status) }

    package init(integerLiteral status: Int) { self.init(status) }

    /// The range of a word of the language: `404`, `4XX`, `default`.
    init?(word: String) {
        let digits = Array(word.utf8)
        if word == Self.defaultWord {
            self = .all
        } else if digits.count == 3, let hundreds = digits.first, (0x32...0x35).contains(hundreds), word.hasSuffix("XX")
        {
            let first = Int(hundreds - 0x30) * 100
            self.init(first...(first + 99))
        } else if digits.count == 3, digits.allSatisfy(isDigit), let status = Int(word),
            Self.all.statuses.contains(status)
        {
            self.init(status)
        } else {
            return nil
        }
    }

    private static let defaultWord = "default"

    /// The word of the language.
    package var description: String {
        switch statuses.count {
        case 1: String(statuses.lowerBound)
        case 100: "\(statuses.lowerBound / 100)XX"
        default: Self.defaultWord
        }
    }

    /// Whether it is one status.
    package var isSingle: Bool { statuses.count == 1 }

    package func covers(_ status: Int) -> Bool { statuses.contains(status) }

    /// Whether every status of the other is one of this.
    package func covers(_ other: StatusRange) -> Bool {
        statuses.lowerBound <= other.statuses.lowerBound && other.statuses.upperBound <= statuses.upperBound
    }

    /// Whether they share a status.
    func overlaps(_ other: StatusRange) -> Bool { covers(other) || other.covers(self) }

    /// Orders ranges by how much they hold, the narrowest first, and then by their statuses.
    package static func < (left: StatusRange, right: StatusRange) -> Bool {
        (left.statuses.count, left.statuses.lowerBound) < (right.statuses.count, right.statuses.lowerBound)
    }
}

/// Statuses between which the replies and rows of some calls make no difference.
package struct StatusKind: Sendable, Hashable {
    /// The narrowest range that covers them.
    package let range: StatusRange
    /// One of them; of the rest of a range, the last.
    package let sample: Int

    /// The kinds that some ranges divide statuses into, those of narrow ranges first.
    package static func all(of ranges: some Sequence<StatusRange>) -> [StatusKind] {
        let ranges = Set(ranges).sorted()
        let single = Set(ranges.filter(\.isSingle).map(\.statuses.lowerBound))
        let classes = ranges.filter { !$0.isSingle }
        return ranges.compactMap { range in
            if range.isSingle { return StatusKind(range: range, sample: range.statuses.lowerBound) }
            let sample = range.statuses.last { status in
                !single.contains(status) && classes.first { $0.covers(status) } == range
            }
            return sample.map { StatusKind(range: range, sample: $0) }
        }
    }
}

extension CallDescription {
    /// What its replies and rows tell apart among the statuses that are documented.
    package var statusKinds: [StatusKind] { statusKinds(with: []) }

    /// What its replies and rows, and further ranges, tell apart among the statuses that are documented.
    package func statusKinds(with ranges: [StatusRange]) -> [StatusKind] {
        StatusKind.all(of: statusRanges + ranges).filter { !responses(to: $0.sample).isEmpty }
    }

    /// Every range that a reply or a row names.
    package var statusRanges: [StatusRange] { responses.map(\.status) + outcomes.flatMap(\.statuses) }

    /// The alternatives of a status: those of the narrowest range that covers it.
    package func responses(to status: Int) -> [ResponseShape] {
        let range = responses.lazy.map(\.status).filter { $0.covers(status) }.min()
        return responses.filter { $0.status == range }
    }

    /// Whether replies of a shape can be of a range of statuses; those of a narrower shape are not.
    package func isAnswered(_ range: StatusRange, by shape: ResponseShape) -> Bool {
        range.covers(shape.status) || responses.map(\.status).isAnswered(range, by: shape.status)
    }
}

extension Collection<StatusRange> {
    /// Whether one of the documented ranges, and none narrower, answers all or some of a range.
    func isAnswered(_ range: StatusRange, by documented: StatusRange) -> Bool {
        if range.covers(documented) { return true }
        return documented.covers(range)
            && !contains { $0 != documented && documented.covers($0) && $0.covers(range) }
    }
}
