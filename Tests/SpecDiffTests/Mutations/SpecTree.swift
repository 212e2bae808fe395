import SourceText
import YAMLDocument

/// A spec as a tree that can be changed and written again, in one layout.
indirect enum SpecTree: Sendable, Hashable {
    /// A scalar and whether it stands without quotes.
    case scalar(String, isPlain: Bool)
    /// A mapping with its entries in order.
    case mapping([Entry])
    /// A list.
    case sequence([SpecTree])

    /// An entry of a mapping.
    struct Entry: Sendable, Hashable {
        /// The key.
        var key: String
        /// The value.
        var value: SpecTree
    }

    /// The tree of a document.
    init(_ node: Node) {
        switch node.content {
        case .scalar(let scalar): self = .scalar(scalar.text, isPlain: scalar.isPlain)
        case .mapping(let entries): self = .mapping(entries.map { Entry(key: $0.key, value: SpecTree($0.value)) })
        case .sequence(let elements): self = .sequence(elements.map(SpecTree.init))
        }
    }

    /// The children, by their index.
    var children: [SpecTree] {
        get {
            switch self {
            case .scalar: []
            case .mapping(let entries): entries.map(\.value)
            case .sequence(let elements): elements
            }
        }
        set {
            switch self {
            case .scalar: break
            case .mapping(let entries):
                self = .mapping(zip(entries, newValue).map { Entry(key: $0.key, value: $1) })
            case .sequence: self = .sequence(newValue)
            }
        }
    }

    /// The part that indices lead to.
    subscript(path: [Int]) -> SpecTree {
        get { path.reduce(self) { $0.children[$1] } }
        set {
            guard let first = path.first else {
                self = newValue
                return
            }
            children[first][Array(path.dropFirst())] = newValue
        }
    }

    // MARK: Writing

    /// The YAML, everything on lines of its own.
    var text: String { lines(indent: 0).joined(separator: "\n") + "\n" }

    private func lines(indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .scalar: return [margin + scalarText]
        case .mapping(let entries):
            return entries.isEmpty
                ? [margin + "{}"] : entries.flatMap { $0.value.lines(margin + Self.key($0.key) + ":", indent) }
        case .sequence(let elements):
            return elements.isEmpty ? [margin + "[]"] : elements.flatMap { $0.lines(margin + "-", indent) }
        }
    }

    /// The lines of a value after its key or dash.
    private func lines(_ head: String, _ indent: Int) -> [String] {
        switch self {
        case .scalar("", isPlain: true): [head]
        case .scalar: [head + " " + scalarText]
        case .mapping([]): [head + " {}"]
        case .sequence([]): [head + " []"]
        default: [head] + lines(indent: indent + 2)
        }
    }

    /// A scalar as it was written, but on one line.
    private var scalarText: String {
        guard case .scalar(let text, let isPlain) = self else { return "" }
        return isPlain ? text : Self.quoted(text)
    }

    /// A key, between quotes unless it is a word.
    private static func key(_ text: String) -> String {
        let isWord = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        return isWord && !text.isEmpty ? text : quoted(text)
    }

    /// Text between double quotes.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _
            where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
                || (0x2000...0x20FF).contains(scalar.value) || scalar.value == 0xFEFF:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
