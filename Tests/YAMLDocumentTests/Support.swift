import SourceText
import YAMLDocument

/// The findings of a text, each as `line:column-line:column rule`.
func findings(_ text: String) -> [String] {
    YAMLReader.read(SourceFile(path: "a.yaml", text: text)).diagnostics.map { "\(show($0.range)) \($0.rule)" }
}

/// The document of a text that has nothing wrong, in the form of `show`.
func outline(_ text: String) -> String? {
    let (document, diagnostics) = YAMLReader.read(SourceFile(path: "a.yaml", text: text))
    return diagnostics.isEmpty ? document.map(show) : nil
}

/// A range as `line:column-line:column`.
func show(_ range: SourceRange) -> String {
    "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
}

/// A tree on one line: `p` marks plain scalars, `q` others; every node is followed by its range.
func show(_ node: Node) -> String {
    let content =
        switch node.content {
        case .scalar(let scalar): (scalar.isPlain ? "p" : "q") + "'\(scalar.text.replacing("\n", with: "\\n"))'"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key)@\(show($0.keyRange)): \(show($0.value))" }.joined(separator: ", ") + "}"
        case .sequence(let elements): "[" + elements.map(show).joined(separator: ", ") + "]"
        }
    return "\(content)@\(show(node.range))"
}

/// The document of a text without ranges, whatever is wrong with it.
func values(_ text: String) -> String? {
    func plain(_ node: Node) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.text
        case .mapping(let entries): "{" + entries.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", ") + "}"
        case .sequence(let elements): "[" + elements.map(plain).joined(separator: ", ") + "]"
        }
    }
    return YAMLReader.read(SourceFile(path: "a.yaml", text: text)).document.map(plain)
}
