import Foundation
import TestScheduling
import Testing

@testable import SpecDiff

/// The reports for reviewers look as they did when somebody last looked at them.
///
/// Set `VENUEGEN_RECORD=1` to write what is found; that run fails, so that a recording is looked at before it is believed.
@Suite(.bounded) struct GoldenTests {
    /// The reports by the names of their files.
    static let reports: [String: @Sendable () -> String] = [
        "report.md": { MarkdownDiffReport(review: Sample.review).render() },
        "report.html": { HTMLDiffReport(review: Sample.review).render() },
        "changelog.md": { ChangelogReport(review: Sample.review).render() },
    ]

    @Test("Reports are byte for byte the recorded ones", arguments: reports.keys.sorted())
    func isAsRecorded(_ name: String) throws {
        let report = try #require(Self.reports[name])
        let found = report()
        let record = Sample.folder.appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["VENUEGEN_RECORD"] == "1" {
            try Data(found.utf8).write(to: record)
            Issue.record("recorded \(name); look at it and run the tests again")
        }
        let recorded = String(decoding: try Data(contentsOf: record), as: UTF8.self)
        #expect(found == recorded, "\(name) differs from Golden/\(name)")
    }
}
