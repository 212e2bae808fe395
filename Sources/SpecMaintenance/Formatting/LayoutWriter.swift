struct LayoutWriter {
    /// The columns a line has; text that cannot be broken may have more.
    static let width = 120

    static let step = 2

    private var lines: [String] = []
    /// Whether a blank line here would become part of the text before it.
    private var endsOpen = false

    static func write(_ document: LayoutItem) -> String {
        var writer = LayoutWriter()
        writer.write(document.heads, indentation: 0, isFirst: true)
        if case .collection(let collection) = document.value {
            if !document.heads.isEmpty { writer.writeBlank() }
            writer.write(collection, indentation: 0)
        }
        return writer.lines.map { $0 + "\n" }.joined()
    }

    /// Writes a collection as a block; with a lead, the first item goes on after it.
    private mutating func write(_ collection: LayoutCollection, indentation: Int, lead: String? = nil) {
        for (index, item) in collection.items.enumerated() {
            let item = item.settled(at: indentation)
            if index == 0, let lead {
                write(item, start: lead, indentation: indentation)
            } else {
                writeHeads(of: item, indentation: indentation, isFirst: index == 0)
                write(item, start: Self.margin(indentation), indentation: indentation)
            }
        }
        write(collection.feet, indentation: indentation, isFirst: false)
    }

    /// Writes what comes before an item.
    private mutating func writeHeads(of item: LayoutItem, indentation: Int, isFirst: Bool) {
        write(item.heads, indentation: indentation, isFirst: isFirst)
        if item.followsBlank, !isFirst || !item.heads.isEmpty { writeBlank() }
    }

    private mutating func write(_ comments: [CommentLine], indentation: Int, isFirst: Bool) {
        for (index, comment) in comments.enumerated() {
            if comment.followsBlank, !isFirst || index > 0 { writeBlank() }
            writeLine(Self.margin(indentation) + comment.text)
        }
    }

    /// Writes an entry or element that begins with its indentation, or with the marks of the elements it begins.
    private mutating func write(_ item: LayoutItem, start: String, indentation: Int) {
        let label = item.key.map { ScalarText(scalar: $0, isInFlow: false).text + ":" } ?? "-"
        let comment = item.trailing.last.map { "  " + $0 } ?? ""
        switch item.value {
        case .scalar(let scalar):
            write(scalar, after: start + label, comment: comment, indentation: indentation)
        case .collection(let collection):
            let flow = item.flowText
            if let flow, collection.items.isEmpty || Self.fits(start + label + " " + flow) {
                writeLine(start + label + " " + flow + comment)
            } else if item.key == nil {
                write(collection, indentation: indentation + Self.step, lead: start + "- ")
            } else {
                writeLine(start + label + comment)
                write(collection, indentation: indentation + Self.step)
            }
        }
    }

    /// Writes a scalar after its key or mark.
    private mutating func write(
        _ scalar: LayoutScalar, after label: String, comment: String, indentation: Int
    ) {
        let block = scalar.isBlock ? BlockText(scalar) : nil
        let text = ScalarText(scalar: scalar, isInFlow: false).text
        let line = text.isEmpty ? label : label + " " + text
        let room = Self.width - indentation - Self.step
        if let block = block ?? (Self.fits(line) ? nil : BlockText(folding: scalar, width: room)) {
            writeLine(label + " " + block.header + comment)
            for content in block.lines {
                writeLine(content.isEmpty ? "" : Self.margin(indentation + Self.step) + content)
            }
            endsOpen = block.isKept
        } else {
            writeLine(line + comment)
        }
    }

    /// Writes a blank line, unless it would mean something.
    private mutating func writeBlank() {
        if !endsOpen { lines.append("") }
    }

    private mutating func writeLine(_ line: String) {
        lines.append(line)
        endsOpen = false
    }

    /// Whether a line has no more columns than it may have.
    private static func fits(_ line: String) -> Bool {
        line.unicodeScalars.count <= width
    }

    private static func margin(_ indentation: Int) -> String {
        String(repeating: " ", count: indentation)
    }
}

extension LayoutItem {
    /// The value in braces or brackets on one line, or `nil` where its author wrote a block, comments stand in it, or a
    /// text in it has lines.
    var flowText: String? {
        guard case .collection(let collection) = value, collection.isFlow || collection.items.isEmpty,
            collection.feet.isEmpty
        else { return nil }
        var parts: [String] = []
        for item in collection.items {
            guard item.heads.isEmpty, item.trailing.isEmpty, let part = item.flowPart else { return nil }
            parts.append(part)
        }
        let list = parts.joined(separator: ", ")
        if !collection.isMapping { return "[\(list)]" }
        return parts.isEmpty ? "{}" : "{ \(list) }"
    }

    /// The entry or element as it stands in braces or brackets.
    private var flowPart: String? {
        let text: String
        switch value {
        case .scalar(let scalar):
            if scalar.isBlock { return nil }
            text = ScalarText(scalar: scalar, isInFlow: true).text
        case .collection:
            guard let flow = flowText else { return nil }
            text = flow
        }
        guard let key else { return text }
        let name = ScalarText(scalar: key, isInFlow: true).text
        return text.isEmpty ? name : "\(name): \(text)"
    }
}

extension LayoutItem {
    /// The item with its comments where there is room for them: one beside it, the others before it.
    ///
    /// An element that is written as a block begins what it holds on its own line, so all comments up to there come
    /// before it.
    func settled(at indentation: Int) -> LayoutItem {
        var item = self
        guard key == nil, case .collection(var collection) = value, let first = collection.items.first,
            !hasFlowText(at: indentation)
        else {
            item.moveBefore(trailing.dropLast())
            item.trailing = Array(trailing.suffix(1))
            return item
        }
        var inner = first.settled(at: indentation + LayoutWriter.step)
        item.moveBefore(trailing[...])
        item.trailing = []
        if !inner.heads.isEmpty {
            item.add(inner.heads)
            item.followsBlank = inner.followsBlank
        }
        inner.heads = []
        inner.followsBlank = false
        collection.items[0] = inner
        item.value = .collection(collection)
        return item
    }

    /// Whether an element is written in braces or brackets.
    private func hasFlowText(at indentation: Int) -> Bool {
        flowText.map { indentation + LayoutWriter.step + $0.unicodeScalars.count <= LayoutWriter.width } ?? false
    }

    /// Puts comments that stood beside the item before it.
    private mutating func moveBefore(_ comments: ArraySlice<String>) {
        add(comments.map { CommentLine(text: $0, followsBlank: false) })
    }

    /// Adds comments directly before the item; a blank line before it now comes before them.
    private mutating func add(_ comments: [CommentLine]) {
        guard !comments.isEmpty else { return }
        var comments = comments
        comments[0].followsBlank = followsBlank || (comments[0].followsBlank && !heads.isEmpty)
        followsBlank = false
        heads += comments
    }
}
