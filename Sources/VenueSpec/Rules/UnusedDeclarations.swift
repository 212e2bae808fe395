internal import SourceText
internal import YAMLDocument

enum UnusedDeclaration: DocumentRule {
    static let rule = RuleDescription(
        id: "unused-declaration",
        severity: .warning,
        summary: "every type and every source is used",
        explanation: """
            What nothing refers to is either a leftover or a sign that the place which should refer to it is missing.
            """,
        badExample: """
            types:
              OldReply: { properties: { ok: boolean } }   # no response names it
            """,
        goodExample: "types: {}")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        var words: Set<String> = []
        for type in document.types {
            for property in type.properties ?? [] where property.type.innermost.name != type.name {
                property.type.innermost.name.map { _ = words.insert($0) }
            }
        }
        for body in document.operations.flatMap(\.responses).flatMap(\.bodies) {
            TypeExpression(node: body).innermost.name.map { _ = words.insert($0) }
        }
        for type in document.types where !words.contains(type.name) {
            report.add(rule, "type '\(type.name)' is never used", at: type.nameRange)
        }
        let cited = Set(document.facts.compactMap { $0[\ProvenanceKeys.source] })
        for source in document.root[\SpecKeys.sources] where !cited.contains(source.key) {
            report.add(rule, "source '\(source.key)' is never cited", at: source.keyRange)
        }
    }
}

enum UnboundParameter: DocumentRule {
    static let rule = RuleDescription(
        id: "unbound-parameter",
        summary: "every parameter goes somewhere in the request",
        explanation: """
            A parameter the request does not carry is a value the venue never sees: the caller believes to have named
            an order and has not.
            """,
        badExample: """
            parameters: { account: string, orderId: string }
            http: { request: 'DELETE /orders/{orderId}' }
            """,
        goodExample: """
            parameters: { account: string, orderId: string }
            http:
              request: DELETE /orders/{orderId}
              headers: { account }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations where operation.hasReadableBinding {
            let placeholders = operation.placeholders
            let bound = Set(placeholders.filter { $0.place.isHTTP }.map(\.name))
            let framed = Set(placeholders.filter { $0.place == .frame }.map(\.name))
            for parameter in operation.parameters {
                if !bound.contains(parameter.name) {
                    report.add(
                        rule,
                        "parameter '\(parameter.name)' is bound nowhere in the request; put it in the path, query, "
                            + "headers or body", at: parameter.nameRange)
                } else if operation.webSocket != nil, !framed.contains(parameter.name) {
                    report.add(
                        rule, "parameter '\(parameter.name)' is bound nowhere in the WebSocket frame",
                        at: parameter.nameRange)
                }
            }
        }
    }
}
