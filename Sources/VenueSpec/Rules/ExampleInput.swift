internal import SourceText

/// `example-input`: every example's input is one the call takes.
enum ExampleInput {
    static let rule = RuleDescription(
        id: "example-input",
        summary: "every example's input is one the call takes",
        explanation: """
            Examples are executed: their input must satisfy the identity, the conditional groups and every
            constraint, as a caller's input must.
            """,
        badExample: """
            input: { orderId: '' }
            """,
        goodExample: """
            input: { orderId: 7f3c }
            """)
}
