import Testing

/// Results and diagnostics go where they belong, whatever those places are.
@Suite struct StreamTests {
    @Test("A reader that goes away early is no error")
    func brokenPipe() throws {
        let run = try Workspace().shell(#"{ "$venuegen" schema; echo "status $?" >&2; } | head -1"#)
        #expect(run.output == "{\n")
        #expect(run.error == "status 0\n")
    }

    @Test("A reader that goes away keeps the status of what was found")
    func brokenPipeWithFindings() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.misspelt()])
        let run = try workspace.shell(#"{ sleep 0.2; "$venuegen" lint --format json; echo "status $?" >&2; } | true"#)
        #expect(run.error == "status 1\n")
    }

    @Test("Results that cannot be written are an error", .enabled(if: exists("/dev/full")))
    func fullOutput() throws {
        let run = try Workspace().shell(#""$venuegen" schema >/dev/full"#)
        #expect(run.status == 3)
        #expect(run.error == "error: cannot write to standard output: No space left on device\n")
    }

    @Test("Nothing is coloured unless asked for, and then everything")
    func color() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "Bad/a.venue.yaml": Sample.misspelt()])
        for verb in ["check", "lint"] {
            let folder = verb == "check" ? "Specs" : "Bad"
            for arguments in [[], ["--color", "auto"], ["--color", "never"]] {
                let run = try workspace.venuegen([verb, folder] + arguments)
                #expect(run.status == 1)
                #expect(!(run.output + run.error).contains("\u{1B}"))
            }
            let run = try workspace.venuegen(verb, folder, "--color", "always")
            #expect(run.error.contains("\u{1B}["))
            #expect(verb == "lint" || run.output.contains("\u{1B}[32m+"))
        }
    }
}
