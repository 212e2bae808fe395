/// When a venue wants to be asked again (RFC 9110, 10.2.3).
public enum RetryAfter: Hashable, Sendable {
    /// After this many seconds.
    case seconds(Int64)
    /// Not before this moment.
    case date(HTTPDate)
}

/// A date in one of the three forms of HTTP (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, and the obsolete
/// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`, which recipients have to read all the same.
public struct HTTPDate: Hashable, Sendable, CustomStringConvertible {
    /// The date as it was written.
    public let text: String
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    /// The date a text stands for; `nil` if it is in none of the forms.
    ///
    /// The name of the day is not held against it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - present: What a year of two digits is read by: it is the last one with these digits that is not more than
    ///     50 years ahead. Without it, such a year is one from 1969 to 2068.
    public init?(_ text: String, present: HTTPDate? = nil) {
        guard let seconds = Self.seconds(text, present: present) else { return nil }
        self.text = text
        secondsSinceEpoch = seconds
    }

    /// The date as it was written.
    public var description: String { text }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let longDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970, by whichever form the text is in.
    private static func seconds(_ text: String, present: HTTPDate?) -> Int64? {
        var parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 6 where parts[2].isEmpty:
            // A day of one digit has a space in the other's place.
            guard parts[3].utf8.count == 1, parts[3] != "0" else { return nil }
            parts[2] = "0" + parts[3]
            parts.remove(at: 3)
            return ansi(parts)
        case 6:
            guard days.contains(where: { parts[0] == $0 + "," }), parts[5] == "GMT" else { return nil }
            return seconds(year: digits(4, parts[3]), month: parts[2], day: digits(2, parts[1]), time: parts[4])
        case 5: return ansi(parts)
        case 4:
            let fields = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard longDays.contains(where: { parts[0] == $0 + "," }), parts[3] == "GMT", fields.count == 3,
                let digits = digits(2, fields[2])
            else { return nil }
            let day = Self.digits(2, fields[0])
            guard let present else {
                return seconds(
                    year: digits < 69 ? 2000 + digits : 1900 + digits, month: fields[1], day: day, time: parts[2])
            }
            // The year of a day of present by the mean year is not off by more than one: all that come near are tried.
            let year = 1970 + Int(present.secondsSinceEpoch / 31_556_952)
            let fiftyYears: Int64 = 50 * 31_556_952
            return stride(from: (year / 100 + 1) * 100 + digits, through: 0, by: -100).lazy
                .compactMap { seconds(year: $0, month: fields[1], day: day, time: parts[2]) }
                .first { $0 - present.secondsSinceEpoch <= fiftyYears }
        default: return nil
        }
    }

    /// Seconds since 1970 of what C's `asctime` writes, with a day of two digits.
    private static func ansi(_ parts: [String]) -> Int64? {
        guard days.contains(parts[0]) else { return nil }
        return seconds(year: digits(4, parts[4]), month: parts[1], day: digits(2, parts[2]), time: parts[3])
    }

    private static func seconds(year: Int?, month: String, day: Int?, time: String) -> Int64? {
        guard let year, let day, let month = months.firstIndex(of: month),
            let seconds = FixedFields.all(of: time, { $0.timeOfDay() }),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        return date.daysSinceEpoch * 86400 + seconds
    }

    private static func digits(_ count: Int, _ text: String) -> Int? { FixedFields.all(of: text) { $0.digits(count) } }
}

extension RetryAfter {
    /// What a field's value asks for; `nil` if it cannot be read.
    init?(_ value: String, present: HTTPDate?) {
        if !value.isEmpty, value.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            guard let seconds = Int64(value) else { return nil }
            self = .seconds(seconds)
        } else {
            guard let date = HTTPDate(value, present: present) else { return nil }
            self = .date(date)
        }
    }

    /// The wait, by the reply's own `Date`, which is better than a clock that may be set wrong.
    fileprivate func wait(present: HTTPDate?) -> RequestedWait {
        switch self {
        case .seconds(let seconds): .atLeast(.seconds(seconds))
        case .date(let date):
            present.map { .atLeast(.seconds(max(0, date.secondsSinceEpoch - $0.secondsSinceEpoch))) } ?? .unmeasurable
        }
    }
}

enum RequestedWait: Hashable, Comparable {
    case atLeast(Duration)
    /// For a time that cannot be told from the reply; longer than any that can.
    case unmeasurable
}

extension HTTPResponse {
    /// The reply's `Retry-After`; of several, the one that asks for the longest wait; `nil` if none can be read.
    public var retryAfter: RetryAfter? {
        let present = date
        return wishes(present: present).compactMap(\.self).max { $0.wait(present: present) < $1.wait(present: present) }
    }

    /// How long the venue asks to wait: the longest of its wishes, ``RequestedWait/unmeasurable`` if one of them cannot be
    /// read or is a date in a reply without one; `nil` if it asks for nothing.
    var requestedWait: RequestedWait? {
        let present = date
        return wishes(present: present).map { $0?.wait(present: present) ?? .unmeasurable }.max()
    }

    /// When the reply was made, as it says.
    private var date: HTTPDate? { headers["Date"].flatMap { HTTPDate($0) } }

    /// What each `Retry-After` field asks for; `nil` for one that cannot be read.
    private func wishes(present: HTTPDate?) -> [RetryAfter?] {
        headers.fields.lazy.filter { HeaderRules.isSameName($0.name, "Retry-After") }
            .map { RetryAfter($0.value, present: present) }
    }
}
