internal import SourceText

/// `missing-key`: every mapping has the keys it cannot do without.
enum MissingKey {
    /// The rule's documentation.
    static let rule = RuleDescription(
        id: "missing-key",
        summary: "every mapping has the keys it cannot do without",
        explanation: """
            Some facts have no sensible default: without them nobody could tell what the venue means. Add the key
            the message names; a list or mapping that must be there must also hold something.
            """,
        badExample: """
            docs: { read: 2026-11-20 }
            """,
        goodExample: """
            docs: { read: 2026-11-20, digest: sha256:0f1e… }
            """)
}
