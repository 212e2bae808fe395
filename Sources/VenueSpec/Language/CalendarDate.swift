/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// The day's text, `YYYY-MM-DD`.
    public let text: String

    /// The day, if the text names one that exists.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), (1...12).contains(month)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.text = text
    }

    /// Orders days as they come; texts of one length and form sort as the days do.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.text < right.text }

    /// The number some digits spell.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}
