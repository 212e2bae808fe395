/// Where a parameter's text goes; beside these, anywhere.
public struct TextUse: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes a set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It identifies the order.
    public static let identity = TextUse(rawValue: 1)
    /// It is a part of a path segment.
    public static let path = TextUse(rawValue: 2)
    /// It is a whole path segment.
    public static let segment = TextUse(rawValue: 4)
    /// It is, or is a part of, a header field's value.
    public static let header = TextUse(rawValue: 8)
}

/// A well-known form of text.
public enum TextFormat: String, Hashable, Sendable, CaseIterable {
    /// RFC 9562: 8-4-4-4-12 hexadecimal digits.
    case uuid
    /// RFC 3339: `YYYY-MM-DD`, a day of the calendar.
    case date

    /// Whether a text has the form.
    public func matches(_ text: String) -> Bool {
        switch self {
        case .uuid:
            return text.utf8.count == 36
                && text.utf8.enumerated().allSatisfy { index, byte in
                    switch index {
                    case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                    default: PercentEncoding.isHexDigit(byte)
                    }
                }
        case .date:
            return FixedFields.all(of: text) { $0.date() } != nil
        }
    }
}

/// Rules that hold for every text of a request.
enum TextRules {
    /// Whether a text holds a character of Unicode's category Cc: U+0000 to U+001F, U+007F to U+009F.
    static func hasControlCharacter(_ text: String) -> Bool {
        // Plain text has none of these bytes.
        if text.hasOnlyBytes({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }) { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            // U+0080 to U+009F are the byte C2 and one from 80 to 9F.
            if byte < 0x20 || byte == 0x7F || previous == 0xC2 && byte < 0xA0 { return true }
            previous = byte
        }
        return false
    }
}
