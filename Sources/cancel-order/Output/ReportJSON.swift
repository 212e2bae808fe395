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
        begin(&json, report.venue, position, report.input, report.outcome)
        json.member("operation", report.operation)
        let evidence = report.evidence
        json.member("rule", orNull: evidence?.rule)
        json.member("basis", orNull: evidence.map { $0.basis.description })
        json.member("status", orNull: evidence.map { Int64($0.status) })
        json.member("code", orNull: evidence?.code)
        json.member("text", orNull: evidence?.text)
        json.key("quantities")
        write(report.quantities, to: &json)
        if let other = evidence?.otherOrder {
            json.beginObject("otherOrder")
            json.member("field", other.path)
            json.member("asked", other.asked)
            json.member("named", other.named)
            json.endObject()
        }
        json.member("problem", orNull: report.problem.map { "\($0)" } ?? evidence?.problem?.description)
        json.key("reply")
        write(evidence, to: &json)
        json.member("followsUnknownAttempt", report.followsUnknownAttempt)
        json.member("confirm", report.confirmations.map(\.call))
        json.beginArray("attempts")
        for attempt in report.attempts { write(attempt, to: &json) }
        json.endArray()
        json.member("durationMs", milliseconds(report.duration))
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    static func line(_ result: MassCancelResult, venue: String, skip: MassCancelResult.Skip) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, venue, result.position, result.order.input, result.outcome)
        json.member("skipped", skip.rawValue)
        json.member("followsUnknownAttempt", result.order.earlier != nil)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    private static func begin(
        _ json: inout JSONWriter, _ venue: String, _ position: Int?, _ input: JSONValue, _ outcome: CancelOutcome
    ) {
        json.member("time", now())
        json.member("run", run)
        json.member("venue", venue)
        json.member("position", ifPresent: position.map { Int64($0) })
        json.member("input", input)
        json.member("outcome", outcome.description)
        json.member("class", "\(outcome.outcomeClass)")
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

    /// What is known of the quantities, and which of them the venue told; the others follow from these.
    private static func write(_ quantities: Quantities?, to json: inout JSONWriter) {
        guard let quantities else { return json.null() }
        json.beginObject()
        json.member("ordered", orNull: quantities.ordered)
        json.member("filled", orNull: quantities.filled)
        json.member("remaining", orNull: quantities.remaining)
        json.member("told", Quantities.Part.allCases.filter { quantities.told($0) != nil }.map(\.rawValue))
        json.member("contradiction", orNull: quantities.contradiction)
        json.endObject()
    }

    /// What the reply was, whatever it proved: a body can say more than an outcome.
    private static func write(_ evidence: Evidence?, to json: inout JSONWriter) {
        guard let evidence else { return json.null() }
        json.beginObject()
        json.member("contentType", orNull: evidence.contentType)
        json.member("size", Int64(evidence.bodySize))
        json.member("body", String(decoding: evidence.body, as: UTF8.self))
        json.member("truncated", evidence.isBodyTruncated)
        json.endObject()
    }

    private static func write(_ attempt: CallAttempt, to json: inout JSONWriter) {
        json.beginObject()
        json.member("number", Int64(attempt.number))
        json.member("startedMs", milliseconds(attempt.started))
        json.member("outcome", attempt.outcome.description)
        json.member("status", orNull: attempt.evidence.map { Int64($0.status) })
        json.member("detail", orNull: attempt.detail)
        json.member("connectedMs", orNull: attempt.timings.connected.map(milliseconds))
        json.member("sentMs", orNull: attempt.timings.sent.map(milliseconds))
        json.member("firstByteMs", orNull: attempt.timings.firstByte.map(milliseconds))
        json.member("totalMs", milliseconds(attempt.timings.total))
        json.member("reusedConnection", attempt.timings.isReused)
        json.endObject()
    }

    private static func milliseconds(_ duration: Duration) -> JSONNumber {
        let (seconds, attoseconds) = duration.components
        let microseconds = max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        let places = String(1000 + microseconds % 1000).dropFirst()
        return JSONNumber("\(microseconds / 1000).\(places)") ?? JSONNumber(microseconds / 1000)
    }
}
