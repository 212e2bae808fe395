internal import SourceText
internal import YAMLDocument

/// `undeclared-status`: every status an outcome applies to is a documented response.
enum UndeclaredStatus: DocumentRule {
    static let rule = RuleDescription(
        id: "undeclared-status",
        summary: "every status an outcome applies to is a documented response",
        explanation: """
            An outcome for a status that 'responses' does not list would never be reached, because undocumented
            statuses have outcomes of their own.
            """,
        badExample: """
            responses: { 200: any }
            outcomes:
              - { status: 404, then: unknownOrder }
            """,
        goodExample: """
            responses: { 200: any, 404: any }
            outcomes:
              - { status: 404, then: unknownOrder }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let documented = operation.responses.map(\.name)
            for status in operation.outcomes.flatMap(\.statuses) {
                guard let text = status.text, TextForm.status.accepts(text), !documented.contains(text) else {
                    continue
                }
                report.add(
                    rule,
                    "status '\(text)' has no entry under 'responses'; documented are "
                        + documented.map { "'\($0)'" }.joined(separator: ", "), at: status.range)
            }
        }
    }
}
