import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance

/// Two versions of a page are compared as far as a spec has a part in them.
@Suite(.bounded) struct PageChangesTests {
    private static let digest = "sha256:" + String(repeating: "0", count: 64)

    private static let spec = """
        format: 1
        venue: Example
        docs: { read: 2026-11-20, digest: \(digest) }
        servers: { production: https://api.example.com }
        security: bearer
        operations:
          cancelOrder:
            parameters: { orderId: { type: string, maxLength: 20, example: ORD-9 }, note: { type: string, required: false } }
            identity: [orderId]
            repeatable: safe
            http: { request: 'DELETE /orders/{orderId}', json: { note } }
            responses: { 204: none, 404: text }
            outcomes: [{ status: 204, then: canceled }, { status: 404, when: { $: { contains: no such order } }, then: unknownOrder }]
            examples: [{ name: a, input: { orderId: x }, request: { line: x } }]

        """

    private static let page = """
        Cancel an order on any day.
        DELETE https://api.example.com/orders/{orderId}
        orderId
        The order's id. Keep it.
        1 - 20"ORD-9"
        note | optional
        204, or 404 with "no such order".
        oddName

        """

    /// What changed from the page to another one.
    private func changes(_ page: String) throws -> (findings: [Diagnostic], knownCount: Int, otherCount: Int) {
        let evidence = try #require(SpecEvidence.read(SourceFile(path: "a.venue.yaml", text: Self.spec)).evidence)
        let old = try #require(PageText(SourceFile(path: "old.txt", text: Self.page)))
        let new = try #require(PageText(SourceFile(path: "new.txt", text: page)))
        return evidence.findings(on: new, digest: Self.digest, since: old)
    }

    @Test func thePageItselfHasNotChanged() throws {
        let (findings, known, other) = try changes(Self.page)
        #expect(findings.isEmpty && other == 0)
        #expect(known == 1, "the name that is not in the spec is on both")
    }

    @Test func markupAndWhiteSpaceAreNoChange() throws {
        let html =
            "<html><body>" + Self.page.split(separator: "\n").map { "<p> \($0)</p>\n\n" }.joined() + "</body></html>"
        let (findings, _, other) = try changes(html)
        #expect(DiagnosticFormatter().format(findings) == "" && other == 0)
    }

    @Test(arguments: [
        ("1 - 20", "1 - 21", "'1 - 20\"ORD-9\"' is now '1 - 21\"ORD-9\"'; it concerns 'orderId'"),
        ("note | optional", "note | required", "'note | optional' is now 'note | required'; it concerns 'note'"),
        (
            "Keep it.", "It may be used again.",
            "'The order's id. Keep it.' is now 'The order's id. It may be used again.'; it concerns 'orderId'"
        ),
        ("no such order", "no order", "it concerns '204', '404', 'no such order', 'note'"),
        ("oddName\n", "oddName\norderId, too\n", "'orderId, too' is new; it concerns 'orderId'"),
        ("note | optional\n", "", "'note | optional' is gone; it concerns 'note'"),
    ])
    func aLineThatConcernsTheSpecIsShownInBothVersions(old: String, new: String, message: String) throws {
        let changed = try changes(Self.page.replacing(old, with: new))
        let found = changed.findings.filter { $0.rule == "page-text-changed" }
        #expect(found.count == 1 && changed.otherCount == 0)
        #expect(found.first?.message.hasSuffix(message) == true, "\(found.first?.message ?? "")")
        #expect(found.first?.severity == .warning)
    }

    @Test func placesAreThoseOfBothPages() throws {
        let found = try changes("New head\n" + Self.page.replacing("1 - 20", with: "1 - 21")).findings
        #expect(found.map(\.rule) == ["limit-differs", "page-text-changed"])
        #expect(found.allSatisfy { $0.path == "new.txt" && $0.range.start.line == 6 })
        #expect(found.last?.notes.map(\.path) == ["old.txt"])
        #expect(found.last?.notes.map(\.range.start.line) == [5])
    }

    @Test func whatTheSpecHasNoPartInIsCounted() throws {
        let (findings, _, other) = try changes(Self.page.replacing("on any day", with: "on weekdays"))
        #expect(findings.isEmpty && other == 1)
    }

    @Test func findingsOfBothPagesAreNotRepeated() throws {
        let (findings, known, _) = try changes(Self.page + "newName\n")
        #expect(findings.map(\.message) == ["the name 'newName' is not in 'a.venue.yaml'; model it, or mention it"])
        #expect(known == 1)
    }
}
