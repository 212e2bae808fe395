internal import SourceText

/// A mapping or sequence whose end has not been read yet.
struct OpenCollection {
    struct Key {
        let text: String
        let range: SourceRange
    }

    let isMapping: Bool
    /// Whether it stands in brackets or braces.
    let isFlow: Bool
    /// The offset of its first scalar.
    let start: Int
    /// The offset after its last key or value so far.
    var lastEnd: Int
    /// The first place of each key.
    var keys: [String: SourceRange] = [:]
    private(set) var expectsKey: Bool

    /// The key whose value comes next, unless it is to be left out.
    private var key: Key?
    private var entries: [Node.Entry] = []
    private var elements: [Node] = []

    init(isMapping: Bool, isFlow: Bool, start: Int) {
        self.isMapping = isMapping
        self.isFlow = isFlow
        self.start = start
        lastEnd = start
        expectsKey = isMapping
    }

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

/// Where a node's anchor, tag and content stand.
///
/// libyaml gives one range for all three and drops the tag `!` of a scalar, so the text is looked at.
struct NodeProperties {
    /// The offsets of the anchor, `&` included.
    private(set) var anchor: Range<Int>?
    /// The offsets of the tag, `!` included.
    private(set) var tag: Range<Int>?
    /// The offset of the node without its anchor and tag.
    private(set) var contentStart: Int

    /// The offset after the last property.
    var end: Int {
        max(anchor?.upperBound ?? 0, tag?.upperBound ?? 0)
    }

    /// Whether there is neither an anchor nor a tag.
    var isEmpty: Bool {
        anchor == nil && tag == nil
    }

    init(of event: YAMLEvent, in text: YAMLText) {
        contentStart = event.start
        var mayHaveAnchor = event.anchor != nil
        // What looks like a property at the start of a block mapping may be one of its first key.
        var mayHaveTag = event.hasTag
        if case .scalar = event.kind { mayHaveTag = true }
        while true {
            if mayHaveAnchor, text[contentStart] == "&" {
                let end = contentStart + 1 + (event.anchor?.unicodeScalars.count ?? 0)
                anchor = contentStart..<end
                mayHaveAnchor = false
            } else if mayHaveTag, text[contentStart] == "!" {
                tag = contentStart..<Self.endOfTag(from: contentStart, in: text)
                mayHaveTag = false
            } else {
                return
            }
            contentStart = text.skippingBlanks(from: end)
        }
    }

    /// The offset after a tag.
    static func endOfTag(from start: Int, in text: YAMLText) -> Int {
        var end = start
        let isVerbatim = text[start + 1] == "<"
        while let scalar = text[end], !YAMLText.isBlank(scalar) {
            if isVerbatim, scalar == ">" { return end + 1 }
            if !isVerbatim, ",[]{}".unicodeScalars.contains(scalar) { break }
            end += 1
        }
        return end
    }
}
