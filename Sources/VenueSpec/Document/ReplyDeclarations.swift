internal import SourceText
internal import YAMLDocument

struct ResponseDeclaration: NamedDeclaration {
    let entry: Node.Entry

    var status: Int? { Int(name) }

    /// The alternatives, in order: words, type names, or one type mapping.
    var bodies: [Node] {
        let body = node[\ResponseKeys.body] ?? node
        if case .sequence(let elements) = body.content { return elements }
        return [body]
    }

    /// The fields with the venue's own code and text.
    var evidenceFields: [Node] {
        guard node[\ResponseKeys.body] != nil else { return [] }
        return [node.node(\ResponseKeys.code), node.node(\ResponseKeys.text)].compactMap(\.self)
    }

    /// The fields with quantities; those under other keys are not among them.
    var quantities: [(quantity: Quantity, field: Node)] {
        (node[\ResponseKeys.quantities]?.entries ?? []).compactMap { entry in
            Quantity(rawValue: entry.key).map { ($0, entry.value) }
        }
    }

    /// The fields that repeat what was asked, and those that are only named as if they did.
    var echoes: [EchoDeclaration] { node[\ResponseKeys.echoes].map(EchoDeclaration.init) }
}

/// A field that repeats what was asked, as written: nothing, a template, or a mapping.
struct EchoDeclaration: NamedDeclaration {
    /// The word for a field that repeats nothing.
    static let none = "none"

    let entry: Node.Entry

    var path: FieldPath? { try? FieldPath(parsing: name) }

    /// The template as written; `nil` where the field's own name is that of the parameter.
    var written: Node? { node.isEmptyPlain ? nil : node.node(\EchoKeys.repeats) }

    /// Where the parameter or the template stands.
    var range: SourceRange { written?.range ?? nameRange }

    /// Whether it says that the field repeats nothing.
    var isNone: Bool { written?.text == Self.none }

    /// The differences that do not count.
    var ignoring: [Node] {
        guard let ignoring = node[\EchoKeys.ignoring] else { return [] }
        return ignoring.scalar == nil ? ignoring.elements : [ignoring]
    }

    /// What it repeats; `nil` for nothing.
    func template() throws(SyntaxError) -> TextTemplate? {
        if isNone { return nil }
        if let text = written?.text { return try TextTemplate(parsing: text) }
        guard case .member(let name)? = path?.steps.last else { return nil }
        return TextTemplate(parameter: name)
    }
}

struct OutcomeDeclaration {
    let node: Node

    var statuses: [Node] {
        guard let status = node[\OutcomeRuleKeys.status] else { return [] }
        if case .sequence(let elements) = status.content { return elements }
        return [status]
    }

    /// The conditions: a path and its test.
    var conditions: [Node.Entry] { node[\OutcomeRuleKeys.when] }

    /// Every text a test compares with, and whether it is a regular expression.
    static func comparedTexts(_ test: Node) -> [(node: Node, isPattern: Bool)] {
        switch test.content {
        case .scalar: return [(test, false)]
        case .sequence(let elements): return elements.map { ($0, false) }
        case .mapping:
            let texts = [test[\TestKeys.equals], test[\TestKeys.contains], test[\TestKeys.prefix]]
            return (texts.compactMap(\.self) + (test[\TestKeys.oneOf]?.elements ?? [])).map { ($0, false) }
                + (test[\TestKeys.matches].map { [($0, true)] } ?? [])
        }
    }

    /// The field that decides, as written.
    var by: Node? { node.node(\OutcomeRuleKeys.by) }

    /// Every outcome word with its place; the key is the value it is for, where a field decides.
    var outcomes: [(value: Node.Entry?, word: Node)] {
        guard let then = node[\OutcomeRuleKeys.then] else { return [] }
        if then.scalar != nil { return [(nil, then)] }
        return then.entries.map { ($0, $0.value.node(\OutcomeCaseKeys.then) ?? $0.value) }
    }
}
