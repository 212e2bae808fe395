internal import CLibYAML
public import SourceText

/// Reads YAML text into located nodes.
public enum YAMLReader {
    /// The document of a file, and everything wrong with it. The node is `nil` where nothing usable could be read.
    public static func read(_ file: SourceFile) -> (document: Node?, diagnostics: [Diagnostic]) {
        (nil, [])
    }

    /// Documentation of every rule this reader reports, sorted by id.
    public static let rules: [RuleDescription] = []
}
