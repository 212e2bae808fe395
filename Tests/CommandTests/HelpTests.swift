import TestScheduling
import Testing

/// Help is there wherever it is asked for, and fits the terminal.
@Suite(.bounded) struct HelpTests {
    private static let verbs = [
        "generate", "check", "lint", "fmt", "evidence", "diff", "explain", "schema", "help",
    ]

    @Test("Every verb has help, under '--help', '-h' and 'help VERB' alike", arguments: verbs)
    func verb(name: String) throws {
        let workspace = try Workspace()
        let run = try workspace.venuegen(name, "--help")
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        #expect(run.output.hasPrefix("OVERVIEW: "))
        #expect(run.output.contains("\nUSAGE: venuegen \(name)"))
        #expect(run.output.contains("\n  -h, --help "))
        #expect(try workspace.venuegen(name, "-h").output == run.output)
        #expect(try workspace.venuegen("help", name).output == run.output)
        #expect(try workspace.venuegen(name, "--nonsense", "--help").output == run.output)
    }

    @Test("The tool's own help lists every verb")
    func root() throws {
        let workspace = try Workspace()
        let run = try workspace.venuegen("--help")
        #expect(run.status == 0)
        for verb in Self.verbs { #expect(run.output.contains("\n  \(verb) ")) }
        #expect(try workspace.venuegen("help").output == run.output)
        #expect(try workspace.venuegen("-h").output == run.output)
    }

    @Test("Help is set to the width of the terminal", arguments: verbs)
    func width(verb: String) throws {
        let workspace = try Workspace()
        let texts = try [60, 80, 140].map { columns in
            let run = try workspace.venuegen("help", verb, environment: ["COLUMNS": String(columns)])
            let lines = run.output.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= columns })
            return lines
        }
        #expect(texts[0].count > texts[2].count)
    }

    @Test("The help of 'generate' reads well on 80 columns")
    func generate() throws {
        #expect(
            try Workspace().venuegen("generate", "--help").output == """
                OVERVIEW: Write the Swift clients the specs describe.

                Afterwards the output directory holds the clients of exactly these specs: files
                that are right already are left alone, and generated files whose spec is gone
                are removed. Files without the generated header are never touched. If any spec
                has an error, or any file cannot be written, nothing changes.

                USAGE: venuegen generate [<spec> ...] [--output <dir>] [--access <level>]
                       [--color <when>] [--quiet]

                ARGUMENTS:
                  <spec>                  A spec, or a directory whose '*.venue.yaml' are meant,
                                          not those in its subdirectories. (default: Specs)

                OPTIONS:
                  --output <dir>          The directory of the generated files. (default:
                                          Generated/VenueClients)
                  --access <level>        The access level of what is generated: public, package
                                          or internal. (default: public)
                  --color <when>          When to colour: auto, which is on a terminal unless
                                          NO_COLOR is set; always; never. (default: auto)
                  --quiet                 Do not say which files were written, unchanged or
                                          removed.
                  --version               Show the version.
                  -h, --help              Show help information.

                """)
    }
}
