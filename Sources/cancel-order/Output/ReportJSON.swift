internal import Foundation
internal import SourceText
internal import VenueRuntime

/// What came of one order, as one line of JSON.
enum ReportJSON {
    /// What tells the lines of this run from those of others.
    private static let run = UUID().uuidString.lowercased()

    static func line(_ report: CancelReport, position: Int? = nil) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, report.venue, position)
        report.writeMembers(to: &json)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    /// What was read of an order, as one line.
    static func line(_ read: OrderRead, of input: JSONValue, venue: String, position: Int?) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, venue, position)
        json.member("input", input)
        read.writeMembers(to: &json)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    static func line(_ result: MassCancelResult, venue: String, skip: MassCancelResult.Skip) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, venue, result.position)
        json.member("input", result.order.input)
        json.member("outcome", result.outcome.description)
        json.member("class", "\(result.outcome.outcomeClass)")
        json.member("skipped", skip.rawValue)
        json.member("followsUnknownAttempt", result.order.earlier != nil)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    private static func begin(_ json: inout JSONWriter, _ venue: String, _ position: Int?) {
        json.member("time", now())
        json.member("run", run)
        json.member("venue", venue)
        json.member("position", ifPresent: position.map { Int64($0) })
    }

    /// The present in UTC, as RFC 3339 has it, to the millisecond.
    private static func now() -> String {
        var (time, parts) = (timespec(), tm())
        clock_gettime(CLOCK_REALTIME, &time)
        gmtime_r(&time.tv_sec, &parts)
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }.joined(separator: ":")
        let day = [digits(date[0], 4), digits(date[1], 2), digits(date[2], 2)].joined(separator: "-")
        return "\(day)T\(clock).\(digits(time.tv_nsec / 1_000_000, 3))Z"
    }
}
