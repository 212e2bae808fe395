internal import SourceText

enum UnknownParameter: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.parts {
            let known = operation.parameters.map(\.name)
            let names = Set(known)
            for placeholder in operation.placeholders where !names.contains(placeholder.name) {
                if placeholder.place == .frame && placeholder.name == "$id" { continue }
                let hasPosition = operation.batch != nil && placeholder.place == .row
                if hasPosition, placeholder.name == BatchDescription.position { continue }
                let hasPage = operation.pages != nil && placeholder.place.isHTTP
                let own = placeholder.place.takesComputed ? document.computedNames(of: operation) : []
                if own.contains(placeholder.name) || placeholder.place == .computed { continue }
                if hasPage && placeholder.name == PageDescription.placeholder { continue }
                let built = placeholder.name.hasPrefix("$") ? "; names that start with '$' are the language's own" : ""
                let place = report.place(of: placeholder.name, after: "{", in: placeholder.range)
                report.addUnknown(
                    .unknownParameter, "unknown parameter '\(placeholder.name)' in \(placeholder.place.title)\(built)",
                    name: placeholder.name,
                    known: known + own
                        + (placeholder.place == .frame ? ["$id"] : hasPage ? [PageDescription.placeholder] : [])
                        + (hasPosition ? [BatchDescription.position] : []),
                    at: place ?? placeholder.range)
            }
        }
        for operation in document.operations {
            let known = operation.parameters.map(\.name)
            let names = Set(known)
            for example in operation.examples {
                for entry in example[\ExampleKeys.input] where !names.contains(entry.key) {
                    report.addUnknown(
                        .unknownParameter, "unknown parameter '\(entry.key)' in the input of an example",
                        name: entry.key, known: known, at: entry.keyRange)
                }
            }
        }
    }
}

enum UnknownServer: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        // An address that is none is reported elsewhere, and may have been meant for anything.
        var schemes: [String: String?] = [:]
        for server in document.servers {
            schemes.updateValue(server.value[\ServerKeys.url]?.scheme, forKey: server.key)
        }
        if let servers = document.root.node(\SpecKeys.servers), !schemes.isEmpty,
            schemes.values.allSatisfy({ $0 == "wss" })
        {
            report.add(
                .unknownServer,
                "no server has an 'https' address, so no request can be sent; a venue with sockets alone is out of reach "
                    + "in format 1", at: servers.range)
        }
        for operation in document.operations {
            guard let node = operation.webSocket?.node(\WebSocketKeys.server), let name = node.text else { continue }
            if let scheme = schemes[name] {
                if let scheme, scheme != "wss" {
                    report.add(
                        .unknownServer, "server '\(name)' takes requests, not WebSocket connections", at: node.range)
                }
            } else {
                report.addUnknown(
                    .unknownServer, "unknown server '\(name)'", name: name, known: document.servers.map(\.key),
                    at: node.range)
            }
        }
    }
}

enum UnknownType: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for type in document.types {
            for held in type.held { check(held, document, &report) }
        }
        for operation in document.operations {
            for body in operation.responses.flatMap(\.bodies) { check(TypeExpression(node: body), document, &report) }
        }
    }

    private static func check(_ expression: TypeExpression, _ document: SpecDocument, _ report: inout Report) {
        let innermost = expression.innermost
        guard let node = innermost.nameNode, let word = node.text, word.utf8.first.map(isUpper) == true,
            document.type(named: word) == nil
        else { return }
        report.addUnknown(
            .unknownType, "unknown type '\(word)'", name: word, known: document.types.map(\.name), at: node.range)
    }
}

enum UndeclaredField: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for response in operation.responses {
                let resolver = FieldResolver(document: document, bodies: response.bodies)
                for node in response.fieldPaths { check(node, resolver, &report) }
            }
            for outcome in operation.outcomes {
                let resolver = FieldResolver(document: document, row: outcome, of: operation)
                for node in outcome.fieldPaths { check(node, resolver, &report) }
            }
        }
    }

    private static func check(_ node: SpecNode, _ resolver: FieldResolver, _ report: inout Report) {
        guard let path = node.path, let text = node.text else { return }
        if resolver.isAmbiguous(path) {
            report.add(
                .undeclaredField,
                "'\(text)' leads to fields of different types in the objects under 'oneOf'; a path leads to one type",
                at: node.range)
        }
        guard resolver.types(at: path).isEmpty else { return }
        if let (kind, known) = resolver.pathsElsewhere(like: path) {
            return report.addUnknown(
                .undeclaredField, "'\(text)' is no \(kind) here", name: text, known: known, at: node.range)
        }
        let unknown = resolver.unknownMember(of: path)
        report.addUnknown(
            .undeclaredField, "no documented body has a field '\(text)'", name: unknown?.name ?? text,
            known: unknown?.known ?? [], at: node.range)
    }
}

enum UndeclaredStatus: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations where operation.sharedAnswers.isEmpty {
            let documented = operation.responses.map(\.name)
            let ranges = operation.responses.compactMap(\.status)
            for status in operation.outcomes.flatMap(\.statuses) {
                guard let range: StatusRange = status.value(), let text = status.text,
                    !ranges.contains(where: { $0.overlaps(range) })
                else { continue }
                report.add(
                    .undeclaredStatus,
                    "status '\(text)' has no entry under 'responses'; documented are "
                        + documented.map { "'\($0)'" }.joined(separator: ", "), at: status.range)
            }
        }
    }
}
