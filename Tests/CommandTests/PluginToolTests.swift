import TestScheduling
import Testing

/// What plugins run does what 'venuegen' does under the same verbs, and speaks of itself by its own name.
@Suite(.bounded) struct PluginToolTests {
    @Test("Its help says what it is for, and lists what it does and no more")
    func help() throws {
        let run = try Workspace().venueClientGenerator("--help")
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        #expect(run.output.contains("This is what the build plugin and the command plugin run."))
        #expect(run.output.contains("'venuegen' has the\nsame verbs and all others"))
        let verbs = run.output.split(separator: "VERBS:\n").last?.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
            .compactMap { $0.split(separator: " ").first }
        #expect(verbs == ["generate", "check", "help"])
        #expect(run.output.hasSuffix("  See 'venue-client-generator help <verb>' for detailed help.\n"))
    }

    @Test(
        "A verb's help is that of the same verb of 'venuegen', but for the name and the reports for programs",
        arguments: ["generate", "check"])
    func verbHelp(verb: String) throws {
        let workspace = try Workspace()
        let own = try workspace.venueClientGenerator(verb, "--help").output
        let full = try workspace.venuegen(verb, "--help").output
        #expect(own.contains("USAGE: venue-client-generator \(verb) "))
        /// The words, however they are set.
        func words(_ text: String) -> String { text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") + " " }
        let reports = "The form of the report: text, json, github or sarif. (default: text) "
        #expect(
            words(own)
                == words(full).replacing("venuegen", with: "venue-client-generator")
                .replacing("[--format <format>] ", with: "").replacing("--format <format> \(reports)", with: ""))
    }

    @Test(
        "A mistake is told with the usage of what was run",
        arguments: [
            (["generate", "--ouput", "x"], "unknown option '--ouput'; did you mean '--output'?", "generate"),
            (["lint"], "unknown verb 'lint'", "<verb>"),
            ([], "expected a verb", "<verb>"),
        ])
    func mistake(arguments: [String], message: String, usage: String) throws {
        let workspace = try Workspace()
        let run = try workspace.venueClientGenerator(arguments)
        #expect(run.status == 2)
        #expect(run.error.hasPrefix("error: \(message)\nUsage: venue-client-generator \(usage)"))
    }

    @Test("It writes the same bytes, and finds the same faults, as 'venuegen'")
    func agrees() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "bad/b.venue.yaml": Sample.misspelt()])
        try workspace.venuegen("generate", "--output", "full")
        let run = try workspace.venueClientGenerator("generate", "--output", "light")
        #expect(run.status == 0)
        #expect(run.output == "wrote light/VenueIndex.swift\nwrote light/a.venue.swift\n")
        #expect(try workspace.contents(of: "light") == workspace.contents(of: "full"))
        for arguments in [["generate", "bad"], ["check"], ["check", "bad"]] {
            let (light, full) = try (workspace.venueClientGenerator(arguments), workspace.venuegen(arguments))
            #expect(light.status == 1)
            #expect((light.status, light.output, light.error) == (full.status, full.output, full.error))
        }
    }
}
