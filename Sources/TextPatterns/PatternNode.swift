/// A regular expression as it is written.
indirect enum PatternNode: Sendable, Hashable {
    /// A position in a text, of which it takes nothing.
    enum Anchor: Sendable, Hashable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    case empty
    case one(ScalarSet)
    case anchor(Anchor)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// As many as a count allows; `nil` is any number of them.
    case repeated(PatternNode, minimum: Int, maximum: Int?)

    /// The number of instructions it takes once its counts are written out, as far as it is at most the limit; else more
    /// than the limit.
    var size: Int {
        let size =
            switch self {
            case .empty, .one, .anchor: 1
            case .sequence(let parts): parts.reduce(0) { $0 + $1.size }
            case .choice(let parts): parts.reduce(0) { $0 + 1 + $1.size }
            case .repeated(let part, let minimum, let maximum?): part.size * maximum + (maximum - minimum)
            case .repeated(let part, let minimum, nil): part.size * max(minimum, 1) + 1
            }
        return min(size, PatternReader.sizeLimit + 1)
    }
}

/// Why a text is no regular expression of the language, and what to write instead.
package struct PatternProblem: Error, Sendable, Hashable {
    /// The reason and the cure; lower case, no full stop.
    package let message: String

    package init(message: String) { self.message = message }
}

struct ScalarSet: Sendable, Hashable {
    private(set) var ranges: [ClosedRange<UInt32>] = []

    init(_ ranges: [ClosedRange<UInt32>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
                let end = max(last.upperBound, range.upperBound)
                self.ranges[self.ranges.count - 1] = last.lowerBound...end
            } else {
                self.ranges.append(range)
            }
        }
    }

    init(_ characters: String) { self.init(characters.unicodeScalars.map { $0.value...$0.value }) }

    init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

    /// What `\d` stands for.
    static let digits = ScalarSet([0x30...0x39])
    /// What `\s` stands for.
    static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20])
    /// What `\w` stands for.
    static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// What `.` does not take: Unicode's line ends.
    static let lineEnds = ScalarSet([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])

    var inverted: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges {
            if start < range.lowerBound { gaps.append(start...(range.lowerBound - 1)) }
            start = range.upperBound + 1
        }
        if start <= 0x10FFFF { gaps.append(start...0x10FFFF) }
        return ScalarSet(gaps)
    }

    /// The set with the other case of each of its ASCII letters.
    var inBothCases: ScalarSet {
        let capitals: ClosedRange<UInt32> = 0x41...0x5A
        let smalls: ClosedRange<UInt32> = 0x61...0x7A
        var all = ranges
        for range in ranges {
            if range.overlaps(capitals) {
                let letters = range.clamped(to: capitals)
                all.append((letters.lowerBound + 0x20)...(letters.upperBound + 0x20))
            }
            if range.overlaps(smalls) {
                let letters = range.clamped(to: smalls)
                all.append((letters.lowerBound - 0x20)...(letters.upperBound - 0x20))
            }
        }
        return ScalarSet(all)
    }

    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }
}

/// The scalars in classes that no set of an expression tells apart, so that matching looks at classes only.
struct ScalarClasses: Sendable {
    /// The first scalar of each class, in rising order from 0.
    private let starts: [UInt32]
    /// The classes of ASCII, which most texts are made of.
    private let ascii: [Int]

    init(telling sets: [ScalarSet]) {
        var starts: Set<UInt32> = [0]
        for range in sets.flatMap(\.ranges) {
            starts.insert(range.lowerBound)
            if range.upperBound < 0x10FFFF { starts.insert(range.upperBound + 1) }
        }
        let sorted = starts.sorted()
        self.starts = sorted
        ascii = (0..<128).map { value in sorted.prefix { $0 <= value }.count - 1 }
    }

    var count: Int { starts.count }

    func number(of scalar: Unicode.Scalar) -> Int {
        scalar.value < 128 ? ascii[Int(scalar.value)] : firstIndex(after: scalar.value) - 1
    }

    func members(of set: ScalarSet) -> [Bool] {
        var members = [Bool](repeating: false, count: count)
        for range in set.ranges {
            for index in (firstIndex(after: range.lowerBound) - 1)..<firstIndex(after: range.upperBound) {
                members[index] = true
            }
        }
        return members
    }

    private func firstIndex(after value: UInt32) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
