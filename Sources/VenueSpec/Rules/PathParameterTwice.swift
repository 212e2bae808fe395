internal import SourceText
internal import YAMLDocument

/// `path-parameter-twice`: no parameter stands in the path twice.
enum PathParameterTwice: DocumentRule {
    static let rule = RuleDescription(
        id: "path-parameter-twice",
        summary: "no parameter stands in the path twice",
        explanation: """
            A path that repeats a parameter is almost always a copying slip: the second place was meant for another
            identifier, and the wrong order would be cancelled.
            """,
        badExample: """
            http: { request: 'DELETE /accounts/{orderId}/orders/{orderId}' }
            """,
        goodExample: """
            http: { request: 'DELETE /accounts/{account}/orders/{orderId}' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            var seen: Set<String> = []
            for placeholder in operation.placeholders where placeholder.place == .path {
                if !seen.insert(placeholder.name).inserted {
                    report.add(
                        rule, "parameter '\(placeholder.name)' stands in the path twice", at: placeholder.range)
                }
            }
        }
    }
}
