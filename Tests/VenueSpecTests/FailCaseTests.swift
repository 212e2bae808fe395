import Foundation
import SourceText
import SpecMaintenance
import TestScheduling
import Testing

@testable import VenueSpec

/// Every rule of the language is shown by specs that break it, with every line the tool must say about them.
///
/// A case is a folder named after its rule: one or more specs and `expected.txt`. Set `VENUEGEN_RECORD=1` to write what
/// is found; that run fails, so that a recording is looked at before it is believed.
@Suite(.bounded) struct FailCaseTests {
    /// The folders of the cases.
    static let names = (try? Corpus.names(in: Corpus.failCases)) ?? []

    /// Missing and extra lines both fail.
    @Test(arguments: names) func findsExactlyTheRecordedFaults(of name: String) throws {
        let folder = Corpus.failCases.appending(path: name)
        let found = DiagnosticFormatter().format(SpecAnalysis(try Corpus.specs(in: folder)).diagnostics)
        let record = folder.appending(path: "expected.txt")
        if ProcessInfo.processInfo.environment["VENUEGEN_RECORD"] == "1" {
            try Data(found.utf8).write(to: record)
            Issue.record("recorded \(name); look at the change and run the tests again")
        }
        #expect(found == String(decoding: try Data(contentsOf: record), as: UTF8.self))
    }

    @Test func everyRuleHasACaseAndEveryCaseARule() throws {
        #expect(Self.names == RuleCatalog.all.map(\.id).sorted())
    }

    @Test(arguments: names) func everyCaseShowsItsOwnRule(_ name: String) throws {
        let record = Corpus.failCases.appending(path: "\(name)/expected.txt")
        #expect(String(decoding: try Data(contentsOf: record), as: UTF8.self).contains("[\(name)]"))
    }
}
