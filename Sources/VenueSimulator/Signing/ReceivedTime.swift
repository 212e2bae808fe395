internal import VenueRuntime
internal import VenueSpec

/// A time as a request writes it, back to the instant it stands for.
enum ReceivedTime {
    /// The nanoseconds since 1970 that a text stands for; `nil` for text that is no time of the form.
    ///
    /// A fraction of a second may have any number of digits up to nine, whatever the spec says clients write.
    static func nanoseconds(_ text: String, _ form: ComputedValue.TimeForm) -> Int64? {
        switch form {
        case .seconds:
            let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
            guard let whole = parts.first else { return nil }
            return sum(number(whole), parts.count > 1 ? parts[1] : nil)
        case .milliseconds: return scaled(number(Substring(text).utf8), by: 1_000_000)
        case .microseconds: return scaled(number(Substring(text).utf8), by: 1000)
        case .nanoseconds: return number(Substring(text).utf8)
        case .rfc3339: return civil(Substring(text).utf8)
        }
    }

    /// A date and time of day in UTC (RFC 3339), such as `2026-11-20T09:30:00.123Z`.
    private static func civil(_ text: Substring.UTF8View) -> Int64? {
        let bytes = Array(text)
        let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
        guard bytes.count > shape.count, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (byte, expected) in zip(bytes, shape) {
            let isFitting = expected == UInt8(ascii: "d") ? 0x30...0x39 ~= byte : byte == expected
            guard isFitting else { return nil }
        }
        let numbers = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { range in
            bytes[range].reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard 1...12 ~= month, 1...31 ~= day, numbers[3] < 24, numbers[4] < 60, numbers[5] <= 60 else { return nil }
        // Years start in March here, so that the leap day is the last one; eras are of 400 years.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        let seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
        let rest = bytes[shape.count..<bytes.count - 1]
        guard let point = rest.first else { return scaled(seconds, by: 1_000_000_000) }
        guard point == UInt8(ascii: ".") else { return nil }
        return sum(seconds, rest.dropFirst())
    }

    /// Seconds and the digits of a fraction, if there is one, as nanoseconds.
    private static func sum(_ seconds: Int64?, _ fraction: (some Collection<UInt8>)?) -> Int64? {
        guard let whole = scaled(seconds, by: 1_000_000_000) else { return nil }
        guard let fraction else { return whole }
        guard 1...9 ~= fraction.count, let digits = number(fraction) else { return nil }
        let unit = (fraction.count..<9).reduce(Int64(1)) { unit, _ in unit * 10 }
        let (sum, overflow) = whole.addingReportingOverflow(digits * unit)
        return overflow ? nil : sum
    }

    private static func scaled(_ number: Int64?, by unit: Int64) -> Int64? {
        guard let number else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }

    /// The number that decimal digits stand for; `nil` for anything else, a sign included.
    private static func number(_ digits: some Collection<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
