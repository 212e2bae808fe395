package import SourceText
internal import YAMLDocument

/// Where the parts of a spec stand, by the keys that lead to them.
///
/// Findings about two versions of a spec need the place of single facts, which the parts of a ``Venue`` do not keep.
package struct SpecOutline: Sendable, Hashable {
    private let root: Node

    /// What a key starts with that names an entry of a list by its text, or of the map in its place by its key.
    package static let entryMark = "="

    /// The keys that name an entry of a list.
    private static let namingKeys = [QuirkKeys.keys.declared.id.name, ExampleKeys.keys.declared.name.name]

    init(_ root: Node) { self.root = root }

    /// The keys that lead to a part, with dots between, such as `operations.cancelOrder.parameters.orderId`; an entry of a
    /// list is named by its `id` or `name`, or counted from 1.
    ///
    /// - Parameter range: The place of the part, or of its key.
    /// - Returns: The keys as far as they lead to the place.
    package func path(of range: SourceRange) -> String {
        var keys: [String] = []
        var node = root
        while node.range != range {
            switch node.content {
            case .scalar: return keys.joined(separator: ".")
            case .mapping(let entries):
                let entry = entries.last { $0.keyRange.start <= range.start }
                guard let entry else { return keys.joined(separator: ".") }
                keys.append(entry.key)
                if entry.keyRange == range { return keys.joined(separator: ".") }
                node = entry.value
            case .sequence(let elements):
                guard let index = elements.lastIndex(where: { $0.range.start <= range.start }) else {
                    return keys.joined(separator: ".")
                }
                node = elements[index]
                let name = node.entries.first { Self.namingKeys.contains($0.key) }?.value.scalar?.text
                keys.append(name ?? String(index + 1))
            }
        }
        return keys.joined(separator: ".")
    }

    /// The place of a part, or of the deepest part on the way to it that exists.
    ///
    /// - Parameter keys: The keys from the document's root; an entry of a list by its index in decimal digits,
    ///   or by ``entryMark`` and its text.
    /// - Returns: A scalar's own place; for anything larger the place of its key.
    package func range(of keys: [String]) -> SourceRange {
        var node = root
        var range = SourceRange(start: node.range.start, end: node.range.start)
        for key in keys {
            switch node.content {
            case .scalar: return range
            case .mapping(let entries):
                guard let entry = entries.first(where: { $0.key == key || Self.entryMark + $0.key == key }) else {
                    return range
                }
                node = entry.value
                range = entry.keyRange
            case .sequence(let elements):
                let named = elements.firstIndex { $0.scalar.map { Self.entryMark + $0.text == key } ?? false }
                guard let index = named ?? Int(key), elements.indices.contains(index) else { return range }
                node = elements[index]
                range = SourceRange(start: node.range.start, end: node.range.start)
            }
            if let scalar = node.scalar, !scalar.text.isEmpty { range = node.range }
        }
        return range
    }
}
