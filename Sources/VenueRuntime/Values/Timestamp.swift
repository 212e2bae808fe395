/// A moment as the venue wrote it, in RFC 3339's form with 0 to 9 fraction digits.
///
/// Two are equal when their texts are; compare moments with ``secondsSinceEpoch`` and ``nanoseconds``.
public struct Timestamp: Hashable, Sendable, LosslessStringConvertible {
    /// The text, such as `2026-01-15T09:30:00.1234567Z`.
    public let text: String
    /// Whole seconds since 1970-01-01T00:00:00Z.
    ///
    /// A leap second counts as the first second of the next minute.
    public let secondsSinceEpoch: Int64
    /// The rest, in nanoseconds: 0 to 999,999,999.
    public let nanoseconds: Int32

    /// The moment a text stands for; `nil` if it is not RFC 3339 or names no day of the calendar.
    ///
    /// `T` and `Z` may be lower case. Seconds run from 00 to 60; whether a leap second took place is not checked.
    public init?(_ text: String) {
        var utf8 = text
        guard let moment = utf8.withUTF8({ Self.moment($0) }) else { return nil }
        self.text = text
        (secondsSinceEpoch, nanoseconds) = moment
    }

    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard let moment = Self.moment(bytes) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        (secondsSinceEpoch, nanoseconds) = moment
    }

    /// The moment's text, as the venue wrote it.
    public var description: String { text }

    /// The seconds and nanoseconds since the epoch that a text stands for.
    private static func moment(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanoseconds: Int32)? {
        FixedFields.all(of: text) { fields in
            guard let date = fields.date(), fields.take("Tt") != nil, let time = fields.timeOfDay(),
                let nanoseconds = fraction(&fields), let offset = offset(&fields)
            else { return nil }
            return (date.daysSinceEpoch * 86400 + time - offset, nanoseconds)
        }
    }

    /// Takes a fraction of a second of 1 to 9 digits, if there is one.
    @inline(__always)
    private static func fraction(_ fields: inout FixedFields) -> Int32? {
        guard fields.take(".") != nil else { return 0 }
        var nanoseconds: Int32 = 0
        var scale: Int32 = 100_000_000
        var count = 0
        while let digit = fields.digits(1) {
            guard count < 9 else { return nil }
            nanoseconds += Int32(digit) * scale
            scale /= 10
            count += 1
        }
        return count > 0 ? nanoseconds : nil
    }

    /// Takes `Z` or `±HH:MM` and gives the seconds local time is ahead.
    @inline(__always)
    private static func offset(_ fields: inout FixedFields) -> Int64? {
        if fields.take("Zz") != nil { return 0 }
        guard let sign = fields.take("+-"), let hours = fields.digits(2), fields.take(":") != nil,
            let minutes = fields.digits(2), hours < 24, minutes < 60
        else { return nil }
        return Int64(hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}

extension Timestamp: JSONModel {
    /// Reads a string.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.timestamp() }

    /// Writes a string.
    public func write(to json: inout JSONWriter) { json.write(text) }
}

/// A moment the venue wrote as a count since 1970-01-01T00:00:00Z.
public struct EpochTimestamp: Hashable, Sendable {
    /// What the venue counts.
    public enum Unit: Int64, Hashable, Sendable, CaseIterable {
        /// Seconds.
        case seconds = 1
        /// Milliseconds.
        case milliseconds = 1_000
        /// Microseconds.
        case microseconds = 1_000_000
        /// Nanoseconds.
        case nanoseconds = 1_000_000_000
    }

    /// How many units since the epoch; negative before it.
    public let count: Int64
    /// What ``count`` counts.
    public let unit: Unit
    /// Whether it travels as a string of digits.
    public let isQuoted: Bool

    /// States a count as the venue writes it.
    public init(count: Int64, unit: Unit, isQuoted: Bool = false) {
        self.count = count
        self.unit = unit
        self.isQuoted = isQuoted
    }

    /// Whole seconds since the epoch, rounded down.
    public var secondsSinceEpoch: Int64 {
        let (quotient, remainder) = count.quotientAndRemainder(dividingBy: unit.rawValue)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The rest, in nanoseconds: 0 to 999,999,999.
    public var nanoseconds: Int32 {
        let remainder = count % unit.rawValue
        let units = remainder < 0 ? remainder + unit.rawValue : remainder
        return Int32(units * (Unit.nanoseconds.rawValue / unit.rawValue))
    }
}

extension EpochTimestamp: JSONWritable, CustomStringConvertible {
    /// Writes the count as a number, or as a string where it is quoted.
    public func write(to json: inout JSONWriter) {
        if isQuoted { json.write(String(count)) } else { json.write(count) }
    }

    /// The count's digits, without the unit.
    public var description: String { String(count) }
}
