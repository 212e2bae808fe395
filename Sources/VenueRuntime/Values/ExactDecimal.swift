/// A decimal number as the venue wrote it: `0.10` stays `0.10`.
///
/// Two are equal when their texts are; compare quantities with ``isEqualInValue(to:)`` and ``isLessInValue(than:)``.
/// As JSON on its own it is a string; ``number`` is the same as a JSON number.
public struct ExactDecimal: Hashable, Sendable, LosslessStringConvertible {
    /// The text, in JSON's number grammar: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    public let text: String

    /// A number with this text; `nil` if it is not in JSON's number grammar.
    public init?(_ text: String) {
        guard NumberGrammar.matches(text) else { return nil }
        self.text = text
    }

    /// A number of these bytes; `nil` if they are not in JSON's number grammar.
    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard NumberGrammar.matches(bytes) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A whole number.
    public init(_ value: Int64) { text = String(value) }

    /// The number a JSON number stands for.
    public init(_ number: JSONNumber) { text = number.text }

    /// The same as a JSON number.
    public var number: JSONNumber { JSONNumber(valid: text) }

    /// The number's text, as the venue wrote it.
    public var description: String { text }
}

extension ExactDecimal: JSONModel {
    /// Reads a number that travels as a string.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.decimalString() }

    /// Writes a string.
    public func write(to json: inout JSONWriter) { json.write(text) }
}

extension ExactDecimal {
    /// Whether both are the same quantity: `1.0` and `1.00`, `1e2` and `100`, `0` and `-0`.
    public func isEqualInValue(to other: ExactDecimal) -> Bool { Magnitude(text) == Magnitude(other.text) }

    /// Whether this quantity is less than the other.
    ///
    /// Exact for exponents of up to 18 digits; greater ones count as equally great.
    public func isLessInValue(than other: ExactDecimal) -> Bool { Magnitude(text) < Magnitude(other.text) }

    /// A number taken apart: ±0.d₁d₂d₃… × 10^exponent without leading or trailing zeros.
    private struct Magnitude: Comparable {
        let isNegative: Bool
        let digits: [UInt8]
        let exponent: Int64

        init(_ text: String) {
            let parts = text.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
            let mantissa = parts.first ?? text.utf8[...]
            let digits = mantissa.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            let significant = digits.drop { $0 == UInt8(ascii: "0") }
            let tail = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
            self.digits = Array(significant.dropLast(tail))
            isNegative = !self.digits.isEmpty && mantissa.first == UInt8(ascii: "-")
            let point = mantissa.firstIndex(of: UInt8(ascii: "."))
            let fraction = point.map { mantissa[$0...].count - 1 } ?? 0
            let shift = Int64(significant.count - fraction)
            exponent = self.digits.isEmpty ? 0 : Self.exponent(parts.count > 1 ? parts[1] : "0".utf8[...]) + shift
        }

        static func < (left: Magnitude, right: Magnitude) -> Bool {
            if left.isNegative != right.isNegative { return left.isNegative }
            return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
        }

        private func isSmaller(than other: Magnitude) -> Bool {
            if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
            if exponent != other.exponent { return exponent < other.exponent }
            return digits.lexicographicallyPrecedes(other.digits)
        }

        /// The value of an exponent's text, kept within ±10^18 so that adding to it cannot overflow.
        private static func exponent(_ text: Substring.UTF8View) -> Int64 {
            let limit: Int64 = 1_000_000_000_000_000_000
            let isNegative = text.first == UInt8(ascii: "-")
            let value = Int64(String(Substring(text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") })))
            let bounded = min(value ?? limit, limit)
            return isNegative ? -bounded : bounded
        }
    }
}

/// A value a venue sends now as a string, now as a number.
///
/// Its text and its kind are kept.
public struct TextOrNumber: Hashable, Sendable, CustomStringConvertible {
    /// The string, or the number's text.
    public let text: String
    /// Whether it travels as a string.
    public let isText: Bool

    /// A value that travels as a string.
    public init(text: String) {
        self.text = text
        isText = true
    }

    /// A value that travels as a JSON number.
    public init(number: JSONNumber) {
        text = number.text
        isText = false
    }

    /// The string, or the number's text.
    public var description: String { text }
}

extension TextOrNumber: JSONModel {
    /// Reads a string or a number.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.textOrNumber() }

    /// Writes the value in its kind.
    public func write(to json: inout JSONWriter) {
        if isText { json.write(text) } else { json.token(text) }
    }
}
