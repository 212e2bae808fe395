internal import SourceText
internal import YAMLDocument

/// `too-many-entries`: no mapping or list is longer than a spec can need.
enum TooManyEntries {
    static let rule = RuleDescription(
        id: "too-many-entries",
        summary: "no mapping or list is longer than a spec can need",
        explanation: """
            A spec describes one call for readers who review every line of it. Mappings and lists hold at most 1,000
            entries, enumerations and their outcomes 5,000, so that checking a file takes little time and memory
            whatever it holds. What is longer is a copy of something else; leave out what no rule tells apart.
            """,
        badExample: """
            enum: [ABC, ABD, …]   # every symbol of the venue, 20,000 of them
            """,
        goodExample: """
            symbol: string
            """)

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
