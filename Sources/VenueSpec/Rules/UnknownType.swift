internal import SourceText
internal import YAMLDocument

/// `unknown-type`: every type that is named is declared.
enum UnknownType: DocumentRule {
    static let rule = RuleDescription(
        id: "unknown-type",
        summary: "every type that is named is declared",
        explanation: """
            Shapes are declared once under 'types' and used by name, so that a change to one is one line in a review.
            """,
        badExample: """
            responses: { 200: CancelRepyl }
            """,
        goodExample: """
            responses: { 200: CancelReply }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for type in document.types {
            for property in type.properties ?? [] { check(property.type, document, &report) }
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
            rule, "unknown type '\(word)'", name: word, known: document.types.map(\.name), at: node.range)
    }
}
