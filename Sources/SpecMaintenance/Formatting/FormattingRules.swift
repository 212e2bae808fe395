internal import SourceText
internal import VenueSpec

enum FormattingRules {
    static let unformatted = RuleDescription(
        id: "unformatted",
        summary: "a spec is in canonical layout",
        explanation: """
            Keys in the language's order, quotes only where they mean something, one way to indent: then the difference \
            between two versions of a spec is one of facts. Run 'venuegen fmt' and commit what it writes; it keeps every \
            comment.
            """,
        badExample: """
            docs: {digest: "sha256:…",
                   read: 2026-11-20}
            """,
        goodExample: "docs: { read: 2026-11-20, digest: sha256:… }")

    /// A spec can be laid out without changing it.
    static let unformattable = RuleDescription(
        id: "unformattable",
        summary: "a spec can be laid out without changing what it says",
        explanation: """
            'venuegen fmt' reads the text it is about to write and compares it with the file. Here they differ, so the \
            file was left alone. YAML allows keys of more than 1024 characters only after a '?', which the layout does \
            not have; for anything else the tool is to blame.
            """,
        badExample: """
            ? a key of more than 1024 characters
            : value
            """,
        goodExample: "shortKey: value")
}
