internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    func httpBinding(_ node: Node) -> HTTPBinding? {
        guard let line = node[\HTTPKeys.request] else { return nil }
        var headers = node[\HTTPKeys.headers].compactMap { entry in
            textTemplate(entry).map { HeaderTemplate(name: entry.key, value: $0.parts) }
        }
        let contentType = node[\HTTPKeys.contentType]
        let body: RequestBody
        if let template = node[\HTTPKeys.json].flatMap({ try? JSONTemplate($0) }) {
            body = .json(template, contentType: contentType ?? "application/json")
        } else if let form = node[\HTTPKeys.form] {
            body = .form(queryItems(form), contentType: contentType ?? "application/x-www-form-urlencoded")
        } else {
            body = .none
            if let contentType {
                headers.append(HeaderTemplate(name: "Content-Type", value: [.literal(contentType)]))
            }
        }
        let binding = HTTPBinding(
            method: line.method, path: line.path, query: queryItems(node[\HTTPKeys.query]), headers: headers,
            body: body,
            provenance: place(node))
        return Self.landed(node, HTTPKeys.self, binding)
    }

    /// The WebSocket binding.
    func webSocketBinding(_ node: Node) -> WebSocketBinding? {
        guard let frame = node[\WebSocketKeys.frame].flatMap({ try? JSONTemplate($0) }) else { return nil }
        let binding = WebSocketBinding(
            frame: frame, idKind: node[\WebSocketKeys.id] ?? .string, provenance: place(node))
        return Self.landed(node, WebSocketKeys.self, binding)
    }

    private func queryItems(_ entries: [Node.Entry]) -> [QueryItem] {
        entries.compactMap { entry in
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
