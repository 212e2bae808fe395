import Foundation
import TestScheduling
import Testing

/// `generate` leaves exactly the clients of its specs behind.
@Suite(.bounded) struct GenerateTests {
    private static let output = "Generated/VenueClients"

    @Test("Files are written, then unchanged, then only the changed one written, then removed")
    func lifeCycle() throws {
        let workspace = try Workspace([
            "Specs/a.venue.yaml": Sample.spec("Aa"), "Specs/b.venue.yaml": Sample.spec("Bb"),
        ])
        let first = try workspace.venuegen("generate")
        #expect(first.status == 0)
        #expect(first.error.isEmpty)
        #expect(actions(first) == ["a.venue.swift": "wrote", "b.venue.swift": "wrote", "VenueIndex.swift": "wrote"])
        #expect(workspace.names(in: Self.output) == ["VenueIndex.swift", "a.venue.swift", "b.venue.swift"])

        let before = try modificationDates(workspace)
        let second = try workspace.venuegen("generate")
        #expect(Set(actions(second).values) == ["unchanged"])
        #expect(try modificationDates(workspace) == before)

        try workspace.write("Specs/b.venue.yaml", Sample.spec("Bb", summary: "Changed."))
        let third = actions(try workspace.venuegen("generate"))
        #expect(third["a.venue.swift"] == "unchanged")
        #expect(third["b.venue.swift"] == "wrote")

        try workspace.remove("Specs/b.venue.yaml")
        let fourth = actions(try workspace.venuegen("generate"))
        #expect(fourth["b.venue.swift"] == "removed")
        #expect(workspace.names(in: Self.output) == ["VenueIndex.swift", "a.venue.swift"])
    }

    @Test("The same specs give the same bytes in any order, from any directory")
    func determinism() throws {
        let workspace = try Workspace([
            "Specs/a.venue.yaml": Sample.spec("Aa"), "Specs/b.venue.yaml": Sample.spec("Bb"),
        ])
        try workspace.venuegen("generate", "--output", "One")
        try workspace.venuegen("generate", "Specs/b.venue.yaml", "Specs/a.venue.yaml", "--output", "Two")
        _ = try workspace.shell(
            #"mkdir -p Else/where && cd Else/where && "$venuegen" generate ../../Specs --output Three"#)
        try workspace.venuegen("generate", workspace.url("Specs").path, "--output=Four")
        let one = try workspace.contents(of: "One")
        #expect(one.count == 3)
        #expect(try workspace.contents(of: "Two") == one)
        #expect(try workspace.contents(of: "Else/where/Three") == one)
        #expect(try workspace.contents(of: "Four") == one)
    }

    @Test("A file is one spec however often it is named")
    func repeatedOperands() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec()])
        let run = try workspace.venuegen("generate", "Specs", "Specs/a.venue.yaml", "./Specs/../Specs/a.venue.yaml")
        #expect(run.status == 0)
        #expect(actions(run).count == 2)
    }

    @Test("Only '*.venue.yaml' of the directory itself are specs, and hidden ones are not")
    func discovery() throws {
        let workspace = try Workspace([
            "Specs/a.venue.yaml": Sample.spec(), "Specs/notes.yaml": "no spec", "Specs/README.md": "no spec",
            "Specs/.a.venue.yaml": "an editor's copy", "Specs/Old/b.venue.yaml": "no spec",
        ])
        #expect(try workspace.venuegen("generate").status == 0)
        #expect(workspace.names(in: Self.output) == ["VenueIndex.swift", "a.venue.swift"])
    }

    @Test("Files without the generated header, links, and files that are not Swift stay when they are orphans")
    func foreignFiles() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "Elsewhere/c.swift": "// mine\n"])
        try workspace.venuegen("generate")
        let generated = try workspace.read("\(Self.output)/a.venue.swift")
        try workspace.write("\(Self.output)/Mine.swift", "// mine\n")
        try workspace.write("\(Self.output)/Quote.swift", "// a comment first\n" + generated)
        try workspace.write("\(Self.output)/README.md", generated)
        try workspace.write("\(Self.output)/Sub/old.venue.swift", generated)
        try FileManager.default.createSymbolicLink(
            at: workspace.url("\(Self.output)/Link.swift"),
            withDestinationURL: workspace.url("\(Self.output)/a.venue.swift"))
        let before = workspace.names(in: Self.output)
        let run = try workspace.venuegen("generate")
        #expect(run.status == 0)
        #expect(Set(actions(run).values) == ["unchanged"])
        #expect(workspace.names(in: Self.output) == before)
        #expect(workspace.names(in: "\(Self.output)/Sub") == ["old.venue.swift"])
    }

    @Test("A spec that is renamed only in case leaves one file")
    func caseChange() throws {
        let workspace = try Workspace(["Specs/Example.venue.yaml": Sample.spec()])
        try workspace.venuegen("generate")
        try FileManager.default.moveItem(
            at: workspace.url("Specs/Example.venue.yaml"), to: workspace.url("Specs/example.venue.yaml"))
        #expect(try workspace.venuegen("generate").status == 0)
        #expect(workspace.names(in: Self.output) == ["VenueIndex.swift", "example.venue.swift"])
    }

    @Test("The access level is that of the command line", arguments: ["public", "package", "internal"])
    func access(level: String) throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec()])
        try workspace.venuegen("generate", "--access", level, "--output", "Out")
        let declaration = level == "internal" ? "\nenum Example" : "\n\(level) enum Example"
        #expect(try workspace.read("Out/a.venue.swift").contains(declaration))
        #expect(try workspace.venuegen("check", "--access", level, "--output", "Out").status == 0)
    }

    @Test("'--quiet' says nothing, and does the same")
    func quiet() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec()])
        let run = try workspace.venuegen("generate", "--quiet")
        #expect(run.output.isEmpty && run.error.isEmpty)
        #expect(workspace.names(in: Self.output) == ["VenueIndex.swift", "a.venue.swift"])
    }

    @Test("Two runs at once do not disturb each other")
    func concurrentRuns() throws {
        let workspace = try Workspace([
            "One/a.venue.yaml": Sample.spec("Aa"), "One/b.venue.yaml": Sample.spec("Bb"),
            "Two/a.venue.yaml": Sample.spec("Cc"),
        ])
        let run = try workspace.shell(
            #"""
            printf '%s\n' One Two One Two One Two One Two |
                xargs -P 4 -I '{}' "$venuegen" generate --quiet '{}' --output Out || echo failed
            "$venuegen" check One --output Out >/dev/null 2>&1 || "$venuegen" check Two --output Out
            """#)
        #expect(run.status == 0)
        #expect(!run.output.contains("failed"))
        #expect(run.error.isEmpty)
    }

    /// What a run says it did, by file name.
    private func actions(_ run: Workspace.Run) -> [String: String] {
        var actions: [String: String] = [:]
        for line in run.output.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[1].hasPrefix(Self.output + "/") else { continue }
            actions[String(words[1].dropFirst(Self.output.count + 1))] = String(words[0])
        }
        return actions
    }

    /// When each output was last written.
    private func modificationDates(_ workspace: Workspace) throws -> [String: Date?] {
        try Dictionary(
            uniqueKeysWithValues: workspace.names(in: Self.output).map { name in
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: workspace.url("\(Self.output)/\(name)").path)
                return (name, attributes[.modificationDate] as? Date)
            })
    }
}
