import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance
@testable import VenueSpec

/// Accepting a page writes its digest and day, and not a byte elsewhere.
@Suite(.bounded) struct AcceptanceTests {
    private static let old = "sha256:" + String(repeating: "a", count: 64)
    private static let day = CalendarDate("2026-11-27")
    private static let new = "sha256:" + String(repeating: "b", count: 64)

    /// The rest of a spec, with what layout and comments can hold.
    private static let rest = """
        # sha256 and 2026-11-20 in a comment
        servers: { production: "https://api.example.com" }   # beside  \n
        security:   bearer
        operations:
           cancelOrder:
             parameters: { id: string }
             identity: [id]
             repeatable: safe
             http: { request: 'DELETE /orders/{id}' }
             responses: { 204: none }
             outcomes: [{ status: 204, then: canceled }]
             examples: [{ name: a, input: { id: 2026-11-20 }, request: { line: x } }]

        """

    /// A spec with some layout of `docs`.
    private static func spec(_ docs: String) -> String {
        "# head é\nvenue: Example\n\(docs)\nformat: 1\n" + rest
    }

    @Test(arguments: [
        ("docs: { read: 2026-11-20, digest: OLD }", "docs: { read: 2026-11-27, digest: NEW }"),
        ("docs: {digest: 'OLD',read: \"2026-11-20\"} # here", "docs: {digest: 'NEW',read: \"2026-11-27\"} # here"),
        (
            "docs:\n    digest:   OLD # of the page\n    # when\n    read: '2026-11-20'",
            "docs:\n    digest:   NEW # of the page\n    # when\n    read: '2026-11-27'"
        ),
        ("docs:\n  read: |-\n    2026-11-20\n  digest: >-\n    OLD", "docs:\n  read: 2026-11-27\n  digest: NEW"),
    ])
    func onlyTheTwoValuesChange(before: String, after: String) throws {
        for lineBreak in ["\n", "\r\n"] {
            for mark in ["", "\u{FEFF}"] {
                let (old, new) = (before, after)
                let text = mark + Self.spec(old.replacing("OLD", with: Self.old)).replacing("\n", with: lineBreak)
                let expected = mark + Self.spec(new.replacing("NEW", with: Self.new)).replacing("\n", with: lineBreak)
                let evidence = try #require(SpecEvidence.read(SourceFile(path: "a", text: text)).evidence)
                let day = try #require(Self.day)
                let accepted = try #require(evidence.accepting(digest: Self.new, read: day))
                #expect(Array(accepted.utf8) == Array(expected.utf8))
            }
        }
    }

    @Test func acceptingTwiceIsAcceptingOnce() throws {
        let day = try #require(Self.day)
        for spec in try Corpus.specs(in: Corpus.shippedSpecs) {
            let evidence = try #require(SpecEvidence.read(spec).evidence)
            let accepted = SourceFile(
                path: "a", text: try #require(evidence.accepting(digest: Self.new, read: day)))
            #expect(SpecAnalysis([accepted]).venues.first?.docs.digest == Self.new)
            let again = try #require(SpecEvidence.read(accepted).evidence)
            #expect(again.accepting(digest: Self.new, read: day) == accepted.text)
        }
    }
}
