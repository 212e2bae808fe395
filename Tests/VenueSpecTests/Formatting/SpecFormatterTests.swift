import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance
@testable import VenueSpec

/// The layout of whole specs: the grammar's order, the author's order, and what has no layout.
@Suite(.bounded) struct SpecFormatterTests {
    /// The layout of a text.
    private func format(_ text: String) -> (text: String?, rules: [String]) {
        let (text, diagnostics) = SpecFormatter.format(SourceFile(path: "a.venue.yaml", text: text))
        return (text, diagnostics.map(\.rule))
    }

    private static let scrambled = """
        # The whole file.

        operations:
            cancelOrder:
                examples: []
                outcomes:
                - {then: "canceled", status: '200', when: {b: {contains: "x", equals: y}, a: 1}}
                http: { json: { b, a }, request: "POST /{b}" }
                # What a reply looks like.
                responses: { '404': text, "200": {text: b, body: Reply} }
                repeatable: "safe"
                identity: [ b , a ]
                parameters:
                    b: {pattern: "^[a-z]$", type: string}
                    a: string
        types:
            Reply: { properties: { b: string, a: { description: "One, two", type: integer } } }
        security: "bearer"
        servers: { production: "https://api.example.com" } # the only one
        docs:
          digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
          read: '2026-11-20'
        venue: "Example"
        format: 1

        """

    @Test func keysOfTheLanguageAreInItsOrderAndOtherKeysInTheAuthors() throws {
        let text = Self.scrambled.replacing("[]", with: "[ {name: a, input: {b: '1'}, request: {line: x}} ]")
        let layout = try #require(format(text).text)
        #expect(
            layout == """
                # The whole file.

                format: 1
                venue: Example
                docs:
                  read: 2026-11-20
                  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000

                servers: { production: https://api.example.com }  # the only one
                security: bearer

                types:
                  Reply: { properties: { b: string, a: { type: integer, description: 'One, two' } } }

                operations:
                  cancelOrder:
                    parameters:
                      b: { type: string, pattern: '^[a-z]$' }
                      a: string
                    identity: [b, a]
                    repeatable: safe
                    http: { request: 'POST /{b}', json: { b, a } }
                    # What a reply looks like.
                    responses: { 404: text, 200: { body: Reply, text: b } }
                    outcomes:
                      - { status: 200, when: { b: { equals: y, contains: x }, a: 1 }, then: canceled }

                    examples: [{ name: a, input: { b: '1' }, request: { line: x } }]

                """)
    }

    @Test func longProseIsBrokenBetweenWordsAndBodiesAreNot() throws {
        let words = String(repeating: "word ", count: 30) + "end"
        let text = try #require(try Corpus.goodSpecs().first).text
            .replacing(/\ndescription: [^\n]*/, with: "\ndescription: '\(words)'")
        let lines = try #require(format(text).text).split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "description: >-"))
        #expect(lines[start + 1] == "  \(String(repeating: "word ", count: 22))word")
        #expect(lines[start + 2] == "  word word word word word word word end")
    }

    @Test(arguments: [
        ("a: [1\n", "yaml-syntax"), ("a: &x 1\n", "yaml-anchor"), ("a: 1\na: 2\n", "yaml-duplicate-key"),
        ("", "yaml-empty"),
        ("a:\n\tb: 1\n", "yaml-tab"), ("- 1\n", "missing-key"), ("- format: 1\n", "wrong-type"),
    ])
    func whatIsNoYAMLOrNoMappingHasNoLayout(text: String, rule: String) {
        let result = format(text)
        #expect(result.text == nil)
        #expect(result.rules.contains(rule))
    }

    @Test func whatIsNotOfTheGrammarHasNoLayoutAndIsReportedAsLintDoes() throws {
        let good = try #require(try Corpus.goodSpecs().first).text
        let bad = good.replacing("\nvenue: ", with: "\nvanue: ")
        let result = format(bad)
        #expect(result.text == nil)
        #expect(result.rules == ["unknown-key", "missing-key"] || result.rules == ["unknown-key"])
        #expect(findings(bad).map(\.rule).starts(with: result.rules))
    }

    @Test func aFaultOfMeaningIsNoneOfLayout() throws {
        let files = try Corpus.failCase("unknown-parameter")
        for file in files {
            #expect(SpecAnalysis([file]).hasErrors)
            #expect(!(try formatted(file)).isEmpty)
        }
        #expect(!files.isEmpty)
    }

    @Test func aLayoutThatWouldSayOtherwiseIsRefused() throws {
        let key = String(repeating: "k", count: 1100)
        let text = try #require(try Corpus.goodSpecs().first).text
            .replacing("\nsources:\n", with: "\nsources:\n  ? \"\(key)\"\n  : A key too long.\n")
        #expect(text.contains(key))
        let result = format(text)
        #expect(result.text == nil)
        #expect(result.rules == ["unformattable"])
    }

    @Test func theFindingNamesTheFirstLineThatWouldChange() throws {
        let spec = try #require(try Corpus.goodSpecs().first)
        let text = try formatted(spec)
        let changed = SourceFile(path: spec.path, text: text.replacing("\nvenue: ", with: "\nvenue:   "))
        let finding = try #require(SpecFormatter.finding(changed, canonical: text))
        #expect(finding.rule == "unformatted" && finding.range.start == SourcePosition(line: 2, column: 1))
        #expect(SpecFormatter.finding(SourceFile(path: "", text: text), canonical: text) == nil)
    }
}
