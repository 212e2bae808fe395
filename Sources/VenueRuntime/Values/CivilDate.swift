/// A day of the proleptic Gregorian calendar.
struct CivilDate {
    /// Days since 1970-01-01.
    let daysSinceEpoch: Int64

    /// A day; `nil` if the month has no such day.
    ///
    /// The year is 0 to 9999.
    init?(year: Int, month: Int, day: Int) {
        guard 0...9999 ~= year, 1...12 ~= month, 1...Self.days(inMonth: month, of: year) ~= day else { return nil }
        // Years start in March here, so that the leap day is the last one and months follow one formula.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted + 400) / 400 - 1
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSinceEpoch = Int64(era * 146_097 + dayOfEra - 719_468)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Reads fixed-width fields of a text.
struct FixedFields {
    /// The text's bytes, which are there as long as they are read.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Reads the fields of a whole text; `nil` if the closure gives nothing or leaves something.
    static func all<Value>(of text: String, _ read: (inout FixedFields) -> Value?) -> Value? {
        var text = text
        return text.withUTF8 { all(of: $0, read) }
    }

    @inline(__always)
    static func all<Value>(
        of bytes: UnsafeBufferPointer<UInt8>, _ read: (inout FixedFields) -> Value?
    ) -> Value? {
        var fields = FixedFields(bytes: bytes)
        guard let value = read(&fields), fields.position == bytes.count else { return nil }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    @inline(__always)
    mutating func digits(_ count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var value = 0
        for index in position..<(position + count) {
            let byte = bytes[index]
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += count
        return value
    }

    @inline(__always)
    mutating func take(_ choices: StaticString) -> UInt8? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        guard choices.withUTF8Buffer({ $0.contains(byte) }) else { return nil }
        position += 1
        return byte
    }

    @inline(__always)
    mutating func date() -> CivilDate? {
        guard let year = digits(4), take("-") != nil, let month = digits(2), take("-") != nil, let day = digits(2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Takes `HH:MM:SS` and gives the seconds of the day; a leap second is allowed.
    @inline(__always)
    mutating func timeOfDay() -> Int64? {
        guard let hour = digits(2), take(":") != nil, let minute = digits(2), take(":") != nil, let second = digits(2),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }
}
