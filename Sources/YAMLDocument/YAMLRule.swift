internal import SourceText

/// The rules of this reader.
enum YAMLRule: CaseIterable {
    /// `*name`.
    case alias
    /// `&name`.
    case anchor
    /// A key that is no text.
    case complexKey
    /// A character that cannot be seen.
    case controlCharacter
    /// Nesting beyond the limit.
    case depth
    /// `%NAME`.
    case directive
    /// A key that occurs twice.
    case duplicateKey
    /// A file without a value.
    case empty
    /// Bytes that are no UTF-8.
    case encoding
    /// `<<`.
    case mergeKey
    /// A second document.
    case multipleDocuments
    /// A file beyond the limit.
    case size
    /// Malformed YAML.
    case syntax
    /// A tab that indents.
    case tab
    /// `!name`.
    case tag

    /// A finding of this rule.
    func diagnostic(
        _ message: String, path: String, range: SourceRange, notes: [Diagnostic.Note] = [],
        fixIts: [Diagnostic.FixIt] = []
    ) -> Diagnostic {
        Diagnostic(rule: id, message: message, path: path, range: range, notes: notes, fixIts: fixIts)
    }

    /// The stable id.
    var id: String {
        switch self {
        case .alias: "yaml-alias"
        case .anchor: "yaml-anchor"
        case .complexKey: "yaml-complex-key"
        case .controlCharacter: "yaml-control-character"
        case .depth: "yaml-depth"
        case .directive: "yaml-directive"
        case .duplicateKey: "yaml-duplicate-key"
        case .empty: "yaml-empty"
        case .encoding: "yaml-encoding"
        case .mergeKey: "yaml-merge-key"
        case .multipleDocuments: "yaml-multiple-documents"
        case .size: "yaml-size"
        case .syntax: "yaml-syntax"
        case .tab: "yaml-tab"
        case .tag: "yaml-tag"
        }
    }
}
