/// Durations as specs write them: a whole number and a unit.
enum DurationText {
    /// The duration of `500ms`, `60s`, `5m`, `1h`; `nil` for other text, for zero, and for more than ten years.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.first != "0", let count = Int64(digits), count <= 315_360_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(count)
        case "s": return seconds(count, 1)
        case "m": return seconds(count, 60)
        case "h": return seconds(count, 3600)
        default: return nil
        }
    }

    /// A duration as a spec writes it, in the largest unit that divides it.
    static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        for (unit, size) in [("h", 3_600_000), ("m", 60000), ("s", 1000)] where milliseconds % Int64(size) == 0 {
            return "\(milliseconds / Int64(size))\(unit)"
        }
        return "\(milliseconds)ms"
    }

    /// A number of units as a duration, unless it is absurd.
    private static func seconds(_ count: Int64, _ unit: Int64) -> Duration? {
        let (total, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || total > 315_360_000 ? nil : .seconds(total)
    }
}
