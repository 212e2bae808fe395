internal import VenueRuntime

/// Text as people read it.
enum DisplayText {
    /// Text from elsewhere with what a terminal could take for a command, or for the end of a line, made visible.
    static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
                plain += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// The line, cut to a width with a sign that it was.
    static func cut(_ line: String, to width: Int?) -> String {
        guard let width, line.count > width else { return line }
        return line.prefix(max(0, width - 1)) + "…"
    }

    /// The members of an input, such as `account=Sim101 orderId=1`.
    static func order(_ input: JSONValue) -> String {
        guard case .object(let members) = input else { return plain(input.description) }
        return members.map { plain("\($0.name)=\($0.value.scalarText ?? $0.value.description)") }.joined(separator: " ")
    }

    /// A time to a tenth of a millisecond or of a second.
    static func time(_ duration: Duration) -> String {
        duration < .seconds(1)
            ? "\(tenths(duration, of: .milliseconds(1))) ms" : "\(tenths(duration, of: .seconds(1))) s"
    }

    /// A time as `M:SS` or `H:MM:SS`.
    static func clock(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        let tail = "\(rest < 10 ? "0" : "")\(rest)"
        return hours == 0 ? "\(minutes):\(tail)" : "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)"
    }

    /// A number with one place.
    static func tenths(_ value: Double) -> String {
        let tenths = Int64(max(0, min(value, 1e12)) * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func tenths(_ duration: Duration, of unit: Duration) -> String { tenths(duration / unit) }
}
