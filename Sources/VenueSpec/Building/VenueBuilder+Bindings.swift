internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// The HTTP binding.
    func httpBinding(_ node: Node) -> HTTPBinding? {
        guard let line = (node["request"]?.text).flatMap({ try? RequestLine(parsing: $0) }) else { return nil }
        var headers = (node["headers"]?.entries ?? []).compactMap { entry in
            textTemplate(entry).map { HeaderTemplate(name: entry.key, value: $0.parts) }
        }
        let body: RequestBody
        if let template = node["json"].flatMap({ try? JSONTemplate($0) }) {
            body = .json(template, contentType: node["contentType"]?.text ?? "application/json")
        } else if let form = node["form"] {
            body = .form(
                queryItems(form), contentType: node["contentType"]?.text ?? "application/x-www-form-urlencoded")
        } else {
            body = .none
            if let type = node["contentType"]?.text {
                headers.append(HeaderTemplate(name: "Content-Type", value: [.literal(type)]))
            }
        }
        return HTTPBinding(
            method: line.method, path: line.path, query: node["query"].map(queryItems) ?? [],
            headers: headers, body: body, provenance: provenance(node))
    }

    /// The WebSocket binding.
    func webSocketBinding(_ node: Node) -> WebSocketBinding? {
        guard let frame = node["frame"].flatMap({ try? JSONTemplate($0) }) else { return nil }
        return WebSocketBinding(
            server: node["server"]?.text, frame: frame, idKind: node["id"]?.text == "integer" ? .integer : .string,
            description: node["description"]?.text, provenance: provenance(node))
    }

    private func queryItems(_ node: Node) -> [QueryItem] {
        node.entries.compactMap { entry in
            textTemplate(entry).map { QueryItem(name: entry.key, value: $0.parts, explode: $0.explodes) }
        }
    }

    /// The template of a query, form or header field; an empty value stands for the parameter the key names.
    private func textTemplate(_ entry: Node.Entry) -> TextTemplate? {
        guard let scalar = entry.value.scalar else { return nil }
        if entry.value.isEmptyPlain { return TextTemplate(parameter: entry.key) }
        return try? TextTemplate(parsing: scalar.text)
    }
}
