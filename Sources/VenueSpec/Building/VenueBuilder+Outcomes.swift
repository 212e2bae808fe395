internal import SourceText

extension VenueBuilder {
    /// The shapes a status can have, one for each alternative.
    func responseShapes(_ declaration: ResponseDeclaration) -> [ResponseShape] {
        guard let status = declaration.status else { return [] }
        let node = declaration.node
        return declaration.bodies.enumerated().compactMap { index, body in
            guard let content = content(body) else { return nil }
            var name = HTTPStatusName.caseName(status)
            if index > 0 { name += Self.caseSuffix(TypeExpression(node: body).name ?? "") }
            let bare = ResponseShape(
                status: status, content: content, caseName: name,
                quantities: node[\ResponseKeys.quantities].map { Self.landed($0, QuantityKeys.self, .init()) }
                    ?? .init(),
                echoes: declaration.echoes.compactMap { echo($0, in: declaration) },
                headers: node[\ResponseKeys.headers].map(responseHeader),
                provenance: place(node, at: declaration.nameRange))
            var shape = Self.landed(node, ResponseKeys.self, bare)
            if content == .text { shape.text = [Self.wholeBody] }
            return shape
        }
    }

    /// A field that repeats what was asked; how that is known is said of it or of the response around it.
    private func echo(_ declaration: EchoDeclaration, in response: ResponseDeclaration) -> Echo? {
        guard let path = declaration.path, let template = declaration.template else { return nil }
        let node = declaration.node
        let ignored = Set(declaration.ignoring.compactMap(\.text))
        let bare = Echo(
            path: path, template: template.parts,
            ignoring: Echo.Difference.allCases.filter { ignored.contains($0.rawValue) },
            provenance: place(node, at: declaration.nameRange))
        var echo = Self.landed(node, EchoKeys.self, bare)
        if node.node(\ProvenanceKeys.basis) == nil { ProvenanceKeys.land(response.node, in: &echo.provenance) }
        return echo
    }

    /// A documented header field: nothing, a description, or a mapping.
    private func responseHeader(_ entry: SpecNode.Entry) -> ResponseHeader {
        let header = ResponseHeader(name: entry.key, provenance: place(entry.value, at: entry.keyRange))
        return Self.landed(entry.value, ResponseHeaderKeys.self, header)
    }

    /// The venue's own text in a reply of plain text, which has no other field.
    private static let wholeBody = FieldPath(steps: [])

    /// What a body word or a type says.
    func content(_ node: SpecNode) -> ResponseShape.Content? {
        switch node.value(as: BodyWord.self) {
        case .text: .text
        case .nothing: ResponseShape.Content.none
        case .any: .any
        case nil: valueType(TypeExpression(node: node)).map { .json($0) }
        }
    }

    private static func caseSuffix(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    func outcomeRule(_ declaration: OutcomeDeclaration, in operation: OperationDeclaration) -> OutcomeRule? {
        let node = declaration.node
        let decision: OutcomeRule.Decision
        if let by = node[\OutcomeRuleKeys.by] {
            decision = .byValue(
                by,
                declaration.outcomes.compactMap { value, word in
                    guard let value, let outcome: Outcome = word.value() else { return nil }
                    let bare = OutcomeRule.Case(
                        value: value.key, outcome: outcome, provenance: place(value.value, at: value.keyRange))
                    var row = Self.landed(value.value, OutcomeCaseKeys.self, bare)
                    // Known as the row is, unless it says otherwise.
                    if value.value.node(\ProvenanceKeys.basis) == nil {
                        ProvenanceKeys.land(node, in: &row.provenance)
                    }
                    return row
                })
        } else if let outcome: Outcome = node[\OutcomeRuleKeys.then]?.value() {
            decision = .fixed(outcome)
        } else {
            return nil
        }
        let resolver = FieldResolver(document: document, row: declaration, of: operation)
        let rule = OutcomeRule(
            statuses: Set(declaration.statuses.compactMap { $0.value() }).sorted(),
            conditions: declaration.conditions.flatMap { conditions($0, resolver: resolver) },
            decision: decision, provenance: place(node))
        return Self.landed(node, OutcomeRuleKeys.self, rule)
    }

    /// The conditions one entry of `when` states.
    private func conditions(_ entry: SpecNode.Entry, resolver: FieldResolver) -> [Condition] {
        guard let path = entry.name.path else { return [] }
        let type = resolver.types(at: path).first
        func condition(_ test: Condition.Test?) -> [Condition] { test.map { [Condition(path: path, test: $0)] } ?? [] }
        switch entry.value.content {
        case .scalar:
            return condition(constant(entry.value, type: type).map { .equals($0) })
        case .sequence(let elements):
            return condition(.oneOf(elements.compactMap { constant($0, type: type) }))
        case .mapping:
            // All of them must hold, so their order is the language's, whatever the author's.
            let test = entry.value
            return condition(test[\TestKeys.equals].flatMap { constant($0, type: type) }.map { .equals($0) })
                + condition(
                    test[\TestKeys.oneOf].map { .oneOf($0.elements.compactMap { constant($0, type: type) }) })
                + condition(test[\TestKeys.contains]?.compared.map { .contains($0) })
                + condition(test[\TestKeys.prefix]?.compared.map { .hasPrefix($0) })
                + condition(test[\TestKeys.matches]?.compared.map { .matches($0) })
                + condition(test[\TestKeys.above].map { .compares(.above, $0) })
                + condition(test[\TestKeys.below].map { .compares(.below, $0) })
                + condition(test[\TestKeys.atLeast].map { .compares(.atLeast, $0) })
                + condition(test[\TestKeys.atMost].map { .compares(.atMost, $0) })
                + counts(test).flatMap { condition(.counts($0, $1)) }
                + condition(test[\TestKeys.present].map { $0 ? .present : .absent })
        }
    }

    /// What a test says of the number of elements.
    private func counts(_ test: SpecNode) -> [(Condition.Comparison, Int)] {
        guard let count = test[\TestKeys.count] else { return [] }
        if let number: Int64 = count.value() { return [(.equals, Int(clamping: number))] }
        let bounds = [(Condition.Comparison.atLeast, count[\CountKeys.atLeast]), (.atMost, count[\CountKeys.atMost])]
        return bounds.compactMap { comparison, number in number.map { (comparison, $0) } }
    }

    /// A constant, typed by the field it is compared with.
    private func constant(_ node: SpecNode, type: ValueType?) -> Condition.Constant? {
        guard let compared = node.compared else { return nil }
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
    /// The replies that a row of the table is about.
    func responses(for outcome: OutcomeDeclaration) -> [ResponseDeclaration] {
        let ranges: [StatusRange] = outcome.statuses.compactMap { $0.value() }
        let documented = responses.compactMap(\.status)
        return responses.filter { response in
            response.status.map { status in ranges.contains { documented.isAnswered($0, by: status) } } ?? false
        }
    }
}

extension VenueBuilder {
    func example(_ node: SpecNode, of operation: OperationDeclaration) -> Example {
        let inputs = inputs(node[\ExampleKeys.input], of: operation)
        let given = Set(inputs[0].map(\.name))
        let members = Set(operation.identities.flatMap(\.members).compactMap(\.text))
        let scope = operation.identities.first { Set($0.members.compactMap(\.text)) == given.intersection(members) }
        let example = Example(
            input: inputs[0], furtherInputs: Array(inputs.dropFirst()),
            scope: operation.kind == .cancelAll ? scope?.name : nil,
            computed: node[\ExampleKeys.computed].compactMap { entry in
                entry.value[\RecordedValueKeys.value].map { value in
                    let message = entry.value.node(\RecordedValueKeys.message)
                    return Example.RecordedValue(
                        name: entry.key, value: value, message: entry.value[\RecordedValueKeys.message],
                        range: entry.value.range, messageRange: message?.range ?? entry.value.range)
                }
            },
            keys: node[\ExampleKeys.keys].compactMap { entry in
                entry.value.text.map { Example.Header(name: entry.key, value: $0) }
            },
            request: expectedRequest(node[\ExampleKeys.request] ?? node),
            frame: node[\ExampleKeys.frame].map {
                Self.landed($0, ExampleFrameKeys.self, Example.ExpectedFrame(range: $0.range))
            },
            replies: node[\ExampleKeys.replies].compactMap(reply), provenance: place(node))
        return Self.landed(node, ExampleKeys.self, example)
    }

    /// The values of each order of a call; a parameter that each order has a value of its own for lists them.
    private func inputs(_ entries: [SpecNode.Entry], of operation: OperationDeclaration) -> [[Example.InputValue]] {
        let values = entries.compactMap { entry -> (value: Example.InputValue, elements: [Example.InputScalar]?)? in
            guard let parameter = operation.parameter(named: entry.key),
                let value = inputScalar(entry.value, of: parameter)
            else { return nil }
            var elements: [Example.InputScalar]?
            if case .list(let list) = value, operation.isOfEachOrder(entry.key) { elements = list }
            return (Example.InputValue(name: entry.key, value: value, range: entry.value.range), elements)
        }
        let count = values.compactMap(\.elements?.count).max() ?? 1
        return (0..<max(1, count)).map { index in
            values.compactMap { value, elements in
                guard let elements else { return value }
                guard elements.indices.contains(index) else { return nil }
                return Example.InputValue(name: value.name, value: elements[index], range: value.range)
            }
        }
    }

    /// A parameter's value, typed by the parameter.
    ///
    /// A value of another kind is kept as what it is, so that executing the example finds it.
    func inputScalar(_ node: SpecNode, of parameter: ParameterDeclaration) -> Example.InputScalar? {
        if case .sequence(let elements) = node.content {
            return .list(elements.compactMap { inputScalar($0, of: parameter.items ?? parameter) })
        }
        guard let text = node.text else { return nil }
        if parameter.enumeration?.isInteger == true { return .number(text) }
        switch parameter.type {
        case .integer where parameter.enumeration == nil, .number: return .number(text)
        case .boolean: return node.boolean.map { .boolean($0) } ?? .text(text)
        default: return .text(text)
        }
    }

    private func expectedRequest(_ node: SpecNode) -> Example.ExpectedRequest {
        let fields = node[\ExampleRequestKeys.headers]
        let request = Example.ExpectedRequest(
            headers: headers(fields), range: node.range,
            places: Example.ExpectedRequest.Places(
                line: node.node(\ExampleRequestKeys.line)?.range ?? node.range, headerNames: fields.map(\.keyRange),
                headerValues: fields.map(\.value.range),
                body: node.node(\ExampleRequestKeys.body)?.range ?? node.range))
        return Self.landed(node, ExampleRequestKeys.self, request)
    }

    private func headers(_ fields: [SpecNode.Entry]) -> [Example.Header] {
        fields.map { Example.Header(name: $0.key, value: $0.value.text ?? "") }
    }

    private func reply(_ node: SpecNode) -> Example.Reply? {
        let outcomes = (node[\ReplyKeys.outcome]?.elementsOrSelf ?? []).compactMap { $0.value(as: Outcome.self) }
        guard let outcome = outcomes.first, let status = node[\ReplyKeys.status] else { return nil }
        let reply = Example.Reply(
            status: status, headers: headers(node[\ReplyKeys.headers]), body: Array(node[\ReplyKeys.body].utf8),
            outcome: outcome, furtherOutcomes: Array(outcomes.dropFirst()),
            quantities: node[\ReplyKeys.quantities].map { Self.landed($0, RecordedQuantityKeys.self, .init()) }
                ?? .init(),
            provenance: place(node))
        return Self.landed(node, ReplyKeys.self, reply)
    }
}
