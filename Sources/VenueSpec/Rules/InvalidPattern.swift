internal import SourceText
internal import YAMLDocument

/// `invalid-pattern`: every regular expression compiles.
enum InvalidPattern: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-pattern",
        summary: "every regular expression compiles",
        explanation: """
            Patterns are checked before a request leaves and while a reply is read; one that does not compile would
            refuse every order.
            """,
        badExample: """
            orderId: { pattern: '^[0-9a-f{32}$' }
            """,
        goodExample: """
            orderId: { pattern: '^[0-9a-f]{32}$' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for parameter in operation.parameters {
                check(parameter.node["pattern"], &report)
                check(parameter.items?.node["pattern"], &report)
            }
            for outcome in operation.outcomes {
                for condition in outcome.conditions { check(condition.value["matches"], &report) }
            }
        }
    }

    private static func check(_ node: Node?, _ report: inout Report) {
        guard let node, let text = node.text else { return }
        do {
            _ = try Regex(text)
        } catch {
            report.add(rule, "invalid regular expression '\(text)'", at: node.range)
        }
    }
}
