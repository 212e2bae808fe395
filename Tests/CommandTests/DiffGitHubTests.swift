import Foundation
import TestScheduling
import Testing

/// What GitHub shows beside the lines of a pull request.
@Suite(.bounded) struct DiffGitHubTests {
    @Test("Annotations are escaped, errors come first, and they point into the new file, or the old one if it is gone")
    func annotations() throws {
        let workspace = try DiffSample.workspace()
        try FileManager.default.moveItem(
            at: workspace.url("new/a.venue.yaml"), to: workspace.url("new/a, 1%.venue.yaml"))
        let run = try workspace.venuegen("diff", "old", "new", "--format", "github")
        #expect(run.status == 1)
        #expect(run.error.isEmpty)
        #expect(
            run.output.replacing(/fingerprint [0-9a-f]{12}/, with: "fingerprint") == """
                ::error file=old/c.venue.yaml,line=2,col=8,endLine=2,endColumn=9,title=Cc%3A venue-removed::an order may stay open: \
                the venue 'Cc' is gone; its orders can no longer be cancelled%0A- Cc%0Afingerprint
                ::error file=new/a%2C 1%25.venue.yaml,line=8,col=15,endLine=8,endColumn=37,title=Example%3A server-changed\
                ::credentials may go elsewhere: requests to 'production' and their credentials go to https://new.example.com instead of \
                https://api.example.com%0A- https://api.example.com%0A+ https://new.example.com%0Afingerprint
                ::error file=new/a%2C 1%25.venue.yaml,line=18,col=16,endLine=18,endColumn=37,title=Example%3A method-changed\
                ::an order may stay open: 'cancelOrder' is sent with POST instead of DELETE%0A- DELETE%0A+ POST%0Afingerprint
                ::notice file=new/a%2C 1%25.venue.yaml,line=3,col=14,endLine=3,endColumn=36,title=Example%3A \
                description-changed::the venue is described in other words%0A- A venue for tests.%0A+ A venue for more \
                tests.%0Afingerprint

                """)
    }

    /// Twelve venues that are gone, and twelve that are new.
    private static func many() throws -> Workspace {
        let workspace = try Workspace()
        for index in 10..<22 {
            let spec = { (name: String) in
                Sample.spec("\(name)\(index)").replacing("api.example.com", with: "\(name)\(index).example.com")
            }
            try workspace.write("old/o\(index).venue.yaml", spec("Old"))
            try workspace.write("new/n\(index).venue.yaml", spec("New"))
        }
        return workspace
    }

    @Test("Of each kind ten are annotations, the others are added to the step's summary")
    func summary() throws {
        let workspace = try Self.many()
        try workspace.write("summary.md", "before\n")
        let path = workspace.url("summary.md").path
        let run = try workspace.venuegen(
            "diff", "old", "new", "--format", "github", environment: ["GITHUB_STEP_SUMMARY": path])
        let lines = run.output.split(separator: "\n")
        #expect(run.error.isEmpty)
        #expect(lines.prefix(10).allSatisfy { $0.hasPrefix("::error ") })
        #expect(lines.dropFirst(10).allSatisfy { $0.hasPrefix("::notice ") })
        #expect(lines.count == 20)
        #expect(
            try workspace.read("summary.md") == """
                before
                ### venuegen diff: 4 more findings

                GitHub shows the first 10 errors, warnings and notices of a step beside the lines they are about; these are \
                the others.

                ```text
                old/o20.venue.yaml:2:8: error: an order may stay open: the venue 'Old20' is gone; its orders can no longer be cancelled [Old20: \
                venue-removed]
                old/o21.venue.yaml:2:8: error: an order may stay open: the venue 'Old21' is gone; its orders can no longer be cancelled [Old21: \
                venue-removed]
                new/n20.venue.yaml:2:8: info: the venue 'New20' is new [New20: venue-added]
                new/n21.venue.yaml:2:8: info: the venue 'New21' is new [New21: venue-added]
                ```

                """)
    }

    @Test("Without a summary, how many there are is said on standard error")
    func noSummary() throws {
        let run = try Self.many().venuegen("diff", "old", "new", "--format", "github")
        #expect(run.error.hasPrefix("note: 4 more findings than GitHub shows for one step; "))
        #expect(run.output.split(separator: "\n").count == 20)
    }

    @Test("A summary that cannot be written is an error")
    func unwritable() throws {
        let run = try Self.many().venuegen(
            "diff", "old", "new", "--format", "github", environment: ["GITHUB_STEP_SUMMARY": "/nonexistent/summary"])
        #expect(run.status == 3)
        #expect(run.error == "error: cannot write '/nonexistent/summary': No such file or directory\n")
    }
}
