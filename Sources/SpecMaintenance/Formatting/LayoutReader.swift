internal import SourceText
internal import YAMLDocument

/// Gives every comment of a document to the entry or element it stands beside.
///
/// On the same line as an entry it is that entry's. On a line of its own it is the next entry's, or, after the last entry
/// of a mapping or list and indented like it, of that mapping or list itself.
struct LayoutReader {
    private let lines: SourceLines
    /// The comments that have no place yet, in their order.
    private var comments: ArraySlice<Comment>

    /// The document of a file that was read without findings.
    static func read(_ document: Node, of file: SourceFile) -> LayoutItem {
        let lines = SourceLines(file)
        var reader = LayoutReader(lines: lines, comments: CommentScan.comments(in: document, of: lines)[...])
        return reader.root(document)
    }

    private mutating func root(_ node: Node) -> LayoutItem {
        let (value, opening) = self.value(node, inFlow: false, parentColumn: 0)
        var root = LayoutItem(
            key: nil, node: node, value: value,
            heads: opening.map { CommentLine(text: $0, followsBlank: false) }, followsBlank: false, trailing: [])
        guard case .collection(var collection) = root.value else { return root }
        collection.feet += take { _ in true }.map { CommentLine(text: $0.text, followsBlank: $0.followsBlank) }
        // What a blank line separates from the first entry is about the file, wherever that entry goes.
        if var first = collection.items.first, let end = first.endOfOwnHeads {
            root.heads += first.heads[..<end]
            first.heads.removeFirst(end)
            first.followsBlank = false
            if !first.heads.isEmpty { first.heads[0].followsBlank = false }
            collection.items[0] = first
        }
        root.value = .collection(collection)
        return root
    }

    /// A value and the comments at its beginning that are its entry's.
    private mutating func value(
        _ node: Node, inFlow: Bool, parentColumn: Int
    ) -> (value: LayoutValue, opening: [String]) {
        let range = lines.offsets(of: node.range)
        switch node.content {
        case .scalar(let scalar):
            let text = LayoutScalar(
                text: scalar.text, style: style(of: scalar, at: range, parentColumn: parentColumn), form: nil)
            return (.scalar(text), take { $0.offset < range.upperBound }.map(\.text))
        case .mapping(let entries):
            let children = entries.map { Child(key: $0.key, keyRange: $0.keyRange, node: $0.value) }
            return collection(children, of: node, isMapping: true, inFlow: inFlow)
        case .sequence(let elements):
            let children = elements.map { Child(key: nil, keyRange: $0.range, node: $0) }
            return collection(children, of: node, isMapping: false, inFlow: inFlow)
        }
    }

    private struct Child {
        let key: String?
        /// The place of the key, or of an element.
        let keyRange: SourceRange
        let node: Node
    }

    /// A mapping or a list and the comments at its beginning that are its entry's.
    private mutating func collection(
        _ children: [Child], of node: Node, isMapping: Bool, inFlow: Bool
    ) -> (value: LayoutValue, opening: [String]) {
        let range = lines.offsets(of: node.range)
        let isFlow = inFlow || ["{", "["].contains(lines.scalar(at: range.lowerBound))
        var opening = isFlow ? take { $0.offset < range.lowerBound }.map(\.text) : []
        var collection = LayoutCollection(isMapping: isMapping, isFlow: isFlow, items: [], feet: [])
        var lastLine: Int?
        var end = range.lowerBound
        for child in children {
            let start = isMapping || isFlow ? lines.offsets(of: child.keyRange).lowerBound : content(from: end)
            end = lines.offsets(of: child.node.range).upperBound
            var heads: [CommentLine] = []
            for comment in take(while: { $0.offset < start }) {
                if comment.line == lastLine {
                    collection.items[collection.items.count - 1].trailing.append(comment.text)
                } else if comment.isOwnLine || lastLine != nil {
                    heads.append(CommentLine(text: comment.text, followsBlank: comment.followsBlank && !isFlow))
                } else {
                    opening.append(comment.text)
                }
            }
            var item = item(child, heads: heads, isFlow: isFlow, parentColumn: node.range.start.column)
            item.followsBlank = !isFlow && lines.isBlank(line: lines.line(at: start) - 1)
            collection.items.append(item)
            lastLine = child.node.range.end.line
        }
        for comment in take(while: { isFlow ? $0.offset < range.upperBound : $0.line == lastLine }) {
            if comment.line == lastLine {
                collection.items[collection.items.count - 1].trailing.append(comment.text)
            } else if children.isEmpty {
                opening.append(comment.text)
            } else {
                collection.feet.append(CommentLine(text: comment.text, followsBlank: false))
            }
        }
        if !isFlow { collection.feet += takeFeet(of: node, from: end) }
        return (.collection(collection), opening)
    }

    private mutating func item(
        _ child: Child, heads: [CommentLine], isFlow: Bool, parentColumn: Int
    ) -> LayoutItem {
        let key = child.key.map { text in
            let first = lines.offset(of: child.keyRange.start).flatMap(lines.scalar)
            let isPlain = first.map { !"'\"|>".unicodeScalars.contains($0) } ?? false
            return LayoutScalar(text: text, style: isPlain ? .plain : .quoted, form: nil)
        }
        let (value, opening) = value(child.node, inFlow: isFlow, parentColumn: parentColumn)
        return LayoutItem(
            key: key, node: child.node, value: value, heads: heads, followsBlank: false, trailing: opening)
    }

    /// Takes the comments after a block collection that are indented like it, or deeper, and not like what follows.
    private mutating func takeFeet(of node: Node, from end: Int) -> [CommentLine] {
        let next = content(from: end)
        // What is at the end of the text is about the file, unless it is indented.
        let nextColumn = next < lines.scalars.count ? lines.position(at: next).column : 1
        return take { comment in
            comment.offset < next && comment.column >= node.range.start.column && comment.column > nextColumn
        }.map { CommentLine(text: $0.text, followsBlank: $0.followsBlank) }
    }

    /// The offset of what comes next that is neither white space nor a comment.
    private func content(from offset: Int) -> Int {
        var offset = offset
        while let scalar = lines.scalar(at: offset) {
            if scalar == "#" {
                offset = lines.offsets(ofLine: lines.line(at: offset))?.upperBound ?? offset + 1
            } else if scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n" {
                offset += 1
            } else {
                break
            }
        }
        return offset
    }

    private func style(of scalar: Node.Scalar, at range: Range<Int>, parentColumn: Int) -> LayoutScalar.Style {
        if scalar.isPlain { return .plain }
        switch lines.scalar(at: range.lowerBound) {
        case "|": return .literal
        case ">": return .folded(content(of: range, parentColumn: parentColumn))
        default: return .quoted
        }
    }

    /// The lines of a folded scalar without their indentation.
    private func content(of range: Range<Int>, parentColumn: Int) -> [String] {
        let header = lines.line(at: range.lowerBound)
        let content = stride(from: header + 1, through: lines.line(at: range.upperBound), by: 1).compactMap {
            lines.offsets(ofLine: $0).map(lines.text)
        }
        let stated = lines.text(range).unicodeScalars.dropFirst().prefix(2).compactMap { Int(String($0)) }.first
        let first = content.first { $0.unicodeScalars.contains { $0 != " " } }
        let indentation =
            stated.map { max(parentColumn - 1, 0) + $0 } ?? first?.unicodeScalars.prefix { $0 == " " }.count ?? 0
        return content.map { line in
            let spaces = line.unicodeScalars.prefix { $0 == " " }.count
            return String(line.unicodeScalars.dropFirst(min(spaces, indentation)))
        }
    }

    /// Takes the next comments as long as a condition holds.
    private mutating func take(while condition: (Comment) -> Bool) -> [Comment] {
        let taken = comments.prefix(while: condition)
        comments.removeFirst(taken.count)
        return Array(taken)
    }
}

extension LayoutItem {
    /// The number of its heads that a blank line separates from it, or `nil` for none.
    fileprivate var endOfOwnHeads: Int? {
        if heads.isEmpty { return nil }
        if followsBlank { return heads.count }
        return heads.indices.dropFirst().last { heads[$0].followsBlank }
    }
}
