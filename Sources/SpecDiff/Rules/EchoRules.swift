internal import VenueSpec

extension DiffRule {
    static let echoes: [DiffRule] = [
        DiffRule(
            "echo-removed", .meaning, .error, risk: .wrongOutcome,
            summary: "a field of replies is no longer compared with what was asked",
            explanation: """
                A reply that names another order in this field was `unknown(otherOrder)`; now it is judged as if it were \
                about the order that was asked about, and may prove of that one what became of another. Make sure that the \
                venue no longer repeats the identifier there.
                """,
            before: "200: { body: CancelReply, echoes: { orderId } }",
            after: "200: { body: CancelReply, echoes: { orderId: none } }", of: \.responses, each: \.echoes.removed
        ) { echo, response, _ in
            echo.told(
                "a reply of status \(response.key) that names another order in '\(echo.value.path)' is taken for one "
                    + "about the order that was asked about", echo.value.specText, rows: [echo.value.outcomeText])
        },
        DiffRule(
            "echo-added", .meaning, .warning, risk: .unknownOutcome,
            summary: "a field of replies is now compared with what was asked",
            explanation: """
                Replies that name another order in this field become `unknown(otherOrder)`, whatever they meant before. Make \
                sure that the venue repeats the identifier as it was sent: in the same spelling, and of the same kind.
                """, before: "200: CancelReply", after: "200: { body: CancelReply, echoes: { orderId } }",
            of: \.responses, each: \.echoes.added
        ) { echo, response, _ in
            echo.told(
                "a reply of status \(response.key) that names another order in '\(echo.value.path)' is unknown",
                echo.value.specText, rows: [echo.value.outcomeText])
        },
        DiffRule(
            "echo-changed", .meaning, .error, .warning, risk: .wrongOutcome,
            summary: "a field of replies is compared with something else, or in another way",
            explanation: """
                Another parameter or another text means that replies about other orders may pass, or that the venue's own \
                answers become `unknown(otherOrder)`: an error. Another way to compare, such as without the case of letters, \
                is a warning.
                """,
            before: "echoes: { error: \"order '{orderId}' not found\" }",
            after: "echoes: { error: \"order {orderId} is not known\" }", of: \.responses, each: \.echoes.pairs
        ) { echo, response, _ in
            let isKept = echo.old.template.renamed(response.operation.parameters.newName) == echo.new.template
            guard !isKept || echo.old.ignoring != echo.new.ignoring else { return nil }
            let (old, new) = (echo.old.specText, echo.new.specText)
            return echo.told(
                level: isKept ? .warning : .error,
                "'\(echo.new.path)' of status \(response.key) is compared with \(new) instead of \(old)", old: old,
                new: new, rows: [echo.old.outcomeText, echo.new.outcomeText])
        },
    ]
}

extension Echo {
    /// What the field repeats, as reviewers read it: `'{orderId}', ignoring case`.
    var specText: String {
        let differences = ignoring.map(\.rawValue)
        return "'\(text)'" + (differences.isEmpty ? "" : ", ignoring \(differences.joined(separator: " and "))")
    }

    /// What becomes of a reply that names another order, as findings list it.
    var outcomeText: String { "\(evidenceText) → \(Outcome.unknown(.otherOrder).word)" }
}
