internal import SourceText

/// Runs the rules about examples, which share one execution of them.
enum ExampleRules {
    /// Reports everything the examples of every operation get wrong or leave out, and the slips they show.
    ///
    /// Slips are looked for in a whole venue only: another call may show what this one does not.
    static func check(_ venue: Venue, isWhole: Bool, _ report: inout Report) {
        let executed = venue.operations.map { ExecutedExamples(of: $0, venue: venue) }
        for finding in executed.flatMap(ExampleCheck.findings) {
            guard let rule = RuleCatalog.rule(finding.kind.rawValue) else { continue }
            if let unknown = finding.unknown {
                report.addUnknown(rule, finding.message, name: unknown.name, known: unknown.known, at: finding.range)
            } else {
                report.add(rule, finding.message, at: finding.range)
            }
        }
        if isWhole { MisspeltDeclaration.check(venue, executed, &report) }
    }
}

enum ExampleEvidence {
    static let rule = RuleDescription(
        id: "example-evidence",
        summary: "an example's recorded code and text are what the evidence carries",
        explanation: """
            Evidence holds the venue's own code and text, taken from the fields the response names. Where an example
            records them, they are compared.
            """,
        badExample: """
            - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: invalid }
            """,
        goodExample: """
            - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: Invalid request }
            """)
}

enum ExampleFrame {
    static let rule = RuleDescription(
        id: "example-frame",
        summary: "every example's frame is the one its input makes",
        explanation: """
            The recorded WebSocket frame is compared with the one the binding makes of the input and the recorded
            correlation id.
            """,
        badExample: #"frame: { id: 2, text: '{"m":0,"i":3}' }"#,
        goodExample: #"frame: { id: 2, text: '{"m":0,"i":2}' }"#)
}

enum ExampleInput {
    static let rule = RuleDescription(
        id: "example-input",
        summary: "every example's input is one the call takes",
        explanation: """
            Examples are executed: their input must satisfy the identity, the conditional groups and every
            constraint, as a caller's input must.
            """,
        badExample: "input: { orderId: '' }",
        goodExample: "input: { orderId: 7f3c }")
}

enum ExampleOutcome {
    static let rule = RuleDescription(
        id: "example-outcome",
        summary: "every example's recorded outcome is what the rules decide",
        explanation: """
            The outcome table is executed on every recorded reply. A difference means that the table or the record is
            wrong, and someone would take one for the other at night.
            """,
        badExample: """
            - { name: accepted, status: 200, body: '{"success":true}', outcome: canceled }   # the rules say pendingCancel
            """,
        goodExample: #"- { name: accepted, status: 200, body: '{"success":true}', outcome: pendingCancel }"#)
}

enum ExampleReply {
    static let rule = RuleDescription(
        id: "example-reply",
        summary: "every example's reply fits its documented shape, or says that it does not",
        explanation: """
            A recorded body is read by the documented shape of its status. Where a reply is recorded because it does
            not fit, such as a gateway's page or a truncated body, 'fits: false' says so.
            """,
        badExample: "- { name: gateway-page, status: 400, body: '<html>', outcome: unknown(unreadable) }",
        goodExample: "- { name: gateway-page, status: 400, body: '<html>', fits: false, outcome: unknown(unreadable) }")
}

enum ExampleRequest {
    static let rule = RuleDescription(
        id: "example-request",
        summary: "every example records the exact request its input makes",
        explanation: """
            Request line, header fields and body are compared byte for byte with what the binding makes of the input,
            so a slip in the binding cannot hide. Secrets stand as the credential's name in angle brackets.
            """,
        badExample: "request: { line: DELETE /orders/a b }",
        goodExample: "request: { line: DELETE /orders/a%20b }")
}

enum OutcomeWithoutExample {
    static let rule = RuleDescription(
        id: "outcome-without-example",
        severity: .warning,
        summary: "every row of the outcome table is shown by an example",
        explanation: """
            A row that no example reaches may say something else than its author meant, and nobody would see.
            """,
        badExample: """
            - { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }   # no example expires
            """,
        goodExample: """
            replies:
              - { name: expired, status: 200, body: '{"order":{"status":"Expired"}}', outcome: tooLate(expired) }
            """)
}

enum ResponseWithoutExample {
    static let rule = RuleDescription(
        id: "response-without-example",
        severity: .warning,
        summary: "every documented reply is shown by an example",
        explanation: """
            What no example shows, no test has read: neither the interpreter nor the compiled client has proven that
            it can.
            """,
        badExample: "responses: { 200: CancelReply, 429: any }   # no example has status 429",
        goodExample: "responses: { 200: CancelReply }")
}

enum SecretInExample {
    static let rule = RuleDescription(
        id: "secret-in-example",
        summary: "no example holds what looks like a secret",
        explanation: """
            Specs are committed, shared and printed. Write each secret as its credential's name in angle brackets,
            and take tokens and keys out of recorded bodies.
            """,
        badExample: "headers: { Authorization: Bearer eyJhbGciOi… }",
        goodExample: "headers: { Authorization: Bearer <token> }")
}
