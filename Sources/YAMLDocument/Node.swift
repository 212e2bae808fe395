public import SourceText

/// A value of a YAML document with the place it stands at.
public struct Node: Sendable, Hashable {
    /// What a node holds.
    public enum Content: Sendable, Hashable {
        /// A scalar. Its text is as written; nothing is resolved to a type.
        case scalar(Scalar)
        /// A mapping with its entries in file order.
        case mapping([Entry])
        case sequence([Node])
    }

    /// A scalar's text and how it was written.
    public struct Scalar: Sendable, Hashable {
        /// The text after YAML's escapes and folding.
        public let text: String
        /// Whether it stands without quotes and not as a block.
        public let isPlain: Bool

        /// A scalar.
        public init(text: String, isPlain: Bool) { (self.text, self.isPlain) = (text, isPlain) }
    }

    /// A key and its value.
    ///
    /// Keys are scalars; anything else is diagnosed when the document is read.
    public struct Entry: Sendable, Hashable {
        /// The key's text.
        public let key: String
        /// The place of the key.
        public let keyRange: SourceRange
        /// The value.
        ///
        /// A missing value is an empty plain scalar.
        public let value: Node

        /// An entry.
        public init(key: String, keyRange: SourceRange, value: Node) {
            (self.key, self.keyRange, self.value) = (key, keyRange, value)
        }
    }

    /// What the node holds.
    public let content: Content
    /// Where it stands.
    public let range: SourceRange

    /// A node.
    public init(content: Content, range: SourceRange) { (self.content, self.range) = (content, range) }

    /// The entries of a mapping; empty for anything else.
    public var entries: [Entry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    /// The elements of a sequence; empty for anything else.
    public var elements: [Node] {
        if case .sequence(let elements) = content { elements } else { [] }
    }

    /// The scalar, if the node is one.
    public var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }
}
