import Foundation
import TestScheduling
import Testing

/// `fmt` rewrites what is not in canonical layout, and nothing else.
@Suite(.bounded) struct FmtTests {
    /// A spec in canonical layout.
    private static let canonical = Sample.spec("Aa")
        .replacing("\nservers:", with: "\n\nservers:").replacing("\noperations:", with: "\n\noperations:")
        .replacing("\n    examples:", with: "\n\n    examples:")

    /// The same facts otherwise laid out, with a comment.
    private static let sloppy = canonical.replacing("venue: Aa", with: "venue:   \"Aa\" # the name")

    /// What becomes of it.
    private static let tidy = canonical.replacing("venue: Aa", with: "venue: Aa  # the name")

    @Test("Files are laid out in place, keep their permissions, and are named")
    func rewrites() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Self.sloppy, "Specs/b.venue.yaml": Self.canonical])
        let path = workspace.url("Specs/a.venue.yaml").path
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let run = try workspace.venuegen("fmt")
        #expect(run.status == 0)
        #expect(run.output == "formatted Specs/a.venue.yaml\nunchanged Specs/b.venue.yaml\n")
        #expect(run.error.isEmpty)
        #expect(try workspace.contents(of: "Specs") == ["a.venue.yaml": Self.tidy, "b.venue.yaml": Self.canonical])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try workspace.venuegen("fmt").output == "unchanged Specs/a.venue.yaml\nunchanged Specs/b.venue.yaml\n")
    }

    @Test("'--check' shows what would change and writes nothing")
    func check() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Self.sloppy, "Specs/b.venue.yaml": Self.canonical])
        let run = try workspace.venuegen("fmt", "--check", "--color", "never")
        #expect(run.status == 1)
        #expect(
            run.output.hasPrefix(
                """
                --- a/Specs/a.venue.yaml
                +++ b/Specs/a.venue.yaml
                @@ -1,5 +1,5 @@
                 format: 1
                -venue:   "Aa" # the name
                +venue: Aa  # the name

                """))
        #expect(!run.output.contains("b.venue.yaml"))
        #expect(run.error.contains("Specs/a.venue.yaml:2:1: error: not in canonical layout from here on"))
        #expect(run.error.hasSuffix("help: run 'venuegen fmt' with the same arguments and commit what it changes\n"))
        #expect(try workspace.read("Specs/a.venue.yaml") == Self.sloppy)
        #expect(try workspace.venuegen("fmt", "--check", "--color", "always").output.contains("\u{1B}[32m+venue: Aa"))
        let clean = try workspace.venuegen("fmt", "--check", "Specs/b.venue.yaml")
        #expect(clean.status == 0 && clean.output == "1 spec is in canonical layout\n" && clean.error.isEmpty)
    }

    @Test("A file that is no spec is reported and left alone; the others are laid out", arguments: [[], ["--check"]])
    func refuses(options: [String]) throws {
        let broken = Self.sloppy.replacing("security: bearer", with: "security: [")
        let unknown = Sample.misspelt("Cc")
        let workspace = try Workspace([
            "Specs/a.venue.yaml": broken, "Specs/b.venue.yaml": Self.sloppy, "Specs/c.venue.yaml": unknown,
        ])
        let run = try workspace.venuegen(["fmt"] + options)
        #expect(run.status == 1)
        #expect(run.error.contains("Specs/a.venue.yaml:") && run.error.contains("[yaml-syntax]"))
        #expect(run.error.contains("Specs/c.venue.yaml:2:1: error: unknown key 'vanue'"))
        #expect(try workspace.read("Specs/a.venue.yaml") == broken)
        #expect(try workspace.read("Specs/c.venue.yaml") == unknown)
        #expect(try workspace.read("Specs/b.venue.yaml") == (options.isEmpty ? Self.tidy : Self.sloppy))
    }

    @Test("A file that cannot be read or written is status 3, and what was there stays")
    func unreadable() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Self.sloppy])
        let missing = try workspace.venuegen("fmt", "Specs", "nowhere.venue.yaml")
        #expect(missing.status == 3)
        #expect(missing.error.contains("error: cannot read 'nowhere.venue.yaml'"))
        #expect(try workspace.read("Specs/a.venue.yaml") == Self.tidy)
        try workspace.write("Specs/a.venue.yaml", Self.sloppy)
        let blocked = try workspace.shell("ulimit -f 0; exec \"$venuegen\" fmt")
        #expect(blocked.status == 3)
        #expect(try workspace.contents(of: "Specs") == ["a.venue.yaml": Self.sloppy])
    }

    @Test("A symbolic link stays one; the file it leads to is laid out")
    func links() throws {
        let workspace = try Workspace(["elsewhere/real.venue.yaml": Self.sloppy])
        let link = workspace.url("a.venue.yaml")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "elsewhere/real.venue.yaml")
        let run = try workspace.venuegen("fmt", "a.venue.yaml")
        #expect(run.status == 0 && run.output == "formatted a.venue.yaml\n")
        #expect(try workspace.read("elsewhere/real.venue.yaml") == Self.tidy)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "elsewhere/real.venue.yaml")
        #expect(workspace.names(in: "elsewhere") == ["real.venue.yaml"])
    }
}
