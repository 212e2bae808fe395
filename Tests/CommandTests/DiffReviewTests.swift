import TestScheduling
import Testing

/// `diff` writes what reviewers read: a comment, a page, a changelog.
@Suite(.bounded) struct DiffReviewTests {
    /// A spec whose host changed.
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace([
            "old/example.venue.yaml": Sample.spec(),
            "new/example.venue.yaml": Sample.spec().replacing("api.example.com", with: "trade.example.com"),
        ])
    }

    @Test(
        "Each form goes to standard output and fails as the findings do",
        arguments: [
            (["--format", "markdown"], "## Cancel calls: 1 error\n"), (["--format", "html"], "<!DOCTYPE html>\n"),
            (["--changelog"], "Suggested version of the generated library: **major**"),
        ])
    func writesResults(options: [String], beginning: String) throws {
        let run = try workspace.venuegen(["diff", "old", "new"] + options)
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(beginning))
        #expect(run.output.contains("trade.example.com"))
        #expect(run.error.isEmpty)
    }

    @Test("Two equal sets are told to be equal in each form", arguments: [["--format", "html"], ["--changelog"]])
    func writesNothingNew(options: [String]) throws {
        let run = try workspace.venuegen(["diff", "old", "old"] + options)
        #expect(run.status == 0)
        #expect(run.output.contains(options.count == 1 ? "No venue changed" : "1 venue unchanged."))
    }

    @Test("A changelog in the form of a report is wrong usage") func formsExcludeEachOther() throws {
        let run = try workspace.venuegen(["diff", "old", "new", "--changelog", "--format", "html"])
        #expect(run.status == 2)
        #expect(run.error.contains("'--changelog' has one form and takes no '--format'"))
    }
}
