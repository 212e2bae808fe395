/// Reads the regular expressions that can be tested byte by byte.
///
/// Those are anchored at both ends and made of characters, ASCII classes and counts, where no run can take what the next
/// one needs: then each run being as long as it can be is the only way to match. Everything else is not simple.
struct TextPatternReader {
    /// What is left of the expression.
    private var rest: Substring.UTF8View

    /// The greatest count of a run without one.
    private static let unlimited = Int.max

    /// A reader of an expression.
    init(_ pattern: String) { rest = pattern.utf8[...] }

    /// The runs of the whole expression; `nil` if it is not simple.
    mutating func runs() -> [TextPattern.Run]? {
        guard take("^") else { return nil }
        var runs: [TextPattern.Run] = []
        while let byte = rest.first, byte != UInt8(ascii: "$") {
            guard let characters = characters(), let count = count() else { return nil }
            runs.append(TextPattern.Run(characters: characters, minimum: count.lowerBound, maximum: count.upperBound))
        }
        guard take("$"), rest.isEmpty, Self.isDeterminate(runs) else { return nil }
        return runs
    }

    /// Whether every run of no fixed length ends where a character stands that only later runs take.
    private static func isDeterminate(_ runs: [TextPattern.Run]) -> Bool {
        for (index, run) in runs.enumerated() where run.minimum < run.maximum {
            for next in runs[(index + 1)...] {
                if !run.characters.isDisjoint(with: next.characters) { return false }
                if next.minimum > 0 { break }
            }
        }
        return true
    }

    /// The characters of the next element.
    private mutating func characters() -> ASCIISet? {
        guard let byte = rest.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "["): return bracketed()
        case UInt8(ascii: "\\"): return escaped()
        case _ where "^$.|?*+(){}]".utf8.contains(byte) || byte >= 0x80: return nil
        default: return [byte]
        }
    }

    /// The characters after a backslash.
    private mutating func escaped() -> ASCIISet? {
        guard let byte = rest.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "d"): return Self.digits
        case UInt8(ascii: "w"): return Self.wordCharacters
        case _ where PercentEncoding.isAlphanumeric(byte) || byte >= 0x80: return nil
        default: return [byte]
        }
    }

    /// The characters of a class whose bracket was taken.
    private mutating func bracketed() -> ASCIISet? {
        var set = ASCIISet()
        if rest.first == UInt8(ascii: "^") || rest.first == UInt8(ascii: "]") { return nil }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]") { return set }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = escaped() else { return nil }
                set.formUnion(escaped)
                continue
            }
            // These begin set operations and nested classes in some dialects, or a range from a class.
            guard byte < 0x80, !"[&~".utf8.contains(byte) else { return nil }
            guard rest.first == UInt8(ascii: "-"), rest.dropFirst().first != UInt8(ascii: "]") else {
                guard byte != UInt8(ascii: "-") || rest.first == UInt8(ascii: "]") else { return nil }
                set.insert(byte)
                continue
            }
            rest = rest.dropFirst()
            guard let last = rest.popFirst(), PercentEncoding.isAlphanumeric(byte),
                PercentEncoding.isAlphanumeric(last), byte <= last
            else { return nil }
            for member in byte...last { set.insert(member) }
        }
        return nil
    }

    /// How often an element stands.
    private mutating func count() -> ClosedRange<Int>? {
        let count: ClosedRange<Int>?
        if take("?") {
            count = 0...1
        } else if take("*") {
            count = 0...Self.unlimited
        } else if take("+") {
            count = 1...Self.unlimited
        } else if take("{") {
            count = braced()
        } else {
            return 1...1
        }
        // A lazy or possessive count is not simple.
        if let byte = rest.first, "?*+{".utf8.contains(byte) { return nil }
        return count
    }

    /// A count whose brace was taken.
    private mutating func braced() -> ClosedRange<Int>? {
        guard let minimum = number() else { return nil }
        var maximum: Int? = minimum
        if take(",") { maximum = rest.first == UInt8(ascii: "}") ? Self.unlimited : number() }
        guard take("}"), let maximum, minimum <= maximum else { return nil }
        return minimum...maximum
    }

    /// A number of at most five digits.
    private mutating func number() -> Int? {
        let digits = rest.prefix { PercentEncoding.isDigit($0) }
        guard 1...5 ~= digits.count else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes a character if it is next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// What `\d` stands for.
    private static let digits = set(of: "0123456789")
    /// What `\w` stands for.
    private static let wordCharacters = set(
        of: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")

    private static func set(of text: String) -> ASCIISet {
        var set = ASCIISet()
        for byte in text.utf8 { set.insert(byte) }
        return set
    }
}

extension ASCIISet: ExpressibleByArrayLiteral {
    /// The set of these characters.
    init(arrayLiteral elements: UInt8...) { for byte in elements { insert(byte) } }
}
