/// A moment the venue wrote as a count since 1970-01-01T00:00:00Z that may have a fraction: `1700000000.123`.
///
/// Two are equal when their texts are; compare moments with ``secondsSinceEpoch`` and ``nanoseconds``.
public struct DecimalEpochTimestamp: Hashable, Sendable {
    /// The count as the venue wrote it.
    public let text: String
    /// What the count counts.
    public let unit: EpochTimestamp.Unit
    /// Whether it travels as a string.
    public let isQuoted: Bool
    /// Whole seconds since the epoch, rounded down.
    public let secondsSinceEpoch: Int64
    /// The rest, in nanoseconds: 0 to 999,999,999; what is finer is cut off.
    public let nanoseconds: Int32

    /// A count with this text; `nil` if it is no number without exponent whose part before the point fits 64 bits.
    public init?(_ text: String, unit: EpochTimestamp.Unit, isQuoted: Bool = false) {
        guard NumberGrammar.matches(text) else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
        let digits = parts.count > 1 ? parts[1] : text.utf8.suffix(0)
        guard let whole = Int64(String(decoding: parts[0], as: UTF8.self)), digits.allSatisfy(Self.isDigit) else {
            return nil
        }
        self.text = text
        self.unit = unit
        self.isQuoted = isQuoted
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let seconds = whole / unit.rawValue
        var rest = (whole % unit.rawValue).magnitude * UInt64(EpochTimestamp.Unit.nanoseconds.rawValue / unit.rawValue)
        var scale = UInt64(EpochTimestamp.Unit.nanoseconds.rawValue / unit.rawValue)
        var isInexact = false
        for digit in digits {
            scale /= 10
            let value = UInt64(digit - UInt8(ascii: "0"))
            if scale == 0, value > 0 { isInexact = true }
            rest += value * scale
        }
        if isNegative, rest > 0 || isInexact {
            // Rounded down, so that the rest counts forward.
            secondsSinceEpoch = max(seconds, .min + 1) - 1
            nanoseconds = Int32(1_000_000_000 - rest - (isInexact ? 1 : 0))
        } else {
            secondsSinceEpoch = seconds
            nanoseconds = Int32(rest)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}

extension DecimalEpochTimestamp: JSONWritable, CustomStringConvertible {
    /// Writes the count as a number, or as a string where it is quoted.
    public func write(to json: inout JSONWriter) {
        if isQuoted { json.write(text) } else { json.token(text) }
    }

    /// The count's text, without the unit.
    public var description: String { text }
}
