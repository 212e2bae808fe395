/// A length of time as people write it.
enum TimeWord {
    /// The time of a word such as `10s`, `800ms` or `2m`; `nil` for other words, zero and more than a day.
    static func duration(_ word: String) -> Duration? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), (1...86_400_000).contains(number) else { return nil }
        let duration: Duration
        switch word.dropFirst(digits.count) {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(60 * number)
        default: return nil
        }
        return duration <= .seconds(86400) ? duration : nil
    }
}
