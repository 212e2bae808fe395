internal import SourceText
internal import YAMLDocument

/// An operation as written.
struct OperationDeclaration {
    /// The operation's name.
    let name: String
    /// The place of the name.
    let nameRange: SourceRange
    /// The mapping.
    let node: Node
    /// What the caller supplies.
    let parameters: [ParameterDeclaration]
    /// Every placeholder of the bindings, the conditions and the echoes.
    private(set) var placeholders: [Placeholder] = []

    /// The declaration of a named value.
    init(_ declaration: Declaration) {
        name = declaration.name
        nameRange = declaration.nameRange
        node = declaration.node
        parameters = Declaration.all(in: node["parameters"]).map(ParameterDeclaration.init)
        placeholders = allPlaceholders()
    }

    /// The parameter of that name.
    func parameter(named name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

    /// The sets that identify the order.
    ///
    /// A plain list is one set without a name.
    var identities: [IdentityDeclaration] {
        guard let identity = node["identity"] else { return [] }
        if case .sequence(let members) = identity.content {
            return [IdentityDeclaration(name: nil, range: identity.range, members: members, node: identity)]
        }
        return identity.entries.map { entry in
            let list = entry.value["parameters"] ?? entry.value
            return IdentityDeclaration(
                name: entry.key, range: entry.keyRange, members: list.elements, node: entry.value)
        }
    }

    /// The conditional groups.
    var conditionals: [ConditionalDeclaration] {
        (node["conditional"]?.elements ?? []).map(ConditionalDeclaration.init)
    }

    /// The HTTP binding.
    var http: Node? { node["http"] }

    /// The WebSocket binding.
    var webSocket: Node? { node["webSocket"] }

    /// The documented replies.
    var responses: [ResponseDeclaration] { Declaration.all(in: node["responses"]).map(ResponseDeclaration.init) }

    /// The outcome rules.
    var outcomes: [OutcomeDeclaration] { (node["outcomes"]?.elements ?? []).map(OutcomeDeclaration.init) }

    /// The confirmations.
    var confirmations: [Node] { node["confirm"]?.elements ?? [] }

    /// The examples.
    var examples: [Node] { node["examples"]?.elements ?? [] }
}

/// One set of identifying parameters as written.
struct IdentityDeclaration {
    /// Its name, where there are several.
    let name: String?
    /// The place of the name, or of the list.
    let range: SourceRange
    /// The parameters' names.
    let members: [Node]
    /// The whole value.
    let node: Node
}

/// A conditional group as written.
struct ConditionalDeclaration {
    /// The mapping.
    let node: Node

    /// The deciding parameter and its value.
    var condition: Node.Entry? { node["when"]?.entries.first }

    /// The parameters it requires.
    var members: [Node] { node["require"]?.elements ?? [] }
}

/// A parameter as written: a type, or a mapping.
struct ParameterDeclaration {
    /// The parameter's name.
    let name: String
    /// The place of the name.
    let nameRange: SourceRange
    /// The type or the mapping.
    let node: Node

    /// The declaration of a named value.
    init(_ declaration: Declaration) {
        name = declaration.name
        nameRange = declaration.nameRange
        node = declaration.node
    }

    /// The word for its type; `string` unless stated.
    var typeWord: String { node.scalar == nil ? node["type"]?.text ?? "string" : node.text ?? "string" }

    /// What a list holds.
    var items: ParameterDeclaration? {
        node["items"].map { ParameterDeclaration(Declaration(name: name, nameRange: nameRange, node: $0)) }
    }

    /// The values it may have, if closed.
    var enumeration: EnumerationDeclaration? {
        node["enum"].map { EnumerationDeclaration(node: $0, isInteger: node["type"]?.text == "integer") }
    }

    /// Whether every call needs it.
    var isRequired: Bool { node["required"]?.boolean ?? true }
}
