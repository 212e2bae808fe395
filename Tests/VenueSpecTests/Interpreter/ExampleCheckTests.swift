import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("Examples are executed", .bounded)
struct ExampleCheckTests {
    /// The rules and messages of the findings of one example, written without its name.
    private func findings(_ example: String) throws -> [(rule: String, message: String)] {
        let test = try TestVenue(
            types: """
                  Reply: { properties: { ok: boolean, code: { type: integer, required: false }, why: { type: string, required: false } } }
                """,
            operation: """
                    parameters: { id: string, n: { type: integer, minimum: 1, required: false } }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'POST /o/{id}', json: { n } }
                    webSocket: { id: integer, frame: { i: '{$id}', id } }
                    responses: { 200: { body: Reply, code: code, text: why }, 204: none }
                    outcomes:
                      - { status: 200, when: { ok: true }, then: pendingCancel }
                      - { status: 200, then: rejected }
                      - { status: 204, then: canceled }
                    examples:
                      - { name: base, input: { id: '1' }, request: { line: POST /o/1, headers: { Authorization: Bearer <token>, Content-Type: application/json }, body: '{}' }, replies: [
                          { name: a, status: 200, body: '{"ok":true}', outcome: pendingCancel },
                          { name: b, status: 200, body: '{"ok":false}', outcome: rejected }, { name: c, status: 204, outcome: canceled } ] }
                      - name: example
                \(example.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n"))
                """)
        var report = Report(test.venue.file)
        ExampleCheck.check(ExecutedExamples(of: test.operation, venue: test.venue), &report)
        return report.diagnostics.map { ($0.rule, $0.message) }
    }

    /// A request that the input `{ id: x }` makes.
    private let request = """
        request: { line: POST /o/x, headers: { Authorization: Bearer <token>, Content-Type: application/json }, body: '{}' }
        """

    @Test("an example that holds has no findings")
    func holds() throws {
        let found = try findings(
            """
            input: { id: x }
            \(request)
            frame: { id: '7', text: '{"i":7,"id":"x"}' }
            replies:
              - { name: r, status: 200, body: '{"ok":false,"code":4,"why":"é"}', outcome: rejected(other), code: '4', text: é }
              - { name: s, status: 502, fits: false, outcome: unknown(serverError) }
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "each difference is reported with recorded and made",
        arguments: [
            ("input: { id: x, n: 0 }\n$", "example-input", "'n' must be at least 1"),
            (
                "input: { id: y }\n$", "example-request",
                "the request line is another: from character 9 on, 'POST /o/x' is recorded and 'POST /o/y' is made"
            ),
            (
                "input: { id: xy }\n$", "example-request",
                "the request line is another: from character 10 on, its end is recorded and '…OST /o/xy' is made"
            ),
            (
                "input: { id: x, n: 5 }\n$", "example-request",
                "the body is another: from character 2 on, '{}' is recorded and '{\"n\":5}' is made"
            ),
            (
                "input: { id: x }\nrequest: { line: POST /o/x, headers: { Content-Type: application/json }, body: '{}' }",
                "example-request",
                "the header fields are others: the input makes 'Authorization', 'Content-Type', in this order"
            ),
            (
                "input: { id: x }\nrequest: { line: POST /o/x, headers: { Authorization: Bearer <token>, Content-Type: application/json } }",
                "example-request", "the input makes the body '{}'; record it"
            ),
            (
                "input: { id: x }\n$\nframe: { id: '7', text: '{\"i\":7}' }", "example-frame",
                "the frame is another: from character 7 on, '{\"i\":7}' is recorded and '{\"i\":7,\"id\":\"x\"}' is made"
            ),
            ("input: { id: x }\n$\nframe: { id: a, text: '{}' }", "example-frame", "'id' must be an integer"),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 200, body: '{\"ok\":1}', outcome: rejected }]",
                "example-reply",
                "the body of 'r' does not fit: ok: expected a boolean, found a number"
            ),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 204, fits: false, outcome: canceled }]",
                "example-reply",
                "the body of 'r' fits 'noContent'; remove 'fits: false'"
            ),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 200, body: '{\"ok\":true}', outcome: canceled }]",
                "example-outcome",
                "'r' is recorded as 'canceled' and means 'pendingCancel' by the rule '200 when ok = true'"
            ),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 418, fits: false, outcome: gone }]",
                "example-outcome",
                "'r' is recorded as 'gone' and means 'unknown(undocumented)' by the rule 'undocumented status' ($: status 418 is not documented)"
            ),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 200, body: '{\"ok\":true,\"code\":4}', outcome: pendingCancel, code: '5' }]",
                "example-evidence", "the code of 'r' is another: from character 1 on, '5' is recorded and '4' is made"
            ),
            (
                "input: { id: x }\n$\nreplies: [{ name: r, status: 200, body: '{\"ok\":true}', outcome: pendingCancel, text: no }]",
                "example-evidence", "'r' has no text; remove 'text'"
            ),
        ])
    func differs(example: String, rule: String, message: String) throws {
        let found = try findings(example.replacing("$", with: request, maxReplacements: 1))
        #expect(found.map { "\($0.rule): \($0.message)" } == ["\(rule): \(message)"])
    }

    @Test("a secret is reported wherever it stands and never shown")
    func secrets() throws {
        let secret = "a81bc81bdead4e5" + "dabff90865d1e13b1"
        let found = try findings(
            """
            input: { id: x }
            request: { line: POST /o/x, headers: { Authorization: Bearer \(secret), Content-Type: application/json }, body: '{}' }
            replies:
              - { name: r, status: 200, headers: { Set-Cookie: s=\(secret) }, body: '{"ok":true,"token":"\(secret)"}', outcome: pendingCancel }
            """)
        #expect(
            found.map(\.rule) == ["example-request", "secret-in-example", "secret-in-example", "secret-in-example"])
        #expect(found.filter { $0.rule == "secret-in-example" }.allSatisfy { !$0.message.contains(secret) })
        #expect(
            found.last?.message == "the body of 'r' seems to hold a credential; show a secret as '<name>'")
    }

    @Test("what no example shows is a warning")
    func coverage() throws {
        let test = try TestVenue(
            types: "  Reply: { properties: { state: State } }\n  State: { enum: [A, B] }",
            operation: """
                    parameters: { id: string }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'POST /o/{id}' }
                    responses: { 200: [Reply, text], 204: none }
                    outcomes:
                      - { status: 200, by: state, then: { A: canceled, B: gone } }
                      - { status: 200, then: pendingCancel }
                      - { status: 204, then: canceled }
                    examples:
                      - { name: a, input: { id: '1' }, request: { line: POST /o/1, headers: { Authorization: Bearer <token> } },
                          replies: [{ name: r, status: 200, body: '{"state":"A"}', outcome: canceled }] }
                """)
        var report = Report(test.venue.file)
        ExampleCheck.check(ExecutedExamples(of: test.operation, venue: test.venue), &report)
        let found = report.diagnostics
        #expect(
            found.map(\.message) == [
                "no example shows a reply 'okText' of status 200; add one that fits",
                "no example shows a reply 'noContent' of status 204; add one that fits",
                "no example is decided by 'state' being 'B'; add a reply",
                "no example is decided by this rule, 'pendingCancel'; add a reply",
                "no example is decided by this rule, 'canceled'; add a reply",
            ])
        #expect(found.allSatisfy { $0.severity == .warning })
    }
}
