internal import SourceText
internal import YAMLDocument

/// Finds the comments of a text, which libyaml drops.
///
/// What stands between scalars is white space, marks of structure and comments, so there every `#` begins a comment. In a
/// scalar none does, but on the line that opens a block of text.
enum CommentScan {
    /// The comments of a document without findings, in their order.
    static func comments(in document: Node, of lines: SourceLines) -> [Comment] {
        var comments: [Comment] = []
        var offset = 0
        for scalar in scalars(of: document, in: lines) + [lines.scalars.count..<lines.scalars.count] {
            add(lines, from: offset, to: scalar.lowerBound, &comments)
            offset = scalar.upperBound
            guard ["|", ">"].contains(lines.scalar(at: scalar.lowerBound)) else { continue }
            // A quoted or plain scalar cannot begin like this.
            let header = lines.offsets(ofLine: lines.line(at: scalar.lowerBound)) ?? scalar
            add(lines, from: scalar.lowerBound, to: min(header.upperBound, scalar.upperBound), &comments)
        }
        return comments
    }

    /// The offsets of the scalars that hold something, in their order.
    private static func scalars(of node: Node, in lines: SourceLines) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        collect(node, in: lines, &ranges)
        return ranges
    }

    private static func collect(_ node: Node, in lines: SourceLines, _ ranges: inout [Range<Int>]) {
        switch node.content {
        case .scalar:
            let range = lines.offsets(of: node.range)
            if !range.isEmpty { ranges.append(range) }
        case .sequence(let elements):
            for element in elements { collect(element, in: lines, &ranges) }
        case .mapping(let entries):
            for entry in entries {
                ranges.append(lines.offsets(of: entry.keyRange))
                collect(entry.value, in: lines, &ranges)
            }
        }
    }

    /// Adds the comments between two offsets.
    private static func add(_ lines: SourceLines, from start: Int, to end: Int, _ comments: inout [Comment]) {
        var offset = start
        while offset < end {
            guard lines.scalars[offset] == "#" else {
                offset += 1
                continue
            }
            let line = lines.line(at: offset)
            let range = lines.offsets(ofLine: line) ?? offset..<end
            comments.append(
                Comment(
                    offset: offset, text: lines.text(offset..<range.upperBound).trimmingEnd, line: line,
                    column: offset - range.lowerBound + 1, isOwnLine: lines.isBlank(range.lowerBound..<offset),
                    followsBlank: lines.isBlank(line: line - 1)))
            offset = range.upperBound
        }
    }
}

extension SourceLines {
    /// The scalar at an offset, or `nil` past the end.
    func scalar(at offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(offset) ? scalars[offset] : nil
    }

    func offsets(of range: SourceRange) -> Range<Int> {
        guard let start = offset(of: range.start), let end = offset(of: range.end) else { return 0..<0 }
        return start..<max(start, end)
    }

    func text(_ range: Range<Int>) -> String {
        scalars[range.clamped(to: scalars.indices)].text
    }

    /// Whether there is only white space between two offsets.
    func isBlank(_ range: Range<Int>) -> Bool {
        scalars[range.clamped(to: scalars.indices)].allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
    }

    /// Whether there is such a line, with nothing but white space on it.
    func isBlank(line number: Int) -> Bool {
        offsets(ofLine: number).map(isBlank) ?? false
    }
}

extension String {
    /// The text without spaces, tabs and carriage returns at its end.
    var trimmingEnd: String {
        var scalars = unicodeScalars[...]
        while let last = scalars.last, last == " " || last == "\t" || last == "\r" { scalars.removeLast() }
        return String(scalars)
    }
}

struct Comment {
    let offset: Int
    /// Its text from `#` on, without white space at the end.
    let text: String
    /// The 1-based line it is on.
    let line: Int
    /// The 1-based column of its `#`.
    let column: Int
    /// Whether nothing but white space stands before it on its line.
    let isOwnLine: Bool
    /// Whether the line before its line is blank.
    let followsBlank: Bool
}

/// A comment on a line of its own in the layout.
struct CommentLine: Hashable {
    /// Its text from `#` on.
    let text: String
    /// Whether a blank line comes before it.
    var followsBlank: Bool
}
