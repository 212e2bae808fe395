internal import SourceText
internal import YAMLDocument

/// `invalid-field-path`: every field path is well formed.
enum InvalidFieldPath: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-field-path",
        summary: "every field path is well formed",
        explanation: """
            Paths are member names joined by dots, with '[0]' for an element, '[*]' for any element, and '$' for the
            body itself.
            """,
        badExample: """
            when: { 'results[first].code': 0 }
            """,
        goodExample: """
            when: { 'results[0].code': 0 }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for response in operation.responses {
                for node in response.evidenceFields { check(node.text, node.range, &report) }
            }
            for echo in operation.responses.flatMap(\.echoes) { check(echo.name, echo.nameRange, &report) }
            for outcome in operation.outcomes {
                check(outcome.by?.text, outcome.by?.range, &report)
                for condition in outcome.conditions { check(condition.key, condition.keyRange, &report) }
            }
        }
    }

    private static func check(_ text: String?, _ range: SourceRange?, _ report: inout Report) {
        guard let text, let range else { return }
        do throws(SyntaxError) {
            _ = try FieldPath(parsing: text)
        } catch {
            report.add(rule, "invalid field path '\(text)': \(error.message)", at: range)
        }
    }
}
