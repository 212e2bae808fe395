internal import CLibrary

/// The time of day, which venues compare with their own.
public protocol WallTime: Sendable {
    /// The present, in nanoseconds since 1970-01-01T00:00:00Z.
    var nanosecondsSinceEpoch: Int64 { get }
}

/// The system's time of day.
public struct SystemWallTime: WallTime {
    /// Makes the value.
    public init() {}

    /// The present by the system's clock; 0 for a clock before 1970 or after 2262.
    public var nanosecondsSinceEpoch: Int64 { CLibrary.nanosecondsSinceEpoch() }
}

/// How a time is written.
public enum TimeForm: String, Hashable, Sendable, CaseIterable {
    /// Seconds since 1970, perhaps with a fraction.
    case seconds
    /// Milliseconds since 1970.
    case milliseconds
    /// Microseconds since 1970.
    case microseconds
    /// Nanoseconds since 1970.
    case nanoseconds
    /// RFC 3339 in UTC, perhaps with a fraction of a second: `2026-11-20T09:30:00.123Z`.
    case rfc3339

    /// How many nanoseconds the unit has.
    var unit: Int64 {
        switch self {
        case .seconds, .rfc3339: 1_000_000_000
        case .milliseconds: 1_000_000
        case .microseconds: 1000
        case .nanoseconds: 1
        }
    }

    /// A time as text; what is finer than the form is cut off.
    package func text(_ nanoseconds: Int64, fractionDigits: Int) -> String {
        let whole = nanoseconds / unit
        guard self == .seconds || self == .rfc3339 else { return String(whole) }
        var text = self == .seconds ? String(whole) : CivilTime(secondsSinceEpoch: whole).text
        if fractionDigits > 0 {
            text += "." + CivilTime.padded(nanoseconds % unit, 9).prefix(fractionDigits)
        }
        return self == .rfc3339 ? text + "Z" : text
    }
}

/// A second of the proleptic Gregorian calendar in UTC.
private struct CivilTime {
    /// The text up to the second, such as `2026-11-20T09:30:00`.
    let text: String

    init(secondsSinceEpoch seconds: Int64) {
        let (days, second) = (seconds / 86400, seconds % 86400)
        // Years start in March here, so that the leap day is the last one; eras are of 400 years.
        let shifted = days + 719_468
        let (era, day) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (day - day / 1460 + day / 36524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
        let parts = [Self.padded(year, 4), Self.padded(month < 10 ? month + 3 : month - 9, 2), Self.padded(date, 2)]
        let times = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
        text = parts.joined(separator: "-") + "T" + times.joined(separator: ":")
    }

    /// A number with zeros in front.
    static func padded(_ number: Int64, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
