internal import SourceText
internal import YAMLDocument

/// A spec as written: names unresolved, every part with its place.
///
/// Parts that are missing or of the wrong kind read as absent; the structure check has reported them.
struct SpecDocument {
    let file: SourceFile
    let root: Node
    let types: [TypeDefinition]
    /// The index of each type by its name.
    private let typeIndices: [String: Int]
    /// The cancels, then the reads.
    let operations: [OperationDeclaration]
    let facts: [Node]

    init(file: SourceFile, root: Node) {
        self.file = file
        self.root = root
        types = root[\SpecKeys.types].map(TypeDefinition.init)
        typeIndices = Dictionary(
            types.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
        operations =
            root[\SpecKeys.operations].map { OperationDeclaration(entry: $0, isRead: false) }
            + root[\SpecKeys.reads].map { OperationDeclaration(entry: $0, isRead: true) }
        facts = Grammar.facts(in: root)
    }

    var venue: Node? { root[\SpecKeys.venue] }

    /// The servers: name and either an address or a mapping.
    var servers: [Node.Entry] { root[\SpecKeys.servers] }

    /// The credentials: name and either a scheme or a mapping; a bare `bearer` is one named `token`.
    var credentials: [Node.Entry] {
        guard let security = root[\SpecKeys.security] else { return [] }
        guard let scalar = security.scalar else { return security.entries }
        guard scalar.text == Credential.Scheme.bearer.rawValue else { return [] }
        return [Node.Entry(key: "token", keyRange: security.range, value: security)]
    }

    /// The names under `sources`.
    var sources: [String] { root[\SpecKeys.sources].map(\.key) }

    func type(named name: String) -> TypeDefinition? { index(ofType: name).map { types[$0] } }

    func index(ofType name: String) -> Int? { typeIndices[name] }
}

/// A named entry of a mapping, read as what it declares.
protocol NamedDeclaration {
    var entry: Node.Entry { get }
}

extension NamedDeclaration {
    var name: String { entry.key }
    var nameRange: SourceRange { entry.keyRange }
    var node: Node { entry.value }
}
