internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// An executed example.
    func example(_ node: Node, of operation: OperationDeclaration) -> Example {
        let example = Example(
            input: node[\ExampleKeys.input].compactMap { entry in
                guard let parameter = operation.parameter(named: entry.key),
                    let value = inputScalar(entry.value, of: parameter)
                else { return nil }
                return Example.InputValue(name: entry.key, value: value, range: entry.value.range)
            },
            request: expectedRequest(node[\ExampleKeys.request] ?? node),
            frame: node[\ExampleKeys.frame].map {
                Self.landed($0, ExampleFrameKeys.self, Example.ExpectedFrame(range: $0.range))
            },
            replies: node[\ExampleKeys.replies].compactMap(reply), provenance: place(node))
        return Self.landed(node, ExampleKeys.self, example)
    }

    /// A parameter's value, typed by the parameter.
    ///
    /// A value of another kind is kept as what it is, so that executing the example finds it.
    func inputScalar(_ node: Node, of parameter: ParameterDeclaration) -> Example.InputScalar? {
        if case .sequence(let elements) = node.content {
            return .list(elements.compactMap { inputScalar($0, of: parameter.items ?? parameter) })
        }
        guard let scalar = node.scalar else { return nil }
        if parameter.enumeration?.isInteger == true { return .number(scalar.text) }
        switch parameter.type {
        case .integer where parameter.enumeration == nil, .number: return .number(scalar.text)
        case .boolean: return node.boolean.map { .boolean($0) } ?? .text(scalar.text)
        default: return .text(scalar.text)
        }
    }

    private func expectedRequest(_ node: Node) -> Example.ExpectedRequest {
        let fields = node[\ExampleRequestKeys.headers]
        let request = Example.ExpectedRequest(
            headers: headers(fields), range: node.range,
            places: Example.ExpectedRequest.Places(
                line: node.node(\ExampleRequestKeys.line)?.range ?? node.range, headerNames: fields.map(\.keyRange),
                headerValues: fields.map(\.value.range),
                body: node.node(\ExampleRequestKeys.body)?.range ?? node.range))
        return Self.landed(node, ExampleRequestKeys.self, request)
    }

    private func headers(_ fields: [Node.Entry]) -> [Example.Header] {
        fields.map { Example.Header(name: $0.key, value: $0.value.scalar?.text ?? "") }
    }

    private func reply(_ node: Node) -> Example.Reply? {
        guard let outcome = node[\ReplyKeys.outcome], let status = node[\ReplyKeys.status] else { return nil }
        let reply = Example.Reply(
            status: status, headers: headers(node[\ReplyKeys.headers]), body: Array(node[\ReplyKeys.body].utf8),
            outcome: outcome, provenance: place(node))
        return Self.landed(node, ReplyKeys.self, reply)
    }
}
