internal import SourceText
internal import YAMLDocument

/// `invalid-request-line`: every request is a method and a path template.
enum InvalidRequestLine: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-request-line",
        summary: "every request is a method and a path template",
        explanation: """
            The request line is the heart of the binding: a method of RFC 9110, one space, and a path that starts
            with a slash, holds its parameters in braces and nothing that a server or a library would rewrite.
            """,
        badExample: """
            http: { request: 'CANCEL /orders/{orderId}' }
            """,
        goodExample: """
            http: { request: 'DELETE /orders/{orderId}' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            guard let node = operation.http?.node(\HTTPKeys.request), let text = node.text else { continue }
            do throws(SyntaxError) {
                _ = try RequestLine(parsing: text)
            } catch {
                report.add(rule, "invalid request: \(error.message)", at: node.range)
            }
        }
    }
}
