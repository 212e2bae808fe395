import Foundation
import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// The language reference, `Specs/README.md` with its page about signed requests and logins, says what the tool does.
@Suite(.bounded) struct ReferenceTests {
    /// The reference's text.
    private let text: String

    init() throws {
        text = try ["README.md", "SIGNING.md"].map { page in
            try String(contentsOf: Corpus.shippedSpecs.appending(path: page), encoding: .utf8)
        }.joined(separator: "\n")
    }

    @Test func everyKeyIsExplained() {
        for record in Grammar.records {
            for key in record.keys.map(\.name) {
                #expect(text.contains("`\(key)`") || text.contains("{ \(key): "), "'\(key)' of \(record.name)")
            }
        }
    }

    @Test func everyRowOfATableOfKeysHasAnExample() {
        var isKeyTable = false
        var rows = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "| key | type | default | example |" { isKeyTable = true }
            if !line.hasPrefix("|") { isKeyTable = false }
            guard isKeyTable, line.hasPrefix("| `") else { continue }
            rows += 1
            let example = line.replacing("\\|", with: "/").split(separator: "|").last ?? ""
            let isBlank = example.allSatisfy { $0.isWhitespace }
            #expect(!isBlank, "\(line)")
        }
        #expect(rows > 80)
    }

    @Test func itIsShort() {
        let page = text.components(separatedBy: "\n# ")[0]
        #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count < 700)
    }

    @Test func theTourIsAcceptedWithTheWarningsItPromises() throws {
        let start = try #require(text.range(of: "## A tour\n\n```yaml\n")).upperBound
        let end = try #require(text[start...].range(of: "```\n")).lowerBound
        let spec = text[start..<end].replacing("sha256:…", with: "sha256:" + String(repeating: "0", count: 64))
        let rules = findings(String(spec)).map(\.rule)
        #expect(rules.filter { $0 == "outcome-without-example" }.count == 5)
        #expect(rules.filter { $0 == "response-without-example" }.count == 1)
        #expect(rules.count == 6)
        #expect(text.contains("warns of the five outcomes and the 404 that no reply shows"))
    }
}
