import TestScheduling
import Testing

/// What the exit status of `diff` says.
@Suite(.bounded) struct DiffExitTests {
    /// A venue with an error, one with something worth knowing, one without a change.
    private static func workspace() throws -> Workspace {
        let further = Sample.spec().replacing(
            "security: bearer", with: "  test: https://test.example.com\nsecurity: bearer")
        return try Workspace([
            "old/a.venue.yaml": Sample.spec(), "error/a.venue.yaml": DiffSample.changed, "info/a.venue.yaml": further,
        ])
    }

    @Test(
        "Findings fail the run from the given level on",
        arguments: [
            ("error", "error", 1), ("error", "warning", 1), ("error", "info", 1), ("error", "none", 0),
            ("info", "error", 0), ("info", "warning", 0), ("info", "info", 1), ("info", "none", 0),
            ("old", "info", 0),
        ] as [(String, String, Int32)])
    func threshold(new: String, level: String, status: Int32) throws {
        let workspace = try Self.workspace()
        for format in ["text", "json", "github", "sarif", "junit"] {
            let run = try workspace.venuegen("diff", "old", new, "--fail-on", level, "--format", format)
            #expect(run.status == status, "\(format)")
            #expect(run.error.isEmpty, "\(format)")
        }
    }

    @Test("Errors alone fail the run unless the command line says otherwise")
    func standard() throws {
        let workspace = try Self.workspace()
        #expect(try workspace.venuegen("diff", "old", "error").status == 1)
        #expect(try workspace.venuegen("diff", "old", "info").status == 0)
    }

    @Test(
        "Wrong usage ends with 2 and says what is right",
        arguments: [
            ([], "missing argument '<old>'"), (["old"], "missing argument '<new>'"),
            (["old", "new", "x"], "unexpected argument 'x'"),
            (["old", "new", "--format", "jsn"], "'jsn' is no <format> for '--format'; did you mean 'json'?"),
            (["old", "new", "--fail-on", "never"], "'never' is no <level> for '--fail-on'"),
            (["old", "new", "--today", "2026-02-29"], "'2026-02-29' is no date"),
            (["old", "new", "--acceptd", "x"], "unknown option '--acceptd'; did you mean '--accepted'?"),
        ] as [([String], String)])
    func usage(arguments: [String], message: String) throws {
        let run = try Self.workspace().venuegen(["diff"] + arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.hasPrefix("error: \(message)\n"))
        #expect(run.error.contains("Usage: venuegen diff <old> <new> [--format <format>]"))
    }

    @Test("What cannot be read ends with 3 in every format, and nothing is reported")
    func unreadable() throws {
        let workspace = try Self.workspace()
        try workspace.write("broken/a.venue.yaml", Sample.misspelt())
        for format in ["text", "json", "github", "sarif", "junit"] {
            for (old, new) in [("old", "missing"), ("missing", "old"), ("old", "broken")] {
                let run = try workspace.venuegen("diff", old, new, "--format", format)
                #expect(run.status == 3, "\(format) \(old) \(new)")
                #expect(run.output.isEmpty, "\(format) \(old) \(new)")
                #expect(run.error.contains("error: "), "\(format) \(old) \(new)")
            }
        }
        let run = try workspace.venuegen("diff", "old", "error", "--accepted", "missing.yaml")
        #expect(run.status == 3)
        #expect(run.error == "error: cannot read 'missing.yaml': No such file or directory\n")
    }
}
