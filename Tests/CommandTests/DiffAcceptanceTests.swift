import TestScheduling
import Testing

/// Changes that were reviewed are accepted for a time, by name and with a reason.
@Suite(.bounded) struct DiffAcceptanceTests {
    /// A server that moved.
    private static func workspace(accepted: String? = nil) throws -> Workspace {
        let workspace = try Workspace([
            "old/a.venue.yaml": Sample.spec(),
            "new/a.venue.yaml": Sample.spec().replacing("https://api.example.com", with: "https://new.example.com"),
        ])
        if let accepted { try workspace.write("Specs/accepted-changes.yaml", accepted) }
        return workspace
    }

    @Test("An accepted change is shown with who accepted it, and does not fail the run")
    func accepted() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry())
        let run = try workspace.venuegen("diff", "old", "new", "--today", "2026-11-25", "--fail-on", "info")
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        #expect(
            run.output.hasPrefix("Example: 1 accepted\n\n  accepted error: credentials may go elsewhere: requests to "))
        #expect(run.output.contains("\n    accepted: by Mara until 2026-11-25: The host moved.\n"))
        #expect(run.output.hasSuffix("\n1 venue differs: 1 accepted\n"))
    }

    @Test("The file that is named counts instead of the usual one")
    func named() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry())
        try workspace.write("other.yaml", "accepted: []\n")
        #expect(try workspace.venuegen("diff", "old", "new", "--today", "2026-11-25").status == 0)
        let run = try workspace.venuegen("diff", "old", "new", "--accepted", "other.yaml", "--today", "2026-11-25")
        #expect(run.status == 1)
        #expect(try Self.workspace().venuegen("diff", "old", "new").status == 1)
    }

    @Test("An acceptance counts up to its last day; afterwards the change counts again and the entry is a warning")
    func expired() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry(until: "2026-11-25"))
        #expect(try workspace.venuegen("diff", "old", "new", "--today", "2026-11-25").status == 0)
        let run = try workspace.venuegen("diff", "old", "new", "--today", "2026-11-26")
        #expect(run.status == 1)
        #expect(run.error.contains("Specs/accepted-changes.yaml:1:83: warning: "))
        #expect(run.error.contains("[acceptance-expired]"))
        #expect(run.output.hasSuffix("\n1 venue differs: 1 error; in accepted changes: 1 warning\n"))
    }

    @Test("The clock decides where the command line does not")
    func clock() throws {
        let past = try Self.workspace(accepted: DiffSample.entry(until: "2020-01-01"))
        #expect(try past.venuegen("diff", "old", "new").error.contains("[acceptance-expired]"))
        let future = try Self.workspace(accepted: DiffSample.entry(until: "9999-12-31"))
        #expect(try future.venuegen("diff", "old", "new").status == 0)
    }

    @Test("An entry without a change is a note while another comparison may need it, and a warning once nothing can")
    func unused() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry())
        for (day, level, status) in [
            ("2026-11-25", "error", 0), ("2026-11-25", "warning", 0), ("2026-11-25", "info", 1),
            ("2026-11-26", "error", 0), ("2026-11-26", "warning", 1), ("2026-11-26", "none", 0),
        ] {
            let run = try workspace.venuegen("diff", "old", "old", "--today", day, "--fail-on", level)
            #expect(run.status == Int32(status), "\(day) \(level)")
            let words =
                day == "2026-11-25"
                ? "note: no change has the fingerprint '9bca7a832912'; a comparison with an older version may need the "
                    + "entry until 2026-11-25 [acceptance-unused]"
                : "warning: no change has the fingerprint '9bca7a832912'; its acceptance ended on 2026-11-25, so remove "
                    + "the entry [acceptance-unused]"
            #expect(run.error.contains(words))
        }
    }

    @Test("After a merge the entry that a comparison with the last release needs fails nothing, and still counts there")
    func merged() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry())
        let options = ["--today", "2026-11-25", "--fail-on", "warning"]
        #expect(try workspace.venuegen(["diff", "new", "new"] + options).status == 0)
        #expect(try workspace.venuegen(["diff", "old", "new"] + options).status == 0)
    }

    @Test(
        "An entry without reason, name or last day accepts nothing and is an error",
        arguments: [
            ("reason: '', by: Mara, until: 2026-11-25", "'reason'"), ("by: Mara, until: 2026-11-25", "'reason'"),
            ("reason: x, by: ' ', until: 2026-11-25", "'by'"), ("reason: x, by: Mara", "'until'"),
            ("reason: x", "'by' and 'until'"),
        ])
    func unexplained(members: String, missing: String) throws {
        let workspace = try Self.workspace(accepted: "accepted: [{ fingerprint: 9bca7a832912, \(members) }]\n")
        let run = try workspace.venuegen("diff", "old", "new", "--today", "2026-11-25")
        #expect(run.status == 1)
        #expect(run.error.contains("error: the acceptance of this change lacks \(missing); "))
        #expect(run.output.hasPrefix("Example: 1 error\n"))
    }

    @Test(
        "A file that is no YAML, or not of the known form, accepts nothing and is an error",
        arguments: [
            ("accepted: [", "[yaml-syntax]"), ("", "[yaml-empty]"), ("[]", "[acceptance-malformed]"),
            ("accepted: {}", "[acceptance-malformed]"), ("{}", "[acceptance-malformed]"),
        ])
    func malformed(text: String, rule: String) throws {
        let run = try Self.workspace(accepted: text).venuegen("diff", "old", "new")
        #expect(run.status == 1)
        #expect(run.error.contains(rule))
        #expect(run.output.hasPrefix("Example: 1 error\n"))
        #expect(try Self.workspace(accepted: text).venuegen("diff", "old", "old").status == 1)
    }

    @Test("An entry that lacks something is an error whether its change is there or not")
    func unexplainedAndUnused() throws {
        let workspace = try Self.workspace(accepted: "accepted: [{ fingerprint: 9bca7a832912, reason: x }]\n")
        let run = try workspace.venuegen("diff", "old", "old", "--today", "2026-11-25")
        #expect(run.status == 1)
        #expect(run.error.contains("error: the acceptance of this change lacks 'by' and 'until'; "))
    }

    @Test("The fingerprint of a change stays when its lines move, so its acceptance does")
    func moved() throws {
        let workspace = try Self.workspace(accepted: DiffSample.entry())
        let moved = try workspace.read("new/a.venue.yaml")
        try workspace.write("new/a.venue.yaml", "# a comment\n\n" + moved)
        #expect(try workspace.venuegen("diff", "old", "new", "--today", "2026-11-25").status == 0)
    }
}
