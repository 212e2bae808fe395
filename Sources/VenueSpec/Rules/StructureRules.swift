internal import SourceText
internal import YAMLDocument

enum TooManyEntries {
    /// Reports the first entry of a key's value that is beyond the limit.
    static func check(_ value: Node, of key: AnyKey, _ report: inout Report) {
        let limit = key.mostEntries
        let entries = value.entries
        let elements = value.elements
        guard max(entries.count, elements.count) > limit else { return }
        report.add(
            .tooManyEntries,
            "'\(key.name)' has \(max(entries.count, elements.count)) entries; at most \(limit) are taken",
            at: entries.count > limit ? entries[limit].keyRange : elements[limit].range)
    }
}
