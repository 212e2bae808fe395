internal import SourceText

/// `wrong-type`: every value is of the kind its key expects.
enum WrongType {
    /// The rule's documentation.
    static let rule = RuleDescription(
        id: "wrong-type",
        summary: "every value is of the kind its key expects",
        explanation: """
            Plain scalars keep their text until the language types them, so quoting decides nothing but for numbers
            and booleans, which stand without quotes. A mapping or list where text is expected, or the reverse, is
            usually wrong indentation.
            """,
        badExample: """
            rateLimits:
              - { requests: ten, per: 1s, scope: user }
            """,
        goodExample: """
            rateLimits:
              - { requests: 10, per: 1s, scope: user }
            """)
}
