internal import SourceText
internal import YAMLDocument

/// `undeclared-field`: every field a rule reads is declared.
enum UndeclaredField: DocumentRule {
    static let rule = RuleDescription(
        id: "undeclared-field",
        summary: "every field a rule reads is declared",
        explanation: """
            A rule that reads a field the documented bodies do not have never matches, and the reply falls to a rule
            that means something else.
            """,
        badExample: """
            when: { sucess: true }
            """,
        goodExample: """
            when: { success: true }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for response in operation.responses {
                let resolver = FieldResolver(document: document, bodies: response.bodies)
                for node in response.evidenceFields {
                    if let text = node.text { check(text, node.range, resolver, &report) }
                }
                for echo in response.echoes { check(echo.name, echo.nameRange, resolver, &report) }
            }
            for outcome in operation.outcomes {
                let statuses = outcome.statuses.compactMap { $0.text.flatMap(Int.init) }
                let resolver = FieldResolver(document: document, bodies: operation.bodies(for: statuses))
                if let by = outcome.by, let text = by.text { check(text, by.range, resolver, &report) }
                for condition in outcome.conditions { check(condition.key, condition.keyRange, resolver, &report) }
            }
        }
    }

    private static func check(
        _ text: String, _ range: SourceRange, _ resolver: FieldResolver, _ report: inout Report
    ) {
        guard let path = try? FieldPath(parsing: text), resolver.types(at: path).isEmpty else { return }
        let unknown = resolver.unknownMember(of: path)
        report.addUnknown(
            rule, "no documented body has a field '\(text)'", name: unknown?.name ?? text,
            known: unknown?.known ?? [], at: range)
    }
}
