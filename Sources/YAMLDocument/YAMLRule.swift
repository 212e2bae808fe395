internal import SourceText

/// What a file breaks that is no YAML, or YAML that specs do without.
package enum YAMLRule: String, CaseIterable, DiagnosticRule {
    /// `*name`.
    case alias = "yaml-alias"
    /// `&name`.
    case anchor = "yaml-anchor"
    /// A key that is no text.
    case complexKey = "yaml-complex-key"
    case controlCharacter = "yaml-control-character"
    case depth = "yaml-depth"
    /// `%NAME`.
    case directive = "yaml-directive"
    case duplicateKey = "yaml-duplicate-key"
    /// A file without a value.
    case empty = "yaml-empty"
    /// Bytes that are no UTF-8.
    case encoding = "yaml-encoding"
    /// `<<`.
    case mergeKey = "yaml-merge-key"
    case multipleDocuments = "yaml-multiple-documents"
    case size = "yaml-size"
    case syntax = "yaml-syntax"
    case tab = "yaml-tab"
    /// `!name`.
    case tag = "yaml-tag"

    /// What it demands, in a line; also said of a file that is no spec, of which no word is to be repeated.
    package var summary: String {
        switch self {
        case .alias: "an alias such as '*name' is not allowed"
        case .anchor: "an anchor such as '&name' is not allowed"
        case .complexKey: "a key of a mapping is text"
        case .controlCharacter: "characters that cannot be seen are not allowed"
        case .depth: "mappings and sequences nest at most \(YAMLReader.maximumDepth) deep"
        case .directive: "directives such as '%YAML' and '%TAG' are not allowed"
        case .duplicateKey: "a key occurs once in a mapping"
        case .empty: "a file holds a value"
        case .encoding: "a file is UTF-8"
        case .mergeKey: "the merge key '<<' is not allowed"
        case .multipleDocuments: "a file holds one document"
        case .size: "a file has at most \(YAMLReader.maximumSize) bytes"
        case .syntax: "a file is well-formed YAML"
        case .tab: "lines are indented with spaces"
        case .tag: "a tag such as '!!str' is not allowed"
        }
    }
}
