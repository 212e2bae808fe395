internal import SourceText

/// `example-request`: every example records the exact request its input makes.
enum ExampleRequest {
    static let rule = RuleDescription(
        id: "example-request",
        summary: "every example records the exact request its input makes",
        explanation: """
            Request line, header fields and body are compared byte for byte with what the binding makes of the input,
            so a slip in the binding cannot hide. Secrets stand as the credential's name in angle brackets.
            """,
        badExample: """
            request: { line: DELETE /orders/a b }
            """,
        goodExample: """
            request: { line: DELETE /orders/a%20b }
            """)
}
