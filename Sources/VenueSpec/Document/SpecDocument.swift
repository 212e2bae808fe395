internal import SourceText
internal import YAMLDocument

/// A spec as written: names unresolved, every part with its place.
///
/// Parts that are missing or of the wrong kind read as absent; the structure check has reported them.
struct SpecDocument {
    /// The file it was read from.
    let file: SourceFile
    /// The whole document.
    let root: Node
    /// The declared types.
    let types: [TypeDeclaration]
    /// The index of each type by its name.
    private let typeIndices: [String: Int]
    /// The operations.
    let operations: [OperationDeclaration]
    /// Every mapping that states a fact.
    let facts: [Node]

    /// A document with this outermost mapping.
    init(file: SourceFile, root: Node) {
        self.file = file
        self.root = root
        types = Declaration.all(in: root["types"]).map(TypeDeclaration.init)
        typeIndices = Dictionary(
            types.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
        operations = Declaration.all(in: root["operations"]).map(OperationDeclaration.init)
        facts = Grammar.facts(in: root)
    }

    /// The venue's name.
    var venue: Node? { root["venue"] }

    /// The servers: name and either an address or a mapping.
    var servers: [Declaration] { Declaration.all(in: root["servers"]) }

    /// The credentials: name and either a scheme or a mapping; a bare `bearer` is one named `token`.
    var credentials: [Declaration] {
        guard let security = root["security"], let scalar = security.scalar else {
            return Declaration.all(in: root["security"])
        }
        guard scalar.text == "bearer" else { return [] }
        return [Declaration(name: "token", nameRange: security.range, node: security)]
    }

    /// The names under `sources`.
    var sources: [Declaration] { Declaration.all(in: root["sources"]) }

    /// The quirks.
    var quirks: [Node] { root["quirks"]?.elements ?? [] }

    /// The type of that name.
    func type(named name: String) -> TypeDeclaration? { index(ofType: name).map { types[$0] } }

    /// The index of the type of that name.
    func index(ofType name: String) -> Int? { typeIndices[name] }
}

/// A named entry of a mapping.
struct Declaration {
    /// The key.
    let name: String
    /// The place of the key.
    let nameRange: SourceRange
    /// The value.
    let node: Node

    /// The entries of a mapping; none for anything else.
    static func all(in node: Node?) -> [Declaration] {
        (node?.entries ?? []).map { Declaration(name: $0.key, nameRange: $0.keyRange, node: $0.value) }
    }
}
