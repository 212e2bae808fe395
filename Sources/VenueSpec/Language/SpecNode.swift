package import SourceText
package import YAMLDocument

/// A value of a spec as ``SpecDecoder`` leaves it: its keys as they were meant, its texts with what they mean.
package struct SpecNode: Sendable {
    package enum Content: Sendable {
        case scalar(Node.Scalar)
        case mapping([Entry])
        case sequence([SpecNode])
    }

    package struct Entry: Sendable {
        package let key: String
        package let keyRange: SourceRange
        /// What the key means where keys of the mapping have a syntax.
        var keyMeaning: TextMeaning?
        package let value: SpecNode

        /// The key as a text of its own.
        var name: SpecNode {
            SpecNode(content: .scalar(.init(text: key, isPlain: true)), range: keyRange, meaning: keyMeaning)
        }
    }

    package let content: Content
    package let range: SourceRange
    /// What it means, of a scalar or a template that the grammar has not refused.
    var meaning: TextMeaning?

    /// The entries of a mapping; empty for anything else.
    package var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

    /// The elements of a sequence; empty for anything else.
    package var elements: [SpecNode] { if case .sequence(let elements) = content { elements } else { [] } }

    /// The elements of a sequence; anything else as the one there is.
    var elementsOrSelf: [SpecNode] { if case .sequence(let elements) = content { elements } else { [self] } }

    package var scalar: Node.Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }

    package var text: String? { isEmptyPlain ? nil : scalar?.text }

    /// Whether nothing was written where a value could be.
    var isEmptyPlain: Bool { scalar?.isEmptyPlain ?? false }
}

/// What a text means in its place; boxed, since nodes are copied wherever a key is looked for.
indirect enum TextMeaning: Sendable {
    case value(any Sendable)
    /// It has no value, for this reason, which a rule reports.
    case fault(SyntaxError)

    init(_ parse: () throws(SyntaxError) -> any Sendable) {
        do throws(SyntaxError) { self = .value(try parse()) } catch { self = .fault(error) }
    }
}

extension SpecNode {
    /// What it means, if that is a value of the type.
    package func value<Value>(as type: Value.Type = Value.self) -> Value? {
        if case .value(let value)? = meaning { value as? Value } else { nil }
    }

    /// Why it means nothing, if its syntax is wrong.
    var fault: SyntaxError? { if case .fault(let fault)? = meaning { fault } else { nil } }

    /// The value of a key, or what holds where it is left out or was refused.
    package subscript<Keys: Mapping, Value>(path: KeyPath<Keys, Key<Keys, Value>>) -> Value {
        let key = Keys.keys.declared[keyPath: path]
        return key.read(node(under: key.declaration))
    }

    /// A key as written, with its place and its value.
    func entry<Keys: Mapping, Value>(_ path: KeyPath<Keys, Key<Keys, Value>>) -> Entry? {
        let name = Keys.keys.declared[keyPath: path].name
        return entries.first { $0.key == name }
    }

    /// The value of a key as written, with its place.
    package func node<Keys: Mapping, Value>(_ path: KeyPath<Keys, Key<Keys, Value>>) -> SpecNode? {
        node(under: Keys.keys.declared[keyPath: path].declaration)
    }

    /// The value under a key of a mapping, or the node itself where it stands for that key alone.
    func node(under key: AnyKey) -> SpecNode? {
        guard case .mapping(let entries) = content else { return key.standsAlone ? self : nil }
        return entries.first { $0.key == key.name }?.value
    }
}

extension SpecNode {
    /// A node of which nothing is known but what was written.
    init(_ node: Node, meaning: TextMeaning? = nil) {
        let content: Content =
            switch node.content {
            case .scalar(let scalar): .scalar(scalar)
            case .mapping(let entries): .mapping(entries.map { Entry($0) })
            case .sequence(let elements): .sequence(elements.map { SpecNode($0) })
            }
        self.init(content: content, range: node.range, meaning: meaning)
    }
}

extension SpecNode.Entry {
    /// An entry of which nothing is known but what was written.
    init(_ entry: Node.Entry) {
        self.init(key: entry.key, keyRange: entry.keyRange, value: SpecNode(entry.value))
    }
}

extension Node {
    /// Whether nothing was written where a value could be.
    var isEmptyPlain: Bool { scalar?.isEmptyPlain ?? false }
}

extension Node.Scalar {
    fileprivate var isEmptyPlain: Bool { isPlain && text.isEmpty }
}
