/// Damaged copies of replies, the same in every run.
///
/// Each copy is what a broken peer or a changed venue could send: cut off, bits turned, pieces dropped, doubled or
/// swapped, values of another type put in.
struct ReplyMutations: Sequence, IteratorProtocol {
    /// The reply.
    private let original: [UInt8]
    /// The state of SplitMix64, whose sequence depends on nothing but the seed.
    private var state: UInt64
    /// How many copies are left.
    private var left: Int

    /// So many damaged copies of a reply.
    init(of original: [UInt8], count: Int, seed: UInt64) {
        self.original = original
        state = seed
        left = count
    }

    /// The next copy.
    mutating func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        var bytes = original
        for _ in 0...number(below: 2) { damage(&bytes) }
        return bytes
    }

    /// Does one kind of damage.
    private mutating func damage(_ bytes: inout [UInt8]) {
        let first = piece(of: bytes)
        switch number(below: 7) {
        case 0: bytes.removeLast(number(below: bytes.count + 1))
        case 1 where !bytes.isEmpty: bytes[number(below: bytes.count)] ^= 1 << UInt8(number(below: 8))
        case 2: bytes.removeSubrange(first)
        case 3: bytes.insert(contentsOf: bytes[first], at: first.lowerBound)
        case 4:
            let second = piece(of: bytes)
            guard first.upperBound <= second.lowerBound else { return }
            let (left, right) = (bytes[first], bytes[second])
            bytes.replaceSubrange(second, with: left)
            bytes.replaceSubrange(first, with: right)
        case 5: bytes.insert(UInt8(truncatingIfNeeded: random()), at: first.lowerBound)
        default:
            let values = [
                "null", "-0", "1e999", "[]", "{}", "\"\"", "true", "9223372036854775808", "\"\\ud800\"",
                "{\"a\":1,\"a\":2}",
            ]
            bytes.replaceSubrange(first, with: values[number(below: values.count)].utf8)
        }
    }

    /// A stretch between two of JSON's marks, so that pieces are mostly members, names and values.
    private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
        let marks = [0] + bytes.indices.filter { "{}[],:\"".utf8.contains(bytes[$0]) } + [bytes.count]
        let start = number(below: marks.count)
        let end = Swift.min(marks.count - 1, start + 1 + number(below: 3))
        return marks[start]..<Swift.max(marks[start], marks[end])
    }

    /// A number from 0 to below the bound.
    private mutating func number(below bound: Int) -> Int { Int(random() % UInt64(Swift.max(1, bound))) }

    /// The next 64 bits.
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
