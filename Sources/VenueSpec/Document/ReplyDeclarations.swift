package import SourceText
package import YAMLDocument

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

    /// The fields that repeat what was asked, and those that are only named as if they did.
    var echoes: [EchoDeclaration] { Declaration.all(in: node["echoes"]).map(EchoDeclaration.init) }
}

/// A field that repeats what was asked, as written: nothing, a template, or a mapping.
package struct EchoDeclaration {
    /// The word for a field that repeats nothing.
    static let none = "none"

    /// The path, as text.
    let name: String
    /// The place of the path.
    let nameRange: SourceRange
    /// The template or the mapping.
    let node: Node

    /// The declaration of a named value.
    init(_ declaration: Declaration) {
        name = declaration.name
        nameRange = declaration.nameRange
        node = declaration.node
    }

    /// The declaration at an entry of `echoes`.
    package init(_ entry: Node.Entry) {
        self.init(Declaration(name: entry.key, nameRange: entry.keyRange, node: entry.value))
    }

    /// The path.
    var path: FieldPath? { try? FieldPath(parsing: name) }

    /// The template as written; `nil` where the field's own name is that of the parameter.
    var written: Node? { node.scalar == nil ? node["repeats"] : node.isEmptyPlain ? nil : node }

    /// Where the parameter or the template stands.
    package var range: SourceRange { written?.range ?? nameRange }

    /// Whether it says that the field repeats nothing.
    var isNone: Bool { written?.text == Self.none }

    /// The differences that do not count.
    var ignoring: [Node] {
        guard let ignoring = node["ignoring"] else { return [] }
        return ignoring.scalar == nil ? ignoring.elements : [ignoring]
    }

    /// What it repeats; `nil` for nothing.
    package func template() throws(SyntaxError) -> TextTemplate? {
        if isNone { return nil }
        if let text = written?.text { return try TextTemplate(parsing: text) }
        guard case .member(let name)? = path?.steps.last else { return nil }
        return TextTemplate(parameter: name)
    }
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

    /// Every text a test compares with, and whether it is a regular expression.
    static func comparedTexts(_ test: Node) -> [(node: Node, isPattern: Bool)] {
        switch test.content {
        case .scalar: return [(test, false)]
        case .sequence(let elements): return elements.map { ($0, false) }
        case .mapping:
            let texts = ["equals", "contains", "prefix"].compactMap { test[$0] } + (test["oneOf"]?.elements ?? [])
            return texts.map { ($0, false) } + (test["matches"].map { [($0, true)] } ?? [])
        }
    }

    /// The field that decides.
    var by: Node? { node["by"] }

    /// Every outcome word with its place; the key is the value it is for, where a field decides.
    var outcomes: [(value: Node.Entry?, word: Node)] {
        guard let then = node["then"] else { return [] }
        if then.scalar != nil { return [(nil, then)] }
        return then.entries.map { ($0, $0.value["then"] ?? $0.value) }
    }
}
