internal import VenueSpec

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The system's clock.
enum Clock {
    /// The day it is in UTC, so that everybody who runs the tool at one moment sees the same.
    static var today: CalendarDate? {
        var now = time(nil)
        var fields = tm()
        guard gmtime_r(&now, &fields) != nil else { return nil }
        /// A number with leading zeros.
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return CalendarDate(
            "\(digits(fields.tm_year + 1900, 4))-\(digits(fields.tm_mon + 1, 2))-\(digits(fields.tm_mday, 2))")
    }
}
