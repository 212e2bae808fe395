internal import SourceText
internal import TextPatterns
internal import YAMLDocument

/// `invalid-pattern`: every regular expression is one of the language.
enum InvalidPattern: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-pattern",
        summary: "every regular expression is one of the language",
        explanation: """
            Patterns are checked before a request leaves and while a reply is read, so one that cannot be read would
            refuse every order, and one that takes long would hold a call past its deadline. The language has what one
            pass over a text can match: characters, classes, groups, alternatives, counts, '^', '$', '\\b'. References
            back, lookaround, atomic groups and possessive counts, and counts beyond 1000, are not part of it. Under
            'matches' a parameter in braces stands for its own text, and a brace that is text is written '\\{'.
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
                check(parameter.node.node(\ParameterKeys.pattern), &report)
                check(parameter.items?.node.node(\ParameterKeys.pattern), &report)
            }
            for outcome in operation.outcomes {
                for condition in outcome.conditions {
                    check(condition.value[\TestKeys.matches], &report, takesParameters: true)
                }
            }
        }
    }

    private static func check(_ node: Node?, _ report: inout Report, takesParameters: Bool = false) {
        guard let node, let text = node.text else { return }
        do throws(PatternProblem) {
            try TextPattern(takesParameters ? sample(of: text) : text).checkCost()
        } catch {
            report.add(rule, "invalid regular expression '\(text)': \(error.message)", at: node.range)
        }
    }

    /// An expression with a text in each parameter's place.
    private static func sample(of text: String) throws(PatternProblem) -> String {
        do throws(SyntaxError) {
            return try PatternTemplate(parsing: text).pattern { $0 }
        } catch {
            throw PatternProblem(message: error.message)
        }
    }
}
