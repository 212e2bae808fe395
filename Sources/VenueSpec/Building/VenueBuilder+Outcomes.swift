internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// The shapes a status can have, one for each alternative.
    func responseShapes(_ declaration: ResponseDeclaration) -> [ResponseShape] {
        guard let status = declaration.status else { return [] }
        let node = declaration.node
        return declaration.bodies.enumerated().compactMap { index, body in
            guard let content = content(body) else { return nil }
            var name = HTTPStatusName.caseName(status)
            if index > 0 { name += Self.caseSuffix(body.text ?? body["type"]?.text ?? "") }
            return ResponseShape(
                status: status, content: content, caseName: name, code: path(node["code"]),
                text: content == .text ? Self.wholeBody : path(node["text"]),
                echoes: declaration.echoes.compactMap { echo($0, in: declaration) },
                headers: declaration.headers.map(responseHeader), description: node["description"]?.text,
                provenance: provenance(node, at: declaration.nameRange))
        }
    }

    /// A field that repeats what was asked; how that is known is said of it or of the response around it.
    private func echo(_ declaration: EchoDeclaration, in response: ResponseDeclaration) -> Echo? {
        guard let path = declaration.path, let template = try? declaration.template() else { return nil }
        let ignored = Set(declaration.ignoring.compactMap(\.text))
        let saysBasis = declaration.node["basis"] != nil
        return Echo(
            path: path, template: template.parts,
            ignoring: Echo.Difference.allCases.filter { ignored.contains($0.rawValue) },
            description: declaration.node["description"]?.text,
            provenance: provenance(saysBasis ? declaration.node : response.node, at: declaration.nameRange))
    }

    /// A documented header field: nothing, a description, or a mapping.
    private func responseHeader(_ entry: Node.Entry) -> ResponseHeader {
        ResponseHeader(
            name: entry.key, isRequired: entry.value["required"]?.boolean ?? true,
            description: entry.value.text ?? entry.value["description"]?.text,
            provenance: provenance(entry.value, at: entry.keyRange))
    }

    /// The venue's own text in a reply of plain text, which has no other field.
    private static let wholeBody = FieldPath(steps: [])

    /// What a body word or a type says.
    func content(_ node: Node) -> ResponseShape.Content? {
        switch node.text {
        case "text": .text
        case "none": ResponseShape.Content.none
        case "any": .any
        default: valueType(TypeExpression(node: node)).map { .json($0) }
        }
    }

    private static func caseSuffix(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// An outcome rule.
    func outcomeRule(_ declaration: OutcomeDeclaration, in operation: OperationDeclaration) -> OutcomeRule? {
        let decision: OutcomeRule.Decision
        if let by = path(declaration.by) {
            decision = .byValue(
                by,
                declaration.outcomes.compactMap { value, word in
                    guard let value, let outcome = word.text.flatMap(Outcome.init(word:)) else { return nil }
                    return OutcomeRule.Case(
                        value: value.key, outcome: outcome, provenance: provenance(value.value, at: value.keyRange))
                })
        } else if let outcome = (declaration.node["then"]?.text).flatMap(Outcome.init(word:)) {
            decision = .fixed(outcome)
        } else {
            return nil
        }
        let statuses = declaration.statuses.compactMap { $0.text.flatMap(Int.init) }
        let resolver = FieldResolver(document: document, bodies: operation.bodies(for: statuses))
        return OutcomeRule(
            statuses: Set(statuses).sorted(),
            conditions: declaration.conditions.flatMap { conditions($0, resolver: resolver) },
            decision: decision, isProvenByStatus: declaration.node["proof"]?.text == "status",
            isProvenByBody: declaration.node["proof"]?.text == "body",
            description: declaration.node["description"]?.text, provenance: provenance(declaration.node))
    }

    private func path(_ node: Node?) -> FieldPath? {
        (node?.text).flatMap { try? FieldPath(parsing: $0) }
    }

    /// The conditions one entry of `when` states.
    private func conditions(_ entry: Node.Entry, resolver: FieldResolver) -> [Condition] {
        guard let path = try? FieldPath(parsing: entry.key) else { return [] }
        let type = resolver.types(at: path).first
        /// The condition of one test.
        func condition(_ test: Condition.Test?) -> [Condition] { test.map { [Condition(path: path, test: $0)] } ?? [] }
        switch entry.value.content {
        case .scalar:
            return condition(constant(entry.value, type: type).map { .equals($0) })
        case .sequence(let elements):
            return condition(.oneOf(elements.compactMap { constant($0, type: type) }))
        case .mapping:
            // All of them must hold, so their order is the grammar's, whatever the author's.
            return Grammar.record(.test).keys.flatMap { key -> [Condition] in
                guard let value = entry.value[key.name] else { return [] }
                return switch key.name {
                case "equals": condition(constant(value, type: type).map { .equals($0) })
                case "oneOf": condition(.oneOf(value.elements.compactMap { constant($0, type: type) }))
                case "contains": condition(text(value).map { .contains($0) })
                case "prefix": condition(text(value).map { .hasPrefix($0) })
                case "matches": condition(pattern(value).map { .matches($0) })
                case "present": condition(value.boolean.map { $0 ? .present : .absent })
                default: []
                }
            }
        }
    }

    /// Text that a test compares with.
    private func text(_ node: Node) -> ComparedText? {
        (node.scalar?.text).flatMap { try? TextTemplate(parsing: $0) }.map { ComparedText($0.parts) }
    }

    /// A regular expression that a test compares with.
    private func pattern(_ node: Node) -> ComparedText? {
        (node.text).flatMap { try? PatternTemplate(parsing: $0) }.map { ComparedText($0.parts) }
    }

    /// A constant, typed by the field it is compared with.
    private func constant(_ node: Node, type: ValueType?) -> Condition.Constant? {
        guard let compared = self.text(node) else { return nil }
        guard let text = compared.fixedText else { return .template(compared) }
        switch type {
        case .boolean: return node.boolean.map { .boolean($0) }
        case .integer: return Int64(text).map { .integer($0) }
        case .named(let name):
            if document.type(named: name.text)?.enumeration?.isInteger == true {
                return Int64(text).map { .integer($0) }
            }
            return .string(text)
        default: return .string(text)
        }
    }
}

extension OperationDeclaration {
    /// The bodies, alternatives included, of the replies of some statuses.
    func bodies(for statuses: [Int]) -> [Node] {
        responses.filter { $0.status.map(statuses.contains) ?? false }.flatMap(\.bodies)
    }
}
