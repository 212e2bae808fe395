internal import Synchronization

/// A regular expression ready for use.
///
/// What specs mostly say, such as `^[0-9a-f]{32}$`, is read once and tested byte by byte; everything else is left to the
/// standard library.
struct TextPattern: Sendable {
    /// A run of characters of one class.
    struct Run: Sendable, Hashable {
        /// The characters, all ASCII.
        var characters: ASCIISet
        /// How many there are at least.
        var minimum: Int
        /// How many there are at most.
        var maximum: Int
    }

    /// How a text is tested.
    private enum Test: Sendable {
        /// The text is these runs one after the other, each as long as it can be, and nothing else.
        case runs([Run])
        /// The standard library searches the text for this expression.
        case search(String)
    }

    /// How a text is tested.
    private let test: Test

    /// Reads an expression.
    init(_ pattern: String) {
        var reader = TextPatternReader(pattern)
        test = reader.runs().map(Test.runs) ?? .search(pattern)
    }

    /// Whether the expression is tested without the standard library.
    var isSimple: Bool {
        if case .runs = test { true } else { false }
    }

    /// Whether a text has a match inside; an expression that is none matches nothing.
    func matches(_ text: String) -> Bool {
        switch test {
        case .runs(let runs): return Self.matches(text, runs)
        case .search(let pattern):
            guard let regex = try? Regex(pattern) else { return false }
            let strict = regex.asciiOnlyCharacterClasses().matchingSemantics(.unicodeScalar)
            return (try? strict.firstMatch(in: text)) != nil
        }
    }

    private static func matches(_ text: String, _ runs: [Run]) -> Bool {
        var rest = text.utf8[...]
        for run in runs {
            var count = 0
            while count < run.maximum, let byte = rest.first, run.characters.contains(byte) {
                rest = rest.dropFirst()
                count += 1
            }
            if count < run.minimum { return false }
        }
        return rest.isEmpty
    }

    // MARK: Reuse

    /// Expressions that were read before, by their text.
    private static let known = Mutex<[String: TextPattern]>([:])
    /// The most that are kept; specs have few, and what a caller makes up must not fill the memory.
    private static let knownLimit = 512

    /// The expression of a text, read once.
    static func shared(_ pattern: String) -> TextPattern {
        known.withLock { known in
            if let found = known[pattern] { return found }
            let made = TextPattern(pattern)
            if known.count < knownLimit { known[pattern] = made }
            return made
        }
    }
}

/// A set of ASCII characters.
struct ASCIISet: Sendable, Hashable {
    /// Characters 0 to 63, a bit each.
    private var low: UInt64 = 0
    /// Characters 64 to 127.
    private var high: UInt64 = 0

    /// Adds a character; one beyond ASCII is none.
    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
    }

    /// Adds the characters of another set.
    mutating func formUnion(_ other: ASCIISet) {
        low |= other.low
        high |= other.high
    }

    /// Whether a byte is one of the characters.
    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }

    /// Whether the sets have no character in common.
    func isDisjoint(with other: ASCIISet) -> Bool { low & other.low == 0 && high & other.high == 0 }
}
