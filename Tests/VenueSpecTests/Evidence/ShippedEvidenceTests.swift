import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance
@testable import VenueSpec

/// The package's own specs against pages that hold their facts and no sentence of the vendors.
@Suite(.bounded) struct ShippedEvidenceTests {
    /// The specs.
    private static let specs = (try? Corpus.specs(in: Corpus.shippedSpecs)) ?? []

    /// The facts of a spec that are expected on its page.
    private func claims(of spec: SourceFile) throws -> [Claim] {
        let document = try #require(SpecText.wellFormed(spec).document).decoded
        return ClaimReader.claims(of: document, on: try #require(DocumentedPage.all(of: document).first))
    }

    /// The rules and messages of the findings on a page.
    private func findings(_ spec: SourceFile, on page: String) throws -> [String] {
        let evidence = try #require(SpecEvidence.read(spec).evidence)
        let text = try #require(PageText(SourceFile(path: "page.txt", text: page)))
        // Limits are no claims of their own; other tests have them.
        return evidence.findings(on: text, digest: "")
            .filter { $0.rule != "page-changed" && $0.rule != "limit-differs" }.map { "\($0.rule) \($0.message)" }
    }

    @Test(arguments: specs) func aPageOfTheFactsAloneHasNoFindings(_ spec: SourceFile) throws {
        let claims = try claims(of: spec)
        #expect(claims.count > 10)
        #expect(try findings(spec, on: claims.map(\.text).joined(separator: "\n")).isEmpty)
    }

    @Test(arguments: specs) func everyFactThatLeavesIsMissedUnlessAnotherHoldsIt(_ spec: SourceFile) throws {
        let claims = try claims(of: spec)
        var missed = 0
        for claim in claims {
            let others = claims.filter { !$0.text.contains(claim.text) }.map(\.text)
            guard others.count == claims.count - 1 else { continue }
            let found = try findings(spec, on: others.joined(separator: "\n"))
            #expect(found.count == 1 && found.first?.contains("'\(claim.text)' is not on the page") == true)
            missed += 1
        }
        #expect(missed * 2 > claims.count)
    }

    @Test(arguments: specs) func markupAndSpellingOfQuotesChangeNothing(_ spec: SourceFile) throws {
        let escaped = try claims(of: spec).map { claim in
            claim.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&rsquo;")
                .replacing(" ", with: "&nbsp;\n ")
        }
        let page =
            "<html><body><table>"
            + escaped.map { text in
                "<tr><td><code>\(text.prefix(2))<b>\(text.dropFirst(2).prefix(1))</b>&shy;\(text.dropFirst(3))</code></td></tr>"
            }.joined() + "</table></body></html>"
        #expect(try findings(spec, on: page).isEmpty)
    }
}
