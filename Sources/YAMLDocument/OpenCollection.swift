internal import SourceText

/// A mapping or sequence whose end has not been read yet.
struct OpenCollection {
    /// A key that can be used.
    struct Key {
        /// The key's text.
        let text: String
        /// The place of the key.
        let range: SourceRange
    }

    /// Whether it is a mapping.
    let isMapping: Bool
    /// Whether it stands in brackets or braces.
    let isFlow: Bool
    /// The offset of its first scalar.
    let start: Int
    /// The offset after its last key or value so far.
    var lastEnd: Int
    /// The first place of each key.
    var keys: [String: SourceRange] = [:]
    /// Whether the next node is a key.
    private(set) var expectsKey: Bool

    /// The key whose value comes next, unless it is to be left out.
    private var key: Key?
    /// The entries of a mapping.
    private var entries: [Node.Entry] = []
    /// The elements of a sequence.
    private var elements: [Node] = []

    /// A collection that begins at an offset.
    init(isMapping: Bool, isFlow: Bool, start: Int) {
        self.isMapping = isMapping
        self.isFlow = isFlow
        self.start = start
        lastEnd = start
        expectsKey = isMapping
    }

    /// What the collection holds.
    var content: Node.Content {
        isMapping ? .mapping(entries) : .sequence(elements)
    }

    /// Takes the next key; `nil` leaves its entry out.
    mutating func take(key: Key?) {
        self.key = key
        expectsKey = false
    }

    /// Takes the value of the last key, or the next element; `nil` leaves it out.
    mutating func take(value: Node?) {
        expectsKey = isMapping
        guard let value else { return }
        if !isMapping {
            elements.append(value)
        } else if let key {
            entries.append(Node.Entry(key: key.text, keyRange: key.range, value: value))
        }
    }
}
