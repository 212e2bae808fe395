internal import Foundation
internal import SourceText
internal import VenueRuntime

/// What came of one order, as one line of JSON.
enum ReportJSON {
    /// What tells the lines of this run from those of others.
    private static let run = UUID().uuidString.lowercased()
    /// UTC, as RFC 3339 has it, to the millisecond.
    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// What came of an order, of which an earlier run told the same or this one does.
    static func line(_ report: CancelReport, position: Int? = nil, isTakenOver: Bool = false) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, report.venue, position)
        if isTakenOver { json.member("takenOver", true) }
        report.writeMembers(to: &json)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }

    /// What came of all orders of a scope.
    static func line(_ report: CancelAllReport, expected: Int?) -> String {
        var json = JSONWriter()
        json.beginObject()
        begin(&json, report.venue, nil)
        report.writeMembers(to: &json)
        json.member("expected", ifPresent: expected.map { Int64($0) })
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
        stamp(&json)
        json.member("venue", venue)
        json.member("position", ifPresent: position.map { Int64($0) })
    }

    /// Writes when the line was made, and in which run.
    static func stamp(_ json: inout JSONWriter) {
        json.member("time", Date.now.formatted(time))
        json.member("run", run)
    }
}
