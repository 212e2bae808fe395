internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// An executed example.
    func example(_ node: Node, of operation: OperationDeclaration) -> Example {
        return Example(
            name: node["name"]?.text ?? "", description: node["description"]?.text,
            input: (node["input"]?.entries ?? []).compactMap { entry in
                guard let parameter = operation.parameter(named: entry.key),
                    let value = inputScalar(entry.value, of: parameter)
                else { return nil }
                return Example.InputValue(name: entry.key, value: value, range: entry.value.range)
            },
            request: expectedRequest(node["request"] ?? node),
            frame: node["frame"].map { frame in
                Example.ExpectedFrame(
                    id: frame["id"]?.text ?? "", text: frame["text"]?.text ?? "", range: frame.range)
            },
            replies: (node["replies"]?.elements ?? []).compactMap(reply), provenance: provenance(node))
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
        switch parameter.typeWord {
        case "integer" where parameter.enumeration == nil, "number": return .number(scalar.text)
        case "boolean": return node.boolean.map { .boolean($0) } ?? .text(scalar.text)
        default: return .text(scalar.text)
        }
    }

    private func expectedRequest(_ node: Node) -> Example.ExpectedRequest {
        let fields = node["headers"]?.entries ?? []
        return Example.ExpectedRequest(
            line: node["line"]?.text ?? "", headers: headers(node["headers"]), body: node["body"]?.scalar?.text,
            range: node.range,
            places: Example.ExpectedRequest.Places(
                line: node["line"]?.range ?? node.range, headerNames: fields.map(\.keyRange),
                headerValues: fields.map(\.value.range), body: node["body"]?.range ?? node.range))
    }

    private func headers(_ node: Node?) -> [Example.Header] {
        (node?.entries ?? []).map { Example.Header(name: $0.key, value: $0.value.scalar?.text ?? "") }
    }

    private func reply(_ node: Node) -> Example.Reply? {
        guard let outcome = (node["outcome"]?.text).flatMap(Outcome.init(word:)),
            let status = node["status"]?.integer.flatMap({ Int(exactly: $0) })
        else { return nil }
        return Example.Reply(
            name: node["name"]?.text ?? "", status: status, headers: headers(node["headers"]),
            body: Array((node["body"]?.scalar?.text ?? "").utf8), fits: node["fits"]?.boolean ?? true,
            outcome: outcome, code: node["code"]?.scalar?.text, text: node["text"]?.scalar?.text,
            description: node["description"]?.text, provenance: provenance(node))
    }
}
