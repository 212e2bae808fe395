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
