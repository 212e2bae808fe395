internal import SourceText
internal import VenueSpec

extension RuleCatalog {
    /// Of the samples that are executed.
    static let exampleTexts: [RuleDescription] = [
        LanguageRule.exampleComputed.describe(
            "every example records what was computed for it, and what was signed",
            """
            A time, a number, a digest or a signature cannot be told from the input, so an example records it, and with a
            digest or a signature the message, byte for byte; bytes show as hexadecimal digits. The message is compared
            with the one the template makes; the compiled client's test makes the signature itself, with the test key.
            """,
            bad: "computed: { timestamp: '1700000000', signature: 3f1c… }",
            good: """
                keys: { apiSecret: a test key }
                computed:
                  timestamp: '1700000000'
                  signature: { value: 3f1c…, message: '1700000000DELETE/orders/42' }
                """),
        LanguageRule.exampleEvidence.describe(
            "an example's recorded code and text are what the evidence carries",
            """
            Evidence holds the venue's own code and text, taken from the fields the response names. Where an example
            records them, they are compared.
            """,
            bad: """
                - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: invalid }
                """,
            good: """
                - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: Invalid request }
                """),
        LanguageRule.exampleFrame.describe(
            "every example's frame is the one its input makes",
            """
            The recorded WebSocket frame is compared with the one the binding makes of the input and the recorded
            correlation id.
            """,
            bad: #"frame: { id: 2, text: '{"m":0,"i":3}' }"#,
            good: #"frame: { id: 2, text: '{"m":0,"i":2}' }"#),
        LanguageRule.exampleInput.describe(
            "every example's input is one the call takes",
            """
            Examples are executed: their input must satisfy the identity, the conditional groups and every
            constraint, as a caller's input must.
            """,
            bad: "input: { orderId: '' }",
            good: "input: { orderId: 7f3c }"),
        LanguageRule.exampleOutcome.describe(
            "every example's recorded outcome is what the rules decide",
            """
            The outcome table is executed on every recorded reply. A difference means that the table or the record is
            wrong, and someone would take one for the other at night.
            """,
            bad: """
                - { name: accepted, status: 200, body: '{"success":true}', outcome: canceled }   # the rules say pendingCancel
                """,
            good: #"- { name: accepted, status: 200, body: '{"success":true}', outcome: pendingCancel }"#),
        LanguageRule.exampleReply.describe(
            "every example's reply fits its documented shape, or says that it does not",
            """
            A recorded body is read by the documented shape of its status. Where a reply is recorded because it does
            not fit, such as a gateway's page or a truncated body, 'fits: false' says so.
            """,
            bad: "- { name: gateway-page, status: 400, body: '<html>', outcome: unknown(unreadable) }",
            good:
                "- { name: gateway-page, status: 400, body: '<html>', fits: false, outcome: unknown(unreadable) }"),
        LanguageRule.exampleRequest.describe(
            "every example records the exact request its input makes",
            """
            Request line, header fields and body are compared byte for byte with what the binding makes of the input,
            so a slip in the binding cannot hide. Secrets stand as the credential's name in angle brackets.
            """,
            bad: "request: { line: DELETE /orders/a b }",
            good: "request: { line: DELETE /orders/a%20b }"),
        LanguageRule.misspeltDeclaration.describe(
            "no declared name is a slip of one that the examples show",
            """
            Replies may hold more than is declared, so a misspelt optional member, or a misspelt value, would be read
            as absent for ever and nothing would say so; a misspelt required member makes every reply unreadable.
            Where no example shows a declared name and one shows an undeclared name like it, correct the declaration,
            or add an example that shows both.
            """,
            bad: """
                properties: { detial: { type: string, required: false } }
                replies:
                  - { name: refused, status: 400, body: '{"detail":"closed"}', outcome: rejected }
                """,
            good: """
                properties: { detail: { type: string, required: false } }
                replies:
                  - { name: refused, status: 400, body: '{"detail":"closed"}', outcome: rejected }
                """),
        LanguageRule.outcomeWithoutExample.describe(
            "every row of the outcome table is shown by an example",
            """
            A row that no example reaches may say something else than its author meant, and nobody would see.
            """,
            bad: """
                - { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }   # no example expires
                """,
            good: """
                replies:
                  - { name: expired, status: 200, body: '{"order":{"status":"Expired"}}', outcome: tooLate(expired) }
                """),
        LanguageRule.responseWithoutExample.describe(
            "every documented reply is shown by an example",
            """
            What no example shows, no test has read: neither the interpreter nor the compiled client has proven that
            it can.
            """,
            bad: "responses: { 200: CancelReply, 429: any }   # no example has status 429",
            good: "responses: { 200: CancelReply }"),
        LanguageRule.secretInExample.describe(
            "no example holds what looks like a secret",
            """
            Specs are committed, shared and printed. Write each secret as its credential's name in angle brackets,
            and take tokens and keys out of recorded bodies.
            """,
            bad: "headers: { Authorization: Bearer eyJhbGciOi… }",
            good: "headers: { Authorization: Bearer <token> }"),
    ]
}
