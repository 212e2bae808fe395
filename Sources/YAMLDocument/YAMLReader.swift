public import SourceText

/// Reads YAML text into located nodes.
///
/// `SourceFile → YAMLText → YAMLEvent… → Node`, with the diagnostics of each step in one list.
public enum YAMLReader {
    /// The largest file that is read, in bytes.
    public static let maximumSize = 1 << 20

    /// The deepest nesting of mappings and sequences that is read; the outermost one counts as one.
    public static let maximumDepth = 64

    /// The document of a file, and everything wrong with it.
    ///
    /// The node is `nil` where nothing usable could be read. The diagnostics are in the order of the text. After a recoverable problem (an anchor, alias, tag, directive,
    /// duplicate, merge or complex key, tab, invisible character or second document) there is a node that leaves the
    /// offending part out, so that later stages can report what they find too.
    public static func read(_ file: SourceFile) -> (document: Node?, diagnostics: [Diagnostic]) {
        if let problem = EncodingCheck.problem(in: file) { return (nil, [problem]) }
        var text = YAMLText(file)
        var diagnostics = InvisibleCharacterCheck.run(on: &text)
        diagnostics += DirectiveCheck.run(on: &text)

        let (document, findings) = TabRecovery.read(text)
        return (document, (diagnostics + findings).inReadingOrder())
    }

    /// Documentation of every rule this reader reports, sorted by id.
    public static let rules: [RuleDescription] = YAMLRule.allCases.map(\.description).sorted { $0.id < $1.id }
}
