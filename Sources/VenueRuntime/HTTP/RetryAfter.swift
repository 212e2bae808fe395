/// When a venue wants to be asked again (RFC 9110, 10.2.3).
public enum RetryAfter: Hashable, Sendable {
    /// After this many seconds.
    case seconds(Int64)
    /// Not before this moment.
    case date(HTTPDate)
}

/// A date in the fixed form of HTTP (RFC 9110, 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`.
public struct HTTPDate: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let text: String
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    /// The date a text stands for; `nil` if it is not in the fixed form.
    ///
    /// The name of the day is not held against it.
    public init?(_ text: String) {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, days.contains(where: { parts[0] == $0 + "," }), parts[5] == "GMT",
            let month = months.firstIndex(where: { parts[2] == $0 })
        else { return nil }
        guard let day = FixedFields.all(of: String(parts[1]), { $0.digits(2) }),
            let year = FixedFields.all(of: String(parts[3]), { $0.digits(4) }),
            let seconds = FixedFields.all(of: String(parts[4]), { $0.timeOfDay() }),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        self.text = text
        secondsSinceEpoch = date.daysSinceEpoch * 86400 + seconds
    }

    /// The text.
    public var description: String { text }
}

extension HTTPResponse {
    /// The reply's `Retry-After`, if it has one in either of the two allowed forms.
    public var retryAfter: RetryAfter? {
        guard let value = headers["Retry-After"] else { return nil }
        if !value.isEmpty, value.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            return Int64(value).map(RetryAfter.seconds)
        }
        return HTTPDate(value).map(RetryAfter.date)
    }
}
