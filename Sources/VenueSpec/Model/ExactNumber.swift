/// A decimal number as a spec or a sample writes it, which never passes through binary floating point.
///
/// Two are equal when their texts are; what they stand for is compared with ``isLess(than:)``.
package struct ExactNumber: Sendable, Hashable {
    /// The text, in JSON's number grammar.
    package let text: String

    /// A number with this text; `nil` if it is not in JSON's number grammar.
    package init?(_ text: String) {
        guard DecimalGrammar.isDecimal(text) else { return nil }
        self.text = text
    }

    /// A whole number.
    package init(_ value: Int64) { text = String(value) }

    /// The whole number of 64 bits it is written as; `nil` for one with a fraction or an exponent.
    package var integer: Int64? { DecimalGrammar.integer(text) }

    /// Whether it stands for less than another.
    ///
    /// Exact for exponents of up to 18 digits; greater ones count as equally great.
    package func isLess(than other: ExactNumber) -> Bool {
        let (left, right) = (Magnitude(text), Magnitude(other.text))
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// A number taken apart: ±0.d₁d₂d₃… × 10^exponent without leading or trailing zeros; zero has no digits and no sign.
    private struct Magnitude {
        let isNegative: Bool
        let digits: [UInt8]
        let exponent: Int64

        init(_ text: String) {
            let parts = text.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
            let mantissa = parts.first ?? text.utf8[...]
            let all = mantissa.filter(isDigit)
            let significant = all.drop { $0 == UInt8(ascii: "0") }
            let point = mantissa.firstIndex(of: UInt8(ascii: "."))
            let places = point.map { mantissa[$0...].count - 1 } ?? 0
            digits = Array(significant.reversed().drop { $0 == UInt8(ascii: "0") }.reversed())
            isNegative = !digits.isEmpty && mantissa.first == UInt8(ascii: "-")
            let power = parts.count > 1 ? Self.exponent(parts[1]) : 0
            exponent = digits.isEmpty ? 0 : Int64(significant.count - places) + power
        }

        /// The value of an exponent's text, kept within ±10^18 so that adding to it cannot overflow.
        private static func exponent(_ text: Substring.UTF8View) -> Int64 {
            let limit: Int64 = 1_000_000_000_000_000_000
            let value = Int64(String(decoding: text.filter(isDigit), as: UTF8.self))
            let bounded = min(value ?? limit, limit)
            return text.first == UInt8(ascii: "-") ? -bounded : bounded
        }

        func isSmaller(than other: Magnitude) -> Bool {
            if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
            if exponent != other.exponent { return exponent < other.exponent }
            return digits.lexicographicallyPrecedes(other.digits)
        }
    }
}

extension Kind where Value == ExactNumber {
    /// A number, compared by its value alone.
    static var number: Kind { Kind(.text(.number), text: { $0.text }) }
}
