internal import SourceText
internal import YAMLDocument

/// `unbound-parameter`: every parameter goes somewhere in the request.
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
