package import SourceText

/// A value of a YAML document with the place it stands at.
package struct Node: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// A scalar. Its text is as written; nothing is resolved to a type.
        case scalar(Scalar)
        /// A mapping with its entries in file order.
        case mapping([Entry])
        case sequence([Node])
    }

    /// A scalar's text and how it was written.
    package struct Scalar: Sendable, Hashable {
        /// The text after YAML's escapes and folding.
        package let text: String
        /// Whether it stands without quotes and not as a block.
        package let isPlain: Bool

        package init(text: String, isPlain: Bool) { (self.text, self.isPlain) = (text, isPlain) }
    }

    /// A key and its value.
    ///
    /// Keys are scalars; anything else is diagnosed when the document is read.
    package struct Entry: Sendable, Hashable {
        package let key: String
        package let keyRange: SourceRange
        /// The value.
        ///
        /// A missing value is an empty plain scalar.
        package let value: Node

        package init(key: String, keyRange: SourceRange, value: Node) {
            (self.key, self.keyRange, self.value) = (key, keyRange, value)
        }
    }

    package let content: Content
    package let range: SourceRange

    package init(content: Content, range: SourceRange) { (self.content, self.range) = (content, range) }

    /// The entries of a mapping; empty for anything else.
    package var entries: [Entry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    /// The elements of a sequence; empty for anything else.
    package var elements: [Node] {
        if case .sequence(let elements) = content { elements } else { [] }
    }

    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }
}
