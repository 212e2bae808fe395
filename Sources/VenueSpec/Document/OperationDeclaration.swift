internal import SourceText
internal import YAMLDocument

/// An operation as written.
struct OperationDeclaration: NamedDeclaration {
    let entry: Node.Entry
    /// What the caller supplies.
    let parameters: [ParameterDeclaration]
    /// Every placeholder of the bindings, the conditions and the echoes.
    private(set) var placeholders: [Placeholder] = []

    init(entry: Node.Entry) {
        self.entry = entry
        parameters = entry.value[\OperationKeys.parameters].map(ParameterDeclaration.init)
        placeholders = allPlaceholders()
    }

    func parameter(named name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

    /// The sets that identify the order.
    ///
    /// A plain list is one set without a name.
    var identities: [IdentityDeclaration] {
        guard let identity = node[\OperationKeys.identity] else { return [] }
        if case .sequence(let members) = identity.content {
            return [IdentityDeclaration(name: nil, range: identity.range, members: members, node: identity)]
        }
        return identity.entries.map { entry in
            IdentityDeclaration(
                name: entry.key, range: entry.keyRange,
                members: entry.value[\IdentityAlternativeKeys.parameters], node: entry.value)
        }
    }

    /// The conditional groups.
    var conditionals: [ConditionalDeclaration] {
        node[\OperationKeys.conditional].map(ConditionalDeclaration.init)
    }

    var http: Node? { node[\OperationKeys.http] }

    var webSocket: Node? { node[\OperationKeys.webSocket] }

    /// The documented replies.
    var responses: [ResponseDeclaration] { node[\OperationKeys.responses].map(ResponseDeclaration.init) }

    /// The outcome rules.
    var outcomes: [OutcomeDeclaration] { node[\OperationKeys.outcomes].map(OutcomeDeclaration.init) }

    var confirmations: [Node] { node[\OperationKeys.confirm] }

    var examples: [Node] { node[\OperationKeys.examples] }
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
    var condition: Node.Entry? { node[\ConditionalGroupKeys.when].first }

    /// The parameters it requires.
    var members: [Node] { node[\ConditionalGroupKeys.require] }
}

/// A parameter as written: a type, or a mapping.
struct ParameterDeclaration: NamedDeclaration {
    let entry: Node.Entry

    /// Its type, `string` unless stated; `nil` for a word that is none.
    var type: TypeWord? { node.node(\ParameterKeys.type) == nil ? .string : node[\ParameterKeys.type] }

    /// What a list holds.
    var items: ParameterDeclaration? {
        node[\ParameterKeys.items].map {
            ParameterDeclaration(entry: Node.Entry(key: name, keyRange: nameRange, value: $0))
        }
    }

    /// The values it may have, if closed.
    var enumeration: EnumerationDeclaration? {
        node[\ParameterKeys.enum].map { EnumerationDeclaration(node: $0, isInteger: type == .integer) }
    }

    /// Whether every call needs it.
    var isRequired: Bool { node[\ParameterKeys.required] }
}
