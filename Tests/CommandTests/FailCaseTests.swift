import Foundation
import TestScheduling
import Testing

/// The rules of file names, layout, pages, the output directory and accepted changes are shown by commands that break
/// them, with all they must say.
///
/// A case is a folder named after its rule: `commands`, run by a shell beside one spec without findings, and
/// `expected.txt`, what they say on standard error. Set `VENUEGEN_RECORD=1` to write what is said; that run fails, so
/// that a recording is looked at before it is believed. The rules of the language and of changes have such cases of
/// their own.
@Suite(.bounded) struct FailCaseTests {
    /// The tests' folders.
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    /// The cases.
    private static let cases = tests.appending(path: "CommandTests/FailCases")
    /// The cases' names.
    static let names = (try? names(in: cases)) ?? []

    @Test(arguments: names) func saysExactlyWhatIsRecorded(of name: String) throws {
        let folder = Self.cases.appending(path: name)
        let workspace = try Workspace(["Specs/example.venue.yaml": Sample.spec()])
        let commands = try String(contentsOf: folder.appending(path: "commands"), encoding: .utf8)
        let run = try workspace.shell(commands)
        let record = folder.appending(path: "expected.txt")
        if ProcessInfo.processInfo.environment["VENUEGEN_RECORD"] == "1" {
            try Data(run.error.utf8).write(to: record)
            Issue.record("recorded \(name); look at the change and run the tests again")
        }
        #expect(run.status == 1)
        #expect(run.error == String(decoding: try Data(contentsOf: record), as: UTF8.self))
        #expect(run.error.contains("[\(name)]"))
    }

    @Test("Every rule but those of changes has a case, here or among the language's, and every case a rule")
    func complete() throws {
        let language = try Self.names(in: Self.tests.appending(path: "VenueSpecTests/FailCases"))
        let groups = try Workspace().explainedRules().filter { !$0.title.hasPrefix("CHANGES") }
        #expect((Self.names + language).sorted() == groups.flatMap(\.ids).sorted())
    }

    /// The names in a folder, sorted.
    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
    }
}
