internal import SourceText
internal import VenueRuntime

/// Text as people read it.
enum DisplayText {
    /// The line, cut to a width with a sign that it was.
    static func cut(_ line: String, to width: Int?) -> String {
        guard let width, line.count > width else { return line }
        return line.prefix(max(0, width - 1)) + "…"
    }

    /// The members of an input, such as `account=Sim101 orderId=1`.
    static func order(_ input: JSONValue) -> String {
        guard case .object(let members) = input else { return VisibleText.of(input.description) }
        return members.map { VisibleText.of("\($0.name)=\($0.value.scalarText ?? $0.value.description)") }.joined(
            separator: " ")
    }

    /// The type, the size and the first bytes of a reply's body, such as `text/html, 512 bytes: <html>…`.
    static func reply(_ evidence: Evidence, atMost limit: Int) -> String {
        let size = "\(evidence.bodySize) \(evidence.bodySize == 1 ? "byte" : "bytes")"
        let type = VisibleText.of(evidence.contentType ?? "no content type")
        guard !evidence.body.isEmpty else { return "\(type), \(size)" }
        let scalars = String(decoding: evidence.body, as: UTF8.self).unicodeScalars
        let beginning = VisibleText.of(String(scalars.prefix(limit)))
        let isAll = !evidence.isBodyTruncated && scalars.count <= limit
        return "\(type), \(size): \(beginning)\(isAll ? "" : "…")"
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
