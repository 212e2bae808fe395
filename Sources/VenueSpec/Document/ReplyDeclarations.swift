package import SourceText

struct ResponseDeclaration: NamedDeclaration {
    let entry: SpecNode.Entry

    var status: StatusRange? { entry.name.value() }

    /// The alternatives, in order: words, type names, or one type mapping.
    var bodies: [SpecNode] {
        let body = node[\ResponseKeys.body] ?? node
        if case .sequence(let elements) = body.content { return elements }
        return [body]
    }

    /// The fields with the venue's own code and text.
    var evidenceFields: [SpecNode] {
        guard node[\ResponseKeys.body] != nil else { return [] }
        return [node.node(\ResponseKeys.code), node.node(\ResponseKeys.text)].compactMap(\.self)
            .flatMap { $0.scalar == nil ? $0.elements : [$0] }
    }

    /// The fields with quantities; those under other keys are not among them.
    var quantities: [(quantity: Quantity, field: SpecNode)] {
        (node[\ResponseKeys.quantities]?.entries ?? []).compactMap { entry in
            Quantity(rawValue: entry.key).map { ($0, entry.value) }
        }
    }

    /// The field with how many orders were cancelled.
    var affected: SpecNode? { node[\ResponseKeys.body] == nil ? nil : node.node(\ResponseKeys.affected) }

    /// Every field path, as written.
    var fieldPaths: [SpecNode] {
        evidenceFields + quantities.map(\.field) + [affected].compactMap(\.self) + echoes.map(\.entry.name)
    }

    /// The fields that repeat what was asked, and those that are only named as if they did.
    var echoes: [EchoDeclaration] { node[\ResponseKeys.echoes].map(EchoDeclaration.init) }
}

/// A field that repeats what was asked, as written: nothing, a template, or a mapping.
struct EchoDeclaration: NamedDeclaration {
    /// The word for a field that repeats nothing.
    static let none = "none"

    let entry: SpecNode.Entry

    var path: FieldPath? { entry.name.path }

    /// The template as written; `nil` where the field's own name is that of the parameter.
    var written: SpecNode? { node.isEmptyPlain ? nil : node.node(\EchoKeys.repeats) }

    /// Where the parameter or the template stands.
    var range: SourceRange { written?.range ?? nameRange }

    /// Whether it says that the field repeats nothing.
    var isNone: Bool { written?.text == Self.none }

    /// The differences that do not count.
    var ignoring: [SpecNode] {
        guard let ignoring = node[\EchoKeys.ignoring] else { return [] }
        return ignoring.scalar == nil ? ignoring.elements : [ignoring]
    }

    /// What it repeats; `nil` for nothing, and where that cannot be read.
    var template: TextTemplate? {
        if let written { return isNone ? nil : written.value() }
        guard case .member(let name)? = path?.steps.last else { return nil }
        return TextTemplate(parameter: name)
    }
}

struct OutcomeDeclaration {
    let node: SpecNode

    var statuses: [SpecNode] {
        guard let status = node[\OutcomeRuleKeys.status] else { return [] }
        if case .sequence(let elements) = status.content { return elements }
        return [status]
    }

    /// The conditions: a path and its test.
    var conditions: [SpecNode.Entry] { node[\OutcomeRuleKeys.when] }

    /// Every text a test compares with, but for a regular expression.
    static func comparedTexts(_ test: SpecNode) -> [SpecNode] {
        switch test.content {
        case .scalar: return [test]
        case .sequence(let elements): return elements
        case .mapping:
            let texts = [test[\TestKeys.equals], test[\TestKeys.contains], test[\TestKeys.prefix]]
            return texts.compactMap(\.self) + (test[\TestKeys.oneOf]?.elements ?? [])
        }
    }

    /// The field that decides, as written.
    var by: SpecNode? { node.node(\OutcomeRuleKeys.by) }

    /// Every field path, as written.
    var fieldPaths: [SpecNode] { (by.map { [$0] } ?? []) + conditions.map(\.name) }

    /// Every outcome word with its place; the key is the value it is for, where a field decides.
    var outcomes: [(value: SpecNode.Entry?, word: SpecNode)] {
        guard let then = node[\OutcomeRuleKeys.then] else { return [] }
        if then.scalar != nil { return [(nil, then)] }
        return then.entries.map { ($0, $0.value.node(\OutcomeCaseKeys.then) ?? $0.value) }
    }
}

extension SpecNode {
    /// The field path it is, as a value or as a key.
    var path: FieldPath? { value() }

    /// What a test compares with: the pieces of a text or of a regular expression.
    var compared: ComparedText? {
        (value(as: TextTemplate.self)?.parts ?? value(as: PatternTemplate.self)?.parts).map { ComparedText($0) }
    }

    /// The truth value a plain scalar spells.
    var boolean: Bool? {
        guard let scalar, case .value(let value)? = Form.boolean.meaning(of: scalar) else { return nil }
        return value as? Bool
    }
}

extension SpecNode.Entry {
    /// The template of a query, form or header field; an empty value stands for the parameter the key names.
    var template: TextTemplate? { value.isEmptyPlain ? TextTemplate(parameter: key) : value.value() }
}

extension SpecNode.Entry {
    /// The alternatives of the body of a response.
    package var bodies: [SpecNode] { ResponseDeclaration(entry: self).bodies }

    /// What a field under `echoes` repeats, and where that stands.
    package var repeated: (template: TextTemplate, range: SourceRange)? {
        let echo = EchoDeclaration(entry: self)
        return echo.template.map { ($0, echo.range) }
    }
}
