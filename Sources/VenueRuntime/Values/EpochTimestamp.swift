/// A moment the venue wrote as a count since 1970-01-01T00:00:00Z.
public struct EpochTimestamp: Hashable, Sendable {
    /// What is counted.
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
    /// The unit.
    public let unit: Unit
    /// Whether it travels as a string of digits.
    public let isQuoted: Bool

    /// Makes a moment.
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

    /// The count.
    public var description: String { String(count) }
}
