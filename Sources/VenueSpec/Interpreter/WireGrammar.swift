enum DecimalGrammar {
    /// Whether text is `-?int frac? exp?` of RFC 8259.
    static func isDecimal(_ text: String) -> Bool {
        var rest = Scanner(text)
        _ = rest.skip("-")
        guard scanInteger(&rest) else { return false }
        if rest.skip("."), rest.digits() == 0 { return false }
        if rest.skip("e") || rest.skip("E") {
            if !rest.skip("+") { _ = rest.skip("-") }
            if rest.digits() == 0 { return false }
        }
        return rest.isAtEnd
    }

    /// The 64-bit integer of text without fraction or exponent.
    ///
    /// `-0` is none: it would be written back as `0`.
    static func integer(_ text: String) -> Int64? {
        var rest = Scanner(text)
        _ = rest.skip("-")
        guard scanInteger(&rest), rest.isAtEnd, text != "-0" else { return nil }
        return Int64(text)
    }

    /// Whether text is a number without exponent whose part before the point is of 64 bits.
    static func isCount(_ text: String) -> Bool {
        var rest = Scanner(text)
        _ = rest.skip("-")
        guard scanInteger(&rest) else { return false }
        if rest.skip("."), rest.digits() == 0 { return false }
        return rest.isAtEnd && Int64(text.prefix { $0 != "." }) != nil
    }

    /// Moves over digits without a leading zero.
    private static func scanInteger(_ rest: inout Scanner) -> Bool {
        if rest.skip("0") { return true }
        return rest.digits() > 0
    }
}

/// RFC 3339 timestamps.
enum TimestampGrammar {
    /// Whether text is an RFC 3339 date-time with at most nine fraction digits whose day the calendar has.
    ///
    /// Second 60 is taken anywhere, since offsets move leap seconds to any hour and the list of them grows.
    static func isTimestamp(_ text: String) -> Bool {
        var rest = Scanner(text)
        guard CalendarDate.scan(&rest), rest.skip("T") || rest.skip("t"),
            let hour = rest.number(digits: 2), hour < 24, rest.skip(":"),
            let minute = rest.number(digits: 2), minute < 60, rest.skip(":"),
            let second = rest.number(digits: 2), second <= 60
        else { return false }
        if rest.skip("."), !(1...9).contains(rest.digits()) { return false }
        return scanOffset(&rest) && rest.isAtEnd
    }

    /// Moves over `Z` or `±HH:MM`.
    private static func scanOffset(_ rest: inout Scanner) -> Bool {
        if rest.skip("Z") || rest.skip("z") { return true }
        guard rest.skip("+") || rest.skip("-"), let hour = rest.number(digits: 2), hour < 24, rest.skip(":"),
            let minute = rest.number(digits: 2), minute < 60
        else { return false }
        return true
    }
}

/// UUIDs as RFC 9562 writes them.
enum UUIDGrammar {
    /// Whether text is hex digits in groups of 8, 4, 4, 4 and 12.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit } }
    }
}

/// A position in ASCII text that only moves over what it is asked for.
struct Scanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Moves over a character if it is next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    /// Moves over all digits that follow and counts them.
    mutating func digits() -> Int {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        rest.removeFirst(count)
        return count
    }

    /// The number of exactly so many digits, if that many are next.
    mutating func number(digits count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
