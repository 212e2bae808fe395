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

extension ExactDecimal: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension ExactDecimal: JSONModel {
    /// Reads a number that travels as a string.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.decimalString() }

    /// Writes a string.
    public func write(to json: inout JSONWriter) { json.write(text) }
}

extension ExactDecimal {
    /// The most digits a sum or a difference has.
    public static let resultLimit = 1000

    /// Whether both are the same quantity: `1.0` and `1.00`, `1e2` and `100`, `0` and `-0`.
    public func isEqualInValue(to other: ExactDecimal) -> Bool { Magnitude(text) == Magnitude(other.text) }

    /// Whether this quantity is less than the other.
    ///
    /// Exact for exponents of up to 18 digits; greater ones count as equally great.
    public func isLessInValue(than other: ExactDecimal) -> Bool { Magnitude(text) < Magnitude(other.text) }

    /// Whether this quantity is less than zero.
    public var isNegative: Bool { Scaled(text).isNegative }

    /// Whether this quantity is zero.
    public var isZero: Bool { Scaled(text).digits.isEmpty }

    /// The sum, exactly, without an exponent and with the places of the one that has more: `0.10 + 0.2` is `0.30`.
    ///
    /// `nil` if it would take more than ``resultLimit`` digits.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? { Scaled(text).adding(Scaled(other.text)) }

    /// The difference, exactly, without an exponent and with the places of the one that has more: `1 - 0.40` is `0.60`.
    ///
    /// `nil` if it would take more than ``resultLimit`` digits.
    public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
        var other = Scaled(other.text)
        other.isNegative.toggle()
        return Scaled(text).adding(other)
    }

    /// A number taken apart: ±d₁d₂d₃… × 10^-places without leading zeros; zero has no digits and no sign.
    private struct Scaled {
        var isNegative: Bool
        /// From 0 to 9, not as text.
        let digits: [UInt8]
        let places: Int64

        init(_ text: String) {
            let parts = text.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
            let mantissa = parts.first ?? text.utf8[...]
            let all = mantissa.lazy.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            digits = all.map { $0 - UInt8(ascii: "0") }.drop { $0 == 0 }.map(\.self)
            isNegative = !digits.isEmpty && mantissa.first == UInt8(ascii: "-")
            let point = mantissa.firstIndex(of: UInt8(ascii: "."))
            let fraction = point.map { mantissa[$0...].count - 1 } ?? 0
            places = Int64(fraction) - (parts.count > 1 ? Self.exponent(parts[1]) : 0)
        }

        /// The value of an exponent's text, kept within ±10^18 so that adding to it cannot overflow.
        private static func exponent(_ text: Substring.UTF8View) -> Int64 {
            let limit: Int64 = 1_000_000_000_000_000_000
            let isNegative = text.first == UInt8(ascii: "-")
            let value = Int64(String(Substring(text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") })))
            let bounded = min(value ?? limit, limit)
            return isNegative ? -bounded : bounded
        }

        func adding(_ other: Scaled) -> ExactDecimal? {
            let places = max(self.places, other.places, 0)
            guard places < ExactDecimal.resultLimit, let left = reversed(places), let right = other.reversed(places)
            else { return nil }
            let isSum = isNegative == other.isNegative
            let isLess =
                !isSum
                && (left.count == right.count
                    ? left.reversed().lexicographicallyPrecedes(right.reversed()) : left.count < right.count)
            let (greater, smaller) = isLess ? (right, left) : (left, right)
            var result: [UInt8] = []
            var carry: Int8 = 0
            for index in 0..<max(greater.count, smaller.count) {
                let (one, two) = (greater.digit(index), smaller.digit(index))
                let sum = isSum ? one + two + carry : one - two + carry
                carry = sum > 9 ? 1 : sum < 0 ? -1 : 0
                result.append(UInt8(sum - 10 * carry))
            }
            if carry > 0 { result.append(1) }
            while result.last == 0, result.count > places + 1 { result.removeLast() }
            while result.count <= places { result.append(0) }
            guard result.count <= ExactDecimal.resultLimit else { return nil }
            let text = String(decoding: result.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
            let isZero = result.allSatisfy { $0 == 0 }
            let sign = !isZero && (isLess ? other.isNegative : isNegative) ? "-" : ""
            return ExactDecimal(
                sign + text.dropLast(Int(places)) + (places > 0 ? "." : "") + text.suffix(Int(places)))
        }

        /// The digits from the last of that many places on, those that count most at the end.
        private func reversed(_ places: Int64) -> [UInt8]? {
            guard !digits.isEmpty else { return [] }
            let zeros = places - self.places
            guard zeros <= ExactDecimal.resultLimit, digits.count <= ExactDecimal.resultLimit else { return nil }
            return Array(repeating: 0, count: Int(zeros)) + digits.reversed()
        }
    }

    /// A number taken apart: ±0.d₁d₂d₃… × 10^exponent without leading or trailing zeros.
    private struct Magnitude: Comparable {
        let isNegative: Bool
        let digits: [UInt8]
        let exponent: Int64

        init(_ text: String) {
            let scaled = Scaled(text)
            isNegative = scaled.isNegative
            digits = Array(scaled.digits.reversed().drop { $0 == 0 }.reversed())
            exponent = digits.isEmpty ? 0 : Int64(scaled.digits.count) - scaled.places
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
    }
}

extension [UInt8] {
    /// The digit at an index, or zero where there is none.
    fileprivate func digit(_ index: Int) -> Int8 { index < count ? Int8(self[index]) : 0 }
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
