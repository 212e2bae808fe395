import TestScheduling
import Testing

/// The command line is understood, or refused with the cure and status 2.
@Suite(.bounded) struct ArgumentTests {
    @Test(
        "A wrong command line is told what is wrong",
        arguments: [
            ([], "expected a verb"),
            (["genrate"], "unknown verb 'genrate'; did you mean 'generate'?"),
            (["frobnicate"], "unknown verb 'frobnicate'"),
            (["help", "lnit"], "unknown verb 'lnit'; did you mean 'lint'?"),
            (["--output", "x", "generate"], "expected a verb before '--output'"),
            (["--verion"], "expected a verb before '--verion'; did you mean '--version'?"),
            (["lint", "--fromat", "json"], "unknown option '--fromat'; did you mean '--format'?"),
            (["lint", "-x"], "unknown option '-x'"),
            (["lint", "--format"], "missing value for '--format <format>'"),
            (["generate", "--output", "--access", "public"], "missing value for '--output <dir>'"),
            (["generate", "--output="], "the value of '--output' is empty"),
            (["generate", "--access", "pubic"], "'pubic' is no <level> for '--access'; did you mean 'public'?"),
            (["lint", "--format=xml"], "'xml' is no <format> for '--format'"),
            (["generate", "--quiet=yes"], "'--quiet' takes no value"),
            (["schema", "Specs"], "there is no schema of 'Specs'; did you mean 'spec'?"),
            (["schema", "spec", "diff"], "unexpected argument 'diff'"),
            (["diff", "one"], "missing argument '<new>'"),
            (["explain", "one", "two"], "unexpected argument 'two'"),
            (["lint", ""], "an argument is empty"),
            (["explain", "spec-nam"], "unknown rule 'spec-nam'; did you mean 'spec-name'?"),
        ])
    func refuses(arguments: [String], message: String) throws {
        let run = try Workspace().venuegen(arguments)
        let lines = run.error.split(separator: "\n")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(lines.first == "error: \(message)")
        #expect(lines.contains { $0.hasPrefix("Usage: venuegen ") })
        #expect(lines.last?.hasSuffix("--help' for more information.") == true)
    }

    @Test("A value can be given after '=' and after a space, and the last of several counts")
    func values() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec()])
        for arguments in [["lint", "--format=json"], ["lint", "--format", "sarif", "--format", "json"]] {
            #expect(try workspace.venuegen(arguments).output.hasPrefix("{\n  \"version\": 1,"))
        }
    }

    @Test("After '--' nothing is an option")
    func terminator() throws {
        let workspace = try Workspace(["--help": "", "--format.venue.yaml": Sample.misspelt()])
        let run = try workspace.venuegen("lint", "--", "--format.venue.yaml")
        #expect(run.status == 1)
        #expect(run.error.hasPrefix("--format.venue.yaml:2:1: error: "))
        #expect(try workspace.venuegen("lint", "--", "--help").status == 1)
    }

    @Test("The version is printed alone", arguments: [["--version"], ["generate", "--version"]])
    func version(arguments: [String]) throws {
        let run = try Workspace().venuegen(arguments)
        #expect(run.status == 0)
        #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
}
