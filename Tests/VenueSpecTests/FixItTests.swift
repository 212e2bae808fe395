import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// An offered edit cures what it is offered for.
@Suite(.bounded) struct FixItTests {
    @Test(arguments: FailCaseTests.names) func everyFixItCuresItsFinding(in name: String) throws {
        let files = try Corpus.failCase(name)
        let diagnostics = SpecAnalysis(files).diagnostics
        for diagnostic in diagnostics {
            for fixIt in diagnostic.fixIts {
                let edited = try files.map { $0.path == diagnostic.path ? try $0.applying(fixIt) : $0 }
                let remaining = SpecAnalysis(edited).diagnostics
                // The text before the edit keeps its place, so the cured finding would be found there again.
                let survivor = remaining.first {
                    $0.path == diagnostic.path && $0.range.start == diagnostic.range.start
                        && $0.message == diagnostic.message
                }
                #expect(survivor == nil, "\(diagnostic.path):\(diagnostic.range.start): \(fixIt.message)")
                let introduced = Set(remaining.map(\.rule)).subtracting(diagnostics.map(\.rule))
                #expect(introduced.isDisjoint(with: ["yaml-syntax", "unknown-key", "wrong-type"]))
            }
        }
    }

    @Test func aFixItLeavesTheRestOfARequestLine() throws {
        let file = try #require(
            try Corpus.failCase("unknown-parameter").last {
                $0.text.contains("orderID")
            })
        let fixIt = try #require(SpecAnalysis([file]).diagnostics.first?.fixIts.first)
        #expect(try file.applying(fixIt).text.contains("request: POST /orders/{orderId}/cancel\n"))
    }
}
