public import SourceText
internal import YAMLDocument

/// Where the parts of a spec stand, by the keys that lead to them.
///
/// Findings about two versions of a spec need the place of single facts, which the parts of a ``Venue`` do not keep.
public struct SpecOutline: Sendable, Hashable {
    /// The document.
    private let root: Node

    /// What a key starts with that names an entry of a list by its text, or of the map in its place by its key.
    public static let entryMark = "="

    /// The outline of a document.
    init(_ root: Node) { self.root = root }

    /// The place of a part, or of the deepest part on the way to it that exists.
    ///
    /// - Parameter keys: The keys from the document's root; an entry of a list by its index in decimal digits,
    ///   or by ``entryMark`` and its text.
    /// - Returns: A scalar's own place; for anything larger the place of its key.
    public func range(of keys: [String]) -> SourceRange {
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
