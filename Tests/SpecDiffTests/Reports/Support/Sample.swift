import Foundation
import SourceText
import VenueSpec

@testable import SpecDiff

/// What the reports of these tests are about: a venue that changed, one that is gone and one that is new.
///
/// The findings are written here and not found, so that a report looks the same whatever rules there are.
enum Sample {
    /// The folder of these tests.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The comparison the golden files show.
    static let review = DiffReview(
        old: .init(name: "git:v1.2", commit: "8c2f0d3b6a7e4f5d9b1c0a2e3d4f5a6b7c8d9e0f"),
        new: .init(name: "Specs", commit: nil),
        difference: SpecSetDifference(
            venues: [
                VenueDifference(name: "Halyard", old: venue("old/halyard"), new: nil, findings: [gone]),
                VenueDifference(
                    name: "Meridian", old: venue("old/meridian"), new: venue("new/meridian"), findings: changes),
                VenueDifference(name: "Orchard", old: nil, new: venue("new/orchard"), findings: [added]),
            ], unchangedCount: 4),
        acceptance: acceptance,
        rules: [
            DiffRuleDescription(
                id: "server-changed", category: .wire, levels: [.error], summary: "a server has another address",
                explanation:
                    "Requests and the credentials in them go to another host. Make sure it is the venue's own.",
                before: "a", after: "b"),
            DiffRuleDescription(
                id: "acknowledgement-changed", category: .meaning, levels: [.error],
                summary: "an acknowledgement became final",
                explanation: "Code that waited for the final state stops waiting. Hold the page against it.",
                before: "a", after: "b"),
        ])

    /// One finding is accepted, and one entry has expired.
    private static var acceptance: AcceptanceReview {
        var acceptance = AcceptanceReview()
        acceptance.accepted[fingerprint(4)] = accepted(
            fingerprint(4), reason: "announced by the desk | ticket #7", by: "ops@meridian")
        acceptance.diagnostics = [
            Diagnostic(
                rule: "acceptance-expired", severity: .error, message: "the acceptance of 'aaaaaaaaaaa3' has expired",
                path: "Specs/accepted-changes.yaml", range: SourceRange(start: .start, end: .start))
        ]
        return acceptance
    }

    static func accepted(_ fingerprint: String, reason: String, by name: String) -> AcceptedChange? {
        CalendarDate("2027-01-31").map {
            AcceptedChange(fingerprint: fingerprint, reason: reason, by: name, until: $0)
        }
    }

    /// A venue of the folder `Specs`, under the path a report is to show.
    static func venue(_ name: String) -> Venue? {
        let url = folder.appending(path: "Specs/\(name).venue.yaml")
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let path = (name.hasPrefix("old") ? "git:v1.2:Specs/" : "Specs/") + file + ".venue.yaml"
        return SpecAnalysis([SourceFile(path: path, text: text)], executesExamples: false).venues.first
    }

    /// A finding.
    static func finding(
        _ number: Int, _ level: Finding.Level, _ rule: String, _ category: Finding.Category = .wire,
        venue: String = "Meridian", at subject: String, _ message: String, old: (Int, String?)?, new: (Int, String?)?,
        symbols: [String] = [], outcomes: [String] = []
    ) -> Finding {
        /// One version.
        func side(_ place: (line: Int, text: String?)?, _ folder: String) -> Finding.Side? {
            place.map { place in
                let start = SourcePosition(line: place.line, column: 7)
                return Finding.Side(
                    path: "\(folder)\(venue.lowercased()).venue.yaml", range: SourceRange(start: start, end: start),
                    text: place.text)
            }
        }
        return Finding(
            rule: rule, category: category, level: level, venue: venue, subject: subject, message: message,
            old: side(old, "git:v1.2:Specs/"), new: side(new, "Specs/"), symbols: symbols, outcomes: outcomes,
            fingerprint: fingerprint(number))
    }

    /// A made-up fingerprint.
    private static func fingerprint(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "a", count: 12 - digits.count) + digits
    }

    /// The venue that is gone.
    private static let gone = finding(
        1, .error, "venue-removed", venue: "Halyard", at: "venue",
        "the venue 'Halyard' is gone; its orders can no longer be cancelled", old: (2, "Halyard"), new: nil,
        symbols: ["Halyard"])

    /// The venue that is new.
    private static let added = finding(
        2, .info, "venue-added", venue: "Orchard", at: "venue", "the venue 'Orchard' is new", old: nil,
        new: (2, "Orchard"), symbols: ["Orchard"])

    /// What changed at one venue.
    private static let changes: [Finding] = [
        finding(
            3, .error, "server-changed", at: "servers.production",
            "requests to 'production' and their credentials go to https://trade.meridian.example instead of "
                + "https://api.meridian.example", old: (13, "https://api.meridian.example"),
            new: (13, "https://trade.meridian.example"), symbols: ["Meridian.Server.production"]),
        finding(
            4, .error, "parameter-renamed", at: "operations.cancelOrder.parameters.tradingDesk",
            "the parameter 'desk' is now called 'tradingDesk'", old: (56, "desk"), new: (56, "tradingDesk"),
            symbols: ["Meridian.CancelOrder.Input.desk", "Meridian.CancelOrder.Input.tradingDesk"]),
        finding(
            5, .error, "acknowledgement-changed", .meaning,
            at: "operations.cancelOrder.outcomes.200 by state = OPEN.then.OPEN",
            "a reply judged by '200 by state = OPEN' means canceled instead of pendingCancel",
            old: (101, "pendingCancel"),
            new: (102, "canceled"), symbols: ["Meridian.CancelOrder.judge"],
            outcomes: ["200 by state = OPEN → canceled"]),
        finding(
            6, .warning, "response-added", at: "operations.cancelOrder.responses.404",
            "status 404 is documented, with ErrorReply", old: (91, nil), new: (95, "ErrorReply"),
            symbols: ["Meridian.CancelOrder.Response.notFound"], outcomes: ["404 → unknownOrder"]),
        finding(
            7, .warning, "match-changed", .meaning,
            at: "operations.cancelOrder.outcomes.400 when message contains \"final\"",
            "more replies are read as gone: the text to find became shorter", old: (106, "already final"),
            new: (108, "final"), outcomes: ["400 when message contains \"final\" → gone"]),
        finding(
            8, .info, "limit-widened", at: "operations.cancelOrder.parameters.tradingDesk.maxLength",
            "'tradingDesk' may have 21 characters instead of 20", old: (56, "20"), new: (56, "21")),
        finding(
            9, .info, "description-changed", .documentation, at: "operations.cancelOrder.confirm.Get Order.description",
            "the description of 'Get Order' changed", old: (112, "Poll until it is final."),
            new: (116, "Poll it until it is final or a minute has passed.")),
    ]
}
