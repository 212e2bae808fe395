internal import SourceText
internal import YAMLDocument

/// `invalid-outcome`: every outcome is a word of the vocabulary.
enum InvalidOutcome: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-outcome",
        summary: "every outcome is a word of the vocabulary",
        explanation: """
            An outcome says what a reply proves about the order. The words and their reasons are closed, so that two
            venues never mean different things by one word.
            """,
        badExample: """
            - { status: 200, then: cancelled }
            """,
        goodExample: """
            - { status: 200, then: canceled }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for outcome in operation.outcomes {
                for (_, word) in outcome.outcomes { check(word, &report) }
            }
            for confirmation in operation.confirmations {
                for entry in confirmation[\ConfirmationKeys.statuses] { check(entry.value, &report) }
            }
            for example in operation.examples {
                for reply in example[\ExampleKeys.replies] {
                    reply.node(\ReplyKeys.outcome).map { check($0, &report, allowsBuiltIn: true) }
                }
            }
        }
    }

    private static func check(_ node: Node, _ report: inout Report, allowsBuiltIn: Bool = false) {
        guard let text = node.text else { return }
        if let outcome = Outcome(word: text) {
            if allowsBuiltIn || !outcome.isBuiltIn { return }
            return report.add(
                rule,
                "'\(text)' is built in; a rule says 'unknown(inconclusive)'",
                at: node.range)
        }
        report.addUnknown(
            rule, "unknown outcome '\(text)'", name: text,
            known: allowsBuiltIn ? Outcome.replyWords : Outcome.ruleWords, at: node.range)
    }
}
