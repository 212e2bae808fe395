internal import SourceText

/// `response-without-example`: every documented reply is shown by an example.
enum ResponseWithoutExample {
    static let rule = RuleDescription(
        id: "response-without-example",
        severity: .warning,
        summary: "every documented reply is shown by an example",
        explanation: """
            What no example shows, no test has read: neither the interpreter nor the compiled client has proven that
            it can.
            """,
        badExample: """
            responses: { 200: CancelReply, 429: any }   # no example has status 429
            """,
        goodExample: """
            responses: { 200: CancelReply }
            """)
}
