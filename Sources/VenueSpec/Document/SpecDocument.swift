internal import SourceText
internal import YAMLDocument

/// A spec as written: names unresolved, every part with its place.
///
/// Parts that are missing or of the wrong kind read as absent; the decoder has reported them.
struct SpecDocument {
    let file: SourceFile
    let root: SpecNode
    let outline: SpecOutline
    let types: [TypeDefinition]
    /// The index of each type by its name.
    private let typeIndices: [String: Int]
    /// The cancels of one order, those of all, then the reads, then the logins.
    let operations: [OperationDeclaration]
    /// Every mapping that may say how what it states is known.
    let facts: [SpecNode]

    /// Decodes a document and adds what is wrong with it to the report of its file.
    init(_ document: Node, _ report: inout Report) {
        var decoder = SpecDecoder(report: report)
        root = decoder.decode(document)
        report = decoder.report
        file = report.file
        facts = decoder.facts
        outline = SpecOutline(document)
        types = root[\SpecKeys.types].map(TypeDefinition.init)
        typeIndices = Dictionary(
            types.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
        operations =
            root[\SpecKeys.operations].map { OperationDeclaration(entry: $0, kind: .cancel) }
            + root[\SpecKeys.cancelAll].map { OperationDeclaration(entry: $0, kind: .cancelAll) }
            + root[\SpecKeys.reads].map { OperationDeclaration(entry: $0, kind: .read) }
            + root[\SpecKeys.logins].map { OperationDeclaration(entry: $0, kind: .login) }
    }

    /// The call that describes the replies of a call: itself, or the one it names in their place.
    func answering(_ call: OperationDeclaration) -> OperationDeclaration {
        guard let name = call.sharedAnswers.first?.text else { return call }
        return operations.first { $0.kind == .cancel && $0.name == name } ?? call
    }

    /// Every call as its bindings carry it, once for each binding.
    var requests: [OperationDeclaration] { operations.flatMap(\.requests) }

    /// Every call, and behind one with several bindings those, so that each placeholder stands in one of them.
    var parts: [OperationDeclaration] { operations.flatMap { $0.bindings == nil ? [$0] : [$0] + $0.requests } }

    var venue: SpecNode? { root[\SpecKeys.venue] }

    /// The servers: name and either an address or a mapping.
    var servers: [SpecNode.Entry] { root[\SpecKeys.servers] }

    /// The credentials: name and either a scheme or a mapping; a bare `bearer` is one named `token`.
    var credentials: [SpecNode.Entry] {
        guard let security = root[\SpecKeys.security] else { return [] }
        if !security.elements.isEmpty { return credentialSets.flatMap { $0[\CredentialSetKeys.credentials] } }
        guard security.scalar != nil else { return security.entries }
        guard security.value(as: Credential.Scheme.self) != nil else { return [] }
        return [SpecNode.Entry(key: "token", keyRange: security.range, value: security)]
    }

    /// The sets of credentials of which a request carries one; empty where all travel together.
    var credentialSets: [SpecNode] { root[\SpecKeys.security]?.elements ?? [] }

    /// What authorises the requests of a call: the venue's credentials, of a login those it does not give and its own.
    func credentials(of operation: OperationDeclaration) -> [SpecNode.Entry] {
        guard operation.kind == .login else { return credentials }
        let given = Set(operation.gives.map(\.key))
        return credentials.filter { !given.contains($0.key) } + operation.credentials
    }

    /// The names under `sources`.
    var sources: [String] { root[\SpecKeys.sources].map(\.key) }

    func type(named name: String) -> TypeDefinition? { index(ofType: name).map { types[$0] } }

    func index(ofType name: String) -> Int? { typeIndices[name] }
}

/// A named entry of a mapping, read as what it declares.
protocol NamedDeclaration {
    var entry: SpecNode.Entry { get }
}

extension NamedDeclaration {
    var name: String { entry.key }
    var nameRange: SourceRange { entry.keyRange }
    var node: SpecNode { entry.value }
}
