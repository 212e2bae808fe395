import Foundation
import SourceText
import SpecDiff
import TestScheduling
import Testing

/// What findings about replies say beyond their rule: rows, recorded replies, places, consequences.
@Suite(.bounded) struct ReplyFindingTests {
    /// The text of the spec the tests edit.
    private let base: String

    init() throws {
        base = try String(contentsOf: DiffCase.folder.appending(path: "replies.venue.yaml"), encoding: .utf8)
    }

    /// The base with every occurrence of some texts replaced.
    private func edited(_ edits: [(String, String)]) throws -> String {
        try edits.reduce(base) { text, edit in
            try #require(text.contains(edit.0), "\(edit.0)")
            return text.replacingOccurrences(of: edit.0, with: edit.1)
        }
    }

    /// The findings of edits about the wire and about meaning.
    private func findings(_ edits: (String, String)...) throws -> [Finding] {
        let old = try DiffCase.venue(base, path: "old/replies.venue.yaml")
        let new = try DiffCase.venue(edited(edits), path: "new/replies.venue.yaml")
        return DiffCase.compare(old, new).findings.filter { [.wire, .meaning].contains($0.category) }
    }

    @Test("a status that is gone lists the rows that are dead")
    func deadRows() throws {
        let found = try findings(
            ("      500: any\n", ""), ("      - { status: 500, then: unknown(serverError) }\n", ""))
        #expect(found.map(\.rule) == ["response-removed"])
        #expect(found.first?.outcomes == ["500 → unknown(serverError)"])
        #expect(found.first?.symbols == ["Tidal.CancelOrder.Response.internalServerError"])
    }

    @Test("a field lists the rows that read it, and the recorded replies that are judged differently for it")
    func rowsOfField() throws {
        let found = try findings(("      state: State", "      orderState: State"), ("by: state", "by: orderState"))
        #expect(found.map(\.rule) == ["response-field-renamed"])
        #expect(
            found.first?.outcomes == [
                "200 when id = {orderId} by orderState = NEW → pendingCancel",
                "200 when id = {orderId} by orderState = DONE → tooLate(filled)",
                "200 when id = {orderId} by orderState = CXL → canceled",
                "recorded reply 'cancelled': canceled → unknown(inconclusive)",
            ])
    }

    @Test("a finding about a row names the recorded reply that shows it")
    func recordedReply() throws {
        let found = try findings(("          CXL: canceled", "          CXL: pendingCancel"))
        #expect(found.map(\.rule) == ["acknowledgement-changed"])
        #expect(
            found.first?.outcomes == [
                "200 when id = {orderId} by state = CXL → pendingCancel",
                "recorded reply 'cancelled': canceled → pendingCancel",
            ])
    }

    @Test("a row that is gone tells what its replies mean now")
    func heirs() throws {
        let found = try findings(
            (
                "      - { status: [400, 404], when: { message: { contains: already filled } }, then: tooLate(filled) }\n",
                ""
            ))
        #expect(found.map(\.rule) == ["outcome-row-removed"])
        #expect(found.first?.level == .error)
        #expect(
            found.first?.message == """
                replies that fit '400 when message contains "already filled"' no longer mean tooLate(filled) but \
                gone or rejected(invalidRequest) or rejected(other) or rejected(permission) or unknownOrder
                """)
        #expect(found.first?.outcomes.last == "recorded reply 'filled': tooLate(filled) → gone")
    }

    @Test("a parameter under another name changes nothing that replies mean")
    func renamedParameter() throws {
        let found = try findings(
            ("parameters: { orderId: string }", "parameters: { theOrderId: string }"),
            ("identity: [orderId]", "identity: [theOrderId]"), ("/{orderId}'", "/{theOrderId}'"),
            ("'{orderId}'", "'{theOrderId}'"), ("input: { orderId: a1 }", "input: { theOrderId: a1 }"))
        #expect(found.filter { $0.category == .meaning } == [])
        #expect(found.map(\.rule).contains("parameter-renamed"))
    }

    @Test("a finding about a test points at the test")
    func places() throws {
        let found = try findings(("contains: already filled", "contains: filled"))
        #expect(found.map(\.rule) == ["match-widened"])
        let lines = base.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("already filled }") }) + 1
        #expect(found.first?.old?.range.start.line == line)
        #expect(found.first?.new?.range.start.line == line)
        let column = try #require(found.first?.old?.range.start.column)
        #expect(lines[line - 1].dropFirst(column - 1).hasPrefix("message: { contains"))
    }
}
