import SourceText
import YAMLDocument

@testable import VenueSpec

/// Where comments stand in a text in canonical layout, found by lines alone.
struct CommentPlaces {
    /// The lines.
    private let lines: [Substring]
    /// The line on which an entry or element begins, by the keys and indices that lead to it.
    private var starts: [[String]: Int] = [[]: 0]
    /// The line on which an entry's or element's value ends.
    private var ends: [[String]: Int] = [:]
    /// The column of what an entry or element holds, where that is a block.
    private var columns: [[String]: Int] = [:]

    /// The places in a document's text.
    init(of document: Node, in text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        add(document, [])
    }

    /// Adds what a node holds.
    private mutating func add(_ node: Node, _ path: [String]) {
        ends[path] = node.range.end.line - 1
        columns[path] = node.range.start.column - 1
        for entry in node.entries {
            starts[path + [entry.key]] = entry.keyRange.start.line - 1
            add(entry.value, path + [entry.key])
        }
        for (index, element) in node.elements.enumerated() {
            starts[path + [String(index)]] = element.range.start.line - 1
            add(element, path + [String(index)])
        }
    }

    /// What is wrong with the places of comments: one is lost, doubled, somewhere else, or before one it came after.
    func faults(of comments: [SpecScrambler.Planted]) -> [String] {
        var faults: [String] = []
        var last: [[String]: Int] = [:]
        for comment in comments {
            let found = lines.indices.filter { lines[$0].hasSuffix(comment.text) }
            guard let line = found.first, found.count == 1 else {
                faults.append("\(found.count) times \(comment.text)")
                continue
            }
            if !(comment.isFoot ? isFoot(line, of: comment.owner) : isBeside(line, comment.owner)) {
                faults.append("line \(line + 1) is no place for \(comment.text)")
            }
            guard !comment.isFoot else { continue }
            if let before = last[comment.owner], before >= line { faults.append("out of order: \(comment.text)") }
            last[comment.owner] = line
        }
        return faults
    }

    /// Whether a comment is on the line its owner begins on, or on one of the lines before it that hold no more.
    private func isBeside(_ line: Int, _ owner: [String]) -> Bool {
        guard let start = starts[owner] else { return false }
        return line <= start && lines[line..<start].allSatisfy(isComment)
    }

    /// Whether a comment comes after all its owner holds, indented like it.
    private func isFoot(_ line: Int, of owner: [String]) -> Bool {
        guard let end = ends[owner], let column = columns[owner], line > end else { return false }
        return lines[(end + 1)...line].allSatisfy(isComment) && lines[line].prefix { $0 == " " }.count == column
    }

    /// Whether a line holds a comment or nothing.
    private func isComment(_ line: Substring) -> Bool {
        let text = line.drop { $0 == " " }
        return text.isEmpty || text.hasPrefix("#")
    }
}
