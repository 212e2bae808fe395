internal import SourceText
internal import YAMLDocument

/// A documented reply as written.
struct ResponseDeclaration {
    /// The status, as text.
    let name: String
    /// The place of the status.
    let nameRange: SourceRange
    /// The content word, the list of alternatives, or the mapping.
    let node: Node

    /// The declaration of a named value.
    init(_ declaration: Declaration) {
        name = declaration.name
        nameRange = declaration.nameRange
        node = declaration.node
    }

    /// The status.
    var status: Int? { Int(name) }

    /// The alternatives, in order: words, type names, or one type mapping.
    var bodies: [Node] {
        let body = node["body"] ?? node
        if case .sequence(let elements) = body.content { return elements }
        return [body]
    }

    /// The documented header fields.
    var headers: [Node.Entry] { node["headers"]?.entries ?? [] }
}

/// An outcome rule as written.
struct OutcomeDeclaration {
    /// The mapping.
    let node: Node

    /// The statuses with their places.
    var statuses: [Node] {
        guard let status = node["status"] else { return [] }
        if case .sequence(let elements) = status.content { return elements }
        return [status]
    }

    /// The conditions: a path and its test.
    var conditions: [Node.Entry] { node["when"]?.entries ?? [] }

    /// The field that decides.
    var by: Node? { node["by"] }

    /// Every outcome word with its place; the key is the value it is for, where a field decides.
    var outcomes: [(value: Node.Entry?, word: Node)] {
        guard let then = node["then"] else { return [] }
        if then.scalar != nil { return [(nil, then)] }
        return then.entries.map { ($0, $0.value["then"] ?? $0.value) }
    }
}
