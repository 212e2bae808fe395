internal import SourceText
internal import YAMLDocument

enum InvalidValue {
    static let rule = RuleDescription(
        id: "invalid-value",
        summary: "every value is one its key allows",
        explanation: """
            Where the vocabulary is closed (types, schemes, scopes, basis …) or text has a fixed form (dates, digests,
            durations, names), anything else is refused.
            """,
        badExample: "docs: { read: 20 November 2026, digest: … }",
        goodExample: "docs: { read: 2026-11-20, digest: … }")
}

enum MissingKey {
    static let rule = RuleDescription(
        id: "missing-key",
        summary: "every mapping has the keys it cannot do without",
        explanation: """
            Some facts have no sensible default: without them nobody could tell what the venue means. Add the key
            the message names; a list or mapping that must be there must also hold something.
            """,
        badExample: "docs: { read: 2026-11-20 }",
        goodExample: "docs: { read: 2026-11-20, digest: sha256:0f1e… }")
}

enum TooManyEntries {
    static let rule = RuleDescription(
        id: "too-many-entries",
        summary: "no mapping or list is longer than a spec can need",
        explanation: """
            A spec describes one call for readers who review every line of it. Mappings and lists hold at most 1,000
            entries, enumerations and their outcomes 5,000, so that checking a file takes little time and memory
            whatever it holds. What is longer is a copy of something else; leave out what no rule tells apart.
            """,
        badExample: "enum: [ABC, ABD, …]   # every symbol of the venue, 20,000 of them",
        goodExample: "symbol: string")

    /// Reports the first entry of a key's value that is beyond the limit.
    static func check(_ value: Node, of key: AnyKey, _ report: inout Report) {
        let limit = key.mostEntries
        let entries = value.entries
        let elements = value.elements
        guard max(entries.count, elements.count) > limit else { return }
        report.add(
            rule, "'\(key.name)' has \(max(entries.count, elements.count)) entries; at most \(limit) are taken",
            at: entries.count > limit ? entries[limit].keyRange : elements[limit].range)
    }
}

enum UnknownKey {
    static let rule = RuleDescription(
        id: "unknown-key",
        summary: "every key is one the language knows",
        explanation: """
            A key the language does not know is never ignored: a misspelt 'minLength' would silently drop a
            check. Use the nearest known key the message offers, or look the mapping up in the language reference.
            """,
        badExample: """
            parameters:
              orderId: { type: string, minLenght: 1 }
            """,
        goodExample: """
            parameters:
              orderId: { type: string, minLength: 1 }
            """)
}

enum WrongType {
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
