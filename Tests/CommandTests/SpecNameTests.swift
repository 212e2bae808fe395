import Foundation
import TestScheduling
import Testing

/// What a spec's name and place may be, and what is shown of a file that is none.
@Suite(.bounded) struct SpecNameTests {
    @Test(
        "A name with what cannot be seen is shown escaped, and nothing is written",
        arguments: [
            "a\nfunc INJECTED() {}\n#if false\n", "a\r", "a\u{1B}[2J", "a\u{202E}b", "a\u{2028}b", "a\u{85}",
            "a\u{200B}",
        ])
    func unseenNames(_ stem: String) throws {
        let workspace = try Workspace([
            "Specs/\(stem).venue.yaml": Sample.spec(), "Specs/b.venue.yaml": Sample.spec("Bb"),
        ])
        for verb in ["generate", "lint", "check"] {
            let run = try workspace.venuegen(verb)
            #expect(run.status == 1)
            #expect(run.error.contains("found \\u{"))
            #expect(run.error.contains("[spec-name]"))
        }
        #expect(workspace.names(in: "Generated") == [])
    }

    @Test("Lint reports what generate refuses")
    func lintAndGenerateAgree() throws {
        let workspace = try Workspace([
            "a/x.venue.yaml": Sample.spec(), "b/X.venue.yaml": Sample.spec("Bb"), "c.yaml": Sample.spec("Cc"),
            "d.venue.yaml": Sample.spec("Client"),
        ])
        for verb in ["lint", "generate"] {
            let run = try workspace.venuegen(verb, "a", "b", "c.yaml", "d.venue.yaml")
            #expect(run.status == 1)
            #expect(run.error.contains("b/X.venue.yaml:1:1: error: 'X.venue.swift' would be generated"))
            #expect(run.error.contains("c.yaml:1:1: error: expected a spec named '*.venue.yaml'"))
            #expect(run.error.contains("d.venue.yaml:2:8: error: the Swift name 'Client' of venue 'Client' is taken"))
        }
        #expect(workspace.names(in: "Generated") == [])
    }

    @Test("In a directory, only files of the directory are read")
    func links() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "other/b.venue.yaml": Sample.spec("Bb")])
        let link = workspace.url("Specs/b.venue.yaml")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "../other/b.venue.yaml")
        let refused = try workspace.venuegen("lint")
        #expect(refused.status == 3)
        #expect(refused.error.contains("cannot read 'Specs/b.venue.yaml': the link leads out of its directory"))
        #expect(try workspace.venuegen("lint", "Specs/a.venue.yaml", "Specs/b.venue.yaml").status == 0)
        try FileManager.default.removeItem(at: link)
        try FileManager.default.moveItem(at: workspace.url("Specs/a.venue.yaml"), to: workspace.url("Specs/a.txt"))
        let inside = workspace.url("Specs/a.venue.yaml")
        try FileManager.default.createSymbolicLink(atPath: inside.path, withDestinationPath: "a.txt")
        #expect(try workspace.venuegen("lint").status == 0)
    }

    @Test("What is no file is refused without waiting for it", .timeLimit(.minutes(1)))
    func pipesAndDevices() throws {
        let workspace = try Workspace(["a.venue.yaml": Sample.spec()])
        #expect(try workspace.shell("mkfifo pipe.venue.yaml page && ln -s /dev/zero zero.venue.yaml").status == 0)
        for arguments in [
            ["lint", "pipe.venue.yaml"], ["lint", "zero.venue.yaml"], ["evidence", "a.venue.yaml", "page"],
        ] {
            let run = try workspace.venuegen(arguments)
            #expect(run.status == 3, "\(arguments)")
            #expect(run.error.contains("it is not a file"), "\(run.error)")
        }
    }

    /// Files that hold a secret and are no specs.
    private static let secrets = [
        "TOKEN=planted-secret\0HOME=/planted-secret\0", "planted-secret", "password: planted-secret\n",
        "planted-secret: planted-secret\nplanted-secret: 2\n", "- planted-secret\n",
        "a: &planted-secret planted-secret\n", "a: !planted-secret b\n", "{planted-secret",
        "a: \u{1}planted-secret",
        "'planted-secret", "a: *planted-secret\n", "-----BEGIN KEY-----\nplanted-secret\n-----END KEY-----\n",
        "planted-secret:x@y:\tplanted-secret\n",
    ]

    // By their places, since a run prints arguments.
    @Test("Nothing of a file that is no spec is shown", arguments: secrets.indices)
    func nothingIsShown(of index: Int) throws {
        let text = Self.secrets[index]
        let workspace = try Workspace(["secrets": text, "b.venue.yaml": Sample.spec()])
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("a.venue.yaml").path, withDestinationPath: "secrets")
        for arguments in [
            ["lint", "a.venue.yaml"], ["lint", "--format", "json", "a.venue.yaml"], ["generate", "a.venue.yaml"],
            ["lint", "--format", "sarif", "a.venue.yaml"], ["lint", "--format", "github", "a.venue.yaml"],
            ["fmt", "a.venue.yaml"], ["fmt", "--check", "a.venue.yaml"], ["evidence", "a.venue.yaml", "b.venue.yaml"],
            ["diff", "b.venue.yaml", "a.venue.yaml"],
        ] {
            let run = try workspace.venuegen(arguments)
            #expect(run.status != 0, "\(arguments)")
            #expect(!(run.output + run.error).contains("planted"), "\(arguments): \(run.output)\(run.error)")
        }
    }
}
