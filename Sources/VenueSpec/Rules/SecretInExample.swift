internal import SourceText

/// `secret-in-example`: no example holds what looks like a secret.
enum SecretInExample {
    static let rule = RuleDescription(
        id: "secret-in-example",
        summary: "no example holds what looks like a secret",
        explanation: """
            Specs are committed, shared and printed. Write each secret as its credential's name in angle brackets,
            and take tokens and keys out of recorded bodies.
            """,
        badExample: """
            headers: { Authorization: Bearer eyJhbGciOi… }
            """,
        goodExample: """
            headers: { Authorization: Bearer <token> }
            """)
}
