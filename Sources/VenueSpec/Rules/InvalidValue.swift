internal import SourceText

/// `invalid-value`: every value is one its key allows.
enum InvalidValue {
    /// The rule's documentation.
    static let rule = RuleDescription(
        id: "invalid-value",
        summary: "every value is one its key allows",
        explanation: """
            Where the vocabulary is closed (types, schemes, scopes, basis …) or text has a fixed form (dates, digests,
            durations, names), anything else is refused.
            """,
        badExample: """
            docs: { read: 20 November 2026, digest: … }
            """,
        goodExample: """
            docs: { read: 2026-11-20, digest: … }
            """)
}
