import Foundation
import TestScheduling
import Testing

/// Whatever goes wrong, `generate` says what, and the output directory stays as it was.
@Suite(.bounded) struct GenerateFailureTests {
    /// A workspace with output, and a spec whose change would be written next.
    private func makeWorkspace() throws -> Workspace {
        let workspace = try Workspace([
            "Specs/a.venue.yaml": Sample.spec("Aa"), "Specs/b.venue.yaml": Sample.spec("Bb"),
        ])
        try workspace.venuegen("generate", "--output", "Out")
        try workspace.write("Specs/a.venue.yaml", Sample.spec("Aa", summary: "Changed."))
        return workspace
    }

    /// Runs `generate`, expects it to fail as told, and expects nothing to have changed.
    private func expectFailure(
        _ workspace: Workspace, status: Int32, _ message: String, _ arguments: String...,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try workspace.contents(of: "Out")
        let run = try workspace.venuegen(["generate", "--output", "Out"] + arguments)
        #expect(run.status == status, sourceLocation: location)
        #expect(run.output.isEmpty, sourceLocation: location)
        #expect(run.error.contains(message), "\(run.error)", sourceLocation: location)
        #expect(try workspace.contents(of: "Out") == before, sourceLocation: location)
    }

    @Test("One bad spec keeps all from being written, and every bad one is reported")
    func badSpecs() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Specs/c.venue.yaml", Sample.misspelt("Cc"))
        try workspace.write("Specs/d.venue.yaml", Sample.misspelt("Dd"))
        try expectFailure(workspace, status: 1, "Specs/c.venue.yaml:2:1: error: ")
        try expectFailure(workspace, status: 1, "Specs/d.venue.yaml:2:1: error: ")
    }

    @Test("Specs that are not there, directories, and unreadable paths are reported together")
    func unreadableSpecs() throws {
        let workspace = try makeWorkspace()
        try FileManager.default.createDirectory(
            at: workspace.url("Specs/dir.venue.yaml"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: workspace.url("Specs/link.venue.yaml"), withDestinationURL: workspace.url("nowhere"))
        try FileManager.default.createSymbolicLink(
            at: workspace.url("Specs/0.venue.yaml"), withDestinationURL: workspace.url("Specs/0.venue.yaml"))
        let messages = [
            "error: cannot read 'gone.venue.yaml': No such file or directory",
            "error: cannot read 'Specs/dir.venue.yaml': Is a directory",
            "error: cannot read 'Specs/link.venue.yaml': No such file or directory",
            "error: cannot read 'Specs/a.venue.yaml/x': Not a directory",
            "error: cannot read 'Specs/0.venue.yaml': Too many levels of symbolic links",
        ]
        for message in messages {
            try expectFailure(workspace, status: 3, message, "Specs", "gone.venue.yaml", "Specs/a.venue.yaml/x")
        }
    }

    @Test("A directory without specs is an error, not an order to remove everything")
    func noSpecs() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Empty/notes.txt", "")
        try expectFailure(workspace, status: 3, "error: there is no '*.venue.yaml' in the directory 'Empty'", "Empty")
        let run = try Workspace().venuegen("generate")
        #expect(run.status == 3)
        #expect(run.error == "error: cannot read 'Specs': No such file or directory\n")
    }

    @Test("An unreadable spec is reported", .enabled(if: permissionsHold))
    func permissionDenied() throws {
        let workspace = try makeWorkspace()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0], ofItemAtPath: workspace.url("Specs/a.venue.yaml").path)
        try expectFailure(workspace, status: 3, "cannot read 'Specs/a.venue.yaml': Permission denied")
    }

    @Test("A spec that opens and cannot be read is reported", .enabled(if: exists("/proc/self/mem")))
    func readError() throws {
        let workspace = try makeWorkspace()
        try FileManager.default.createSymbolicLink(
            at: workspace.url("c.venue.yaml"), withDestinationURL: URL(filePath: "/proc/self/mem"))
        try expectFailure(
            workspace, status: 3, "error: cannot read 'c.venue.yaml': Input/output error", "Specs", "c.venue.yaml")
    }

    @Test("What is neither a file nor a directory is reported, and nobody waits for a pipe's other end")
    func notAFile() throws {
        let workspace = try makeWorkspace()
        #expect(try workspace.shell("mkfifo Specs/pipe.venue.yaml").status == 0)
        try expectFailure(workspace, status: 3, "error: cannot read 'Specs/pipe.venue.yaml': it is not a file")
    }

    @Test("Two specs of one file name are refused, also where only case tells them apart")
    func oneOutputName() throws {
        let workspace = try makeWorkspace()
        try workspace.write("More/A.venue.yaml", Sample.spec("Cc"))
        try expectFailure(workspace, status: 1, "More/A.venue.yaml:1:1: error: 'A.venue.swift' ", "Specs", "More")
    }

    @Test("Two specs of one venue are refused, also where only case tells them apart, also through a link")
    func oneVenueName() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Specs/c.venue.yaml", Sample.spec("AA"))
        try expectFailure(workspace, status: 1, "Specs/c.venue.yaml:2:8: error: venue 'AA' is described twice")
        try workspace.remove("Specs/c.venue.yaml")
        try FileManager.default.createSymbolicLink(
            at: workspace.url("Specs/c.venue.yaml"), withDestinationURL: workspace.url("Specs/a.venue.yaml"))
        try expectFailure(workspace, status: 1, "Specs/c.venue.yaml:2:8: error: venue 'Aa' is described twice")
    }

    @Test("A spec that is not named as one is refused")
    func misnamed() throws {
        let workspace = try makeWorkspace()
        try workspace.write("c.yaml", Sample.spec("Cc"))
        try expectFailure(workspace, status: 1, "c.yaml:1:1: error: expected a spec named '*.venue.yaml'", "c.yaml")
    }

    @Test("A hand-written file is not replaced")
    func handWritten() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Out/b.venue.swift", "// mine\n")
        try expectFailure(workspace, status: 1, "Out/b.venue.swift:1:1: error: cannot be replaced: it is hand-written")
        try workspace.write("Out/b.venue.swift", "")
        try expectFailure(workspace, status: 1, "Out/b.venue.swift:1:1: error: cannot be replaced: it is hand-written")
    }

    @Test("A link or a directory in a file's place is not replaced")
    func linksAndDirectories() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Elsewhere.swift", try workspace.read("Out/b.venue.swift"))
        try workspace.remove("Out/b.venue.swift")
        try FileManager.default.createSymbolicLink(
            at: workspace.url("Out/b.venue.swift"), withDestinationURL: workspace.url("Elsewhere.swift"))
        try expectFailure(workspace, status: 1, "cannot be replaced: it is a symbolic link")
        try workspace.remove("Out/b.venue.swift")
        try FileManager.default.createDirectory(
            at: workspace.url("Out/b.venue.swift"), withIntermediateDirectories: true)
        let run = try workspace.venuegen("generate", "--output", "Out")
        #expect(run.status == 1)
        #expect(run.error.contains("cannot be replaced: it is not a regular file"))
        #expect(workspace.names(in: "Out") == ["VenueIndex.swift", "a.venue.swift", "b.venue.swift"])
    }

    @Test("An output directory that is a file, or below one, is an error")
    func outputIsFile() throws {
        let workspace = try makeWorkspace()
        for path in ["Specs/a.venue.yaml", "Specs/a.venue.yaml/Out"] {
            let run = try workspace.venuegen("generate", "--output", path)
            #expect(run.status == 3)
            #expect(run.error.lowercased().contains("not a directory"))
        }
    }

    @Test("A directory nothing can be written into is an error", .enabled(if: exists("/sys/kernel")))
    func unwritableSystemDirectory() throws {
        let workspace = try makeWorkspace()
        let run = try workspace.venuegen("generate", "--output", "/sys/kernel")
        #expect(run.status == 3)
        #expect(run.error.hasPrefix("error: cannot write '/sys/kernel/"))
        #expect(try workspace.venuegen("generate", "--output", "/sys/kernel/Out").status == 3)
    }

    @Test("A read-only directory is an error", .enabled(if: permissionsHold))
    func readOnlyDirectory() throws {
        let workspace = try makeWorkspace()
        let path = workspace.url("Out").path
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
        try expectFailure(workspace, status: 3, "error: cannot write 'Out/")
    }

    @Test("A full disk leaves no half-written file and no change")
    func fullDisk() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Specs/a.venue.yaml", Sample.spec("Aa", summary: String(repeating: "Long. ", count: 2_000)))
        let before = try workspace.contents(of: "Out")
        let run = try workspace.shell(#"ulimit -f 8; "$venuegen" generate --output Out"#)
        #expect(run.status == 3)
        #expect(run.error == "error: cannot write 'Out/a.venue.swift': File too large\n")
        #expect(try workspace.contents(of: "Out") == before)
        #expect(try workspace.venuegen("generate", "--output", "Out").status == 0)
    }

    @Test("What a killed run left behind is cleared away")
    func leftovers() throws {
        let workspace = try makeWorkspace()
        try workspace.write("Out/a.venue.swift.venuegen-staged", "half a fi")
        #expect(try workspace.venuegen("check", "--output", "Out").status == 1)
        #expect(try workspace.venuegen("generate", "--output", "Out").status == 0)
        #expect(workspace.names(in: "Out") == ["VenueIndex.swift", "a.venue.swift", "b.venue.swift"])
    }
}
