/// A JSON number as the text it has on the wire.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// The text, in JSON's number grammar.
    public let text: String

    /// A number with this text; `nil` if it is not in JSON's number grammar.
    public init?(_ text: String) {
        guard NumberGrammar.matches(text) else { return nil }
        self.text = text
    }

    /// A whole number.
    public init(_ value: Int64) { text = String(value) }

    init(valid text: String) { self.text = text }

    /// The number's text, as it is on the wire.
    public var description: String { text }
}

/// JSON's number grammar: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
enum NumberGrammar {
    /// Where the number that starts at an index ends, or `nil` if none does.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let integer = position
        guard skipDigits(bytes, &position) else { return nil }
        if bytes[integer] == UInt8(ascii: "0") { position = integer + 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(bytes, &position) else { return nil }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits(bytes, &position) else { return nil }
        }
        return position
    }

    static func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    @inline(__always)
    static func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { end(in: bytes, from: 0) == bytes.count }

    /// Whether a text is a number without fraction or exponent, and not `-0`.
    static func isInteger(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isInteger($0) }
    }

    static func isInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = bytes.first == UInt8(ascii: "-") ? 1 : 0
        guard position < bytes.count else { return false }
        if bytes[position] == UInt8(ascii: "0") { return bytes.count == 1 }
        return skipDigits(bytes, &position) && position == bytes.count
    }

    /// The value of a text for which ``isInteger(_:)`` holds; `nil` if it does not fit 64 bits.
    static func value(ofInteger bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in bytes.dropFirst(isNegative ? 1 : 0) {
            let digit = Int64(truncatingIfNeeded: byte &- UInt8(ascii: "0"))
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            if isTooLarge || isLarger { return nil }
            value = sum
        }
        return value
    }

    @inline(__always)
    private static func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start = position
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        return position > start
    }
}
