import TestScheduling
import Testing

@testable import SpecDiff

/// A changelog suggests the version that callers' code and orders need.
@Suite(.bounded) struct ChangelogTests {
    @Test(
        "The suggested version is major where code or orders could break, minor for additions, else patch",
        arguments: [
            (Finding.Category.wire, Finding.Level.error, "a", "b", VersionBump.Step.major),
            (.meaning, .error, "a", "b", .major),
            (.swiftSource, .warning, "a", "b", .major),
            (.swiftSource, .info, nil, "b", .minor),
            (.wire, .info, nil, "b", .minor),
            (.meaning, .warning, "a", "b", .minor),
            (.wire, .info, "a", "b", .patch),
            (.documentation, .info, nil, "b", .patch),
            (.documentation, .warning, "a", "b", .patch),
        ] as [(Finding.Category, Finding.Level, String?, String?, VersionBump.Step)])
    func step(
        _ category: Finding.Category, _ level: Finding.Level, _ old: String?, _ new: String?, _ step: VersionBump.Step
    ) {
        let finding = Sample.finding(1, level, "some-rule", category, at: "x", "m", old: (1, old), new: (1, new))
        #expect(VersionBump([finding]).step == step)
    }

    @Test(
        "Entries stand under the heading that keepachangelog.com has for them",
        arguments: [
            ("some-rule", "servers.x", nil, "b", "### Added"), ("some-rule", "servers.x", "a", nil, "### Removed"),
            ("some-rule", "servers.x", "a", "b", "### Changed"),
            ("security-x", "security.token", "a", "b", "### Security"),
            ("parameter-deprecated", "x", "a", "b", "### Deprecated"),
        ] as [(String, String, String?, String?, String)])
    func headings(_ rule: String, _ subject: String, _ old: String?, _ new: String?, _ heading: String) {
        let finding = Sample.finding(1, .warning, rule, at: subject, "it is so", old: (1, old), new: (1, new))
        var review = Sample.review
        review.difference.venues = [VenueDifference(name: "Meridian", old: nil, new: nil, findings: [finding])]
        let text = ChangelogReport(review: review).render()
        #expect(text.contains("\n\(heading)\n\n- It is so.\n"))
        #expect(text.split(separator: "###").count == 2)
    }

    @Test("Examples are one entry, and what breaks code comes first") func order() {
        let subject = "operations.cancelOrder.examples.sample"
        let findings = [
            Sample.finding(1, .warning, "a", at: "x", "it is so", old: (1, "a"), new: (1, "b")),
            Sample.finding(2, .warning, "b", .swiftSource, at: "x", "code breaks", old: (1, nil), new: (1, "b")),
            Sample.finding(3, .info, "c", .documentation, at: subject, "one", old: (1, "a"), new: (1, "b")),
            Sample.finding(4, .info, "c", .documentation, at: subject, "two", old: (1, "a"), new: (1, "b")),
        ]
        var review = Sample.review
        review.difference.venues = [VenueDifference(name: "Meridian", old: nil, new: nil, findings: findings)]
        let text = ChangelogReport(review: review).render()
        #expect(text.contains("### Changed\n\n- **Breaking:** Code breaks.\n- It is so.\n"))
        #expect(text.contains("### Fixed\n\n- Recorded examples of the venue's requests and replies (2).\n"))
    }

    @Test("Where nothing changed no version is suggested") func nothing() {
        var review = Sample.review
        review.difference.venues = []
        #expect(ChangelogReport(review: review).render() == "No venue changed; no new version is needed.\n")
    }
}
