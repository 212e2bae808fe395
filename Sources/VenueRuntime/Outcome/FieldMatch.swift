internal import TextPatterns

/// Tests of a reply's fields.
///
/// A field that is not there fails every test.
///
/// Texts are compared byte for byte: Unicode's canonical equivalence, which `==` on `String` follows, plays no part.
public enum FieldMatch {
    /// Whether the text has exactly these bytes.
    public static func equals(_ value: String?, _ text: String) -> Bool {
        value?.utf8.elementsEqual(text.utf8) ?? false
    }

    /// Whether the text is one of these.
    public static func equals(_ value: String?, oneOf texts: [String]) -> Bool {
        texts.contains { equals(value, $0) }
    }

    /// Whether the text has this one inside.
    ///
    /// Every text has the empty one inside.
    public static func contains(_ value: String?, _ text: String) -> Bool {
        value.map { ByteSearch.firstOffset(of: text, in: $0) != nil } ?? false
    }

    /// Whether the list has this text as an element.
    public static func contains(_ values: [String]?, _ text: String) -> Bool {
        values?.contains { equals($0, text) } ?? false
    }

    /// Whether the text starts with this one.
    public static func hasPrefix(_ value: String?, _ text: String) -> Bool {
        value?.utf8.starts(with: text.utf8) ?? false
    }

    /// Whether the text is a number greater than this one, compared digit by digit.
    public static func isAbove(_ value: String?, _ bound: String) -> Bool {
        compare(value, bound) { $1.isLessInValue(than: $0) }
    }

    /// Whether the text is a number less than this one, compared digit by digit.
    public static func isBelow(_ value: String?, _ bound: String) -> Bool {
        compare(value, bound) { $0.isLessInValue(than: $1) }
    }

    /// Whether the text is this number or a greater one, compared digit by digit.
    public static func isAtLeast(_ value: String?, _ bound: String) -> Bool {
        compare(value, bound) { !$0.isLessInValue(than: $1) }
    }

    /// Whether the text is this number or a lesser one, compared digit by digit.
    public static func isAtMost(_ value: String?, _ bound: String) -> Bool {
        compare(value, bound) { !$1.isLessInValue(than: $0) }
    }

    /// Compares two numbers; what is no number passes no test.
    private static func compare(
        _ value: String?, _ bound: String, _ holds: (ExactDecimal, ExactDecimal) -> Bool
    ) -> Bool {
        guard let number = value.flatMap(ExactDecimal.init), let bound = ExactDecimal(bound) else { return false }
        return holds(number, bound)
    }

    /// Whether there are so many elements or more.
    public static func isAtLeast(_ count: Int?, _ bound: Int) -> Bool { count.map { $0 >= bound } ?? false }

    /// Whether there are so many elements or fewer; none where the list is missing.
    public static func isAtMost(_ count: Int?, _ bound: Int) -> Bool { count.map { $0 <= bound } ?? false }

    /// Whether the text has a match of a regular expression inside.
    ///
    /// `\d`, `\s` and `\w` mean ASCII, `.` takes one Unicode scalar that ends no line, `^` and `$` stand at the very
    /// start and end. It takes a time linear in the text. What is no expression of the language matches nothing; the
    /// spec's rules refuse it.
    public static func matches(_ value: String?, _ pattern: String) -> Bool {
        guard let value, let pattern = TextPattern.shared(pattern) else { return false }
        return pattern.matches(value)
    }

    /// Whether the text has a match inside of a regular expression that holds texts of the input.
    ///
    /// A text that is not there fails the test. The expression is not kept, since each order has its own.
    public static func matches(_ value: String?, _ parts: [PatternPart]) -> Bool {
        guard let value else { return false }
        var pattern = ""
        for part in parts {
            switch part {
            case .expression(let text): pattern += text
            case .text(let text?): pattern += "(?:\(quoted(text)))"
            case .text(nil): return false
            }
        }
        return (try? TextPattern(pattern))?.matches(value) ?? false
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if "\\^$.|?*+()[]{}".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A part of a regular expression that holds texts of the input.
public enum PatternPart: Hashable, Sendable {
    /// A part of the expression as the spec writes it.
    case expression(String)
    /// A text that stands for itself; `nil` if the input has none.
    case text(String?)
}
