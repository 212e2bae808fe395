internal import SourceText

/// Runs the rules about the outcome table, which share one reading of it.
enum OutcomeRules {
    /// Reports every flaw of every operation's table.
    static func check(_ venue: Venue, _ report: inout Report) {
        for finding in venue.operations.flatMap({ OutcomeCoverage.findings(for: $0, venue: venue) }) {
            guard let rule = RuleCatalog.rule(finding.kind.rawValue) else { continue }
            let notes = finding.related.map { [("the other place is here", $0)] } ?? []
            report.add(rule, finding.message, at: finding.range, notes: notes)
        }
    }
}

enum ServerErrorDecided {
    static let rule = RuleDescription(
        id: "server-error-decided",
        summary: "a 5xx status proves nothing about the order by itself",
        explanation: """
            A server that failed may have cancelled the order before it failed. A 5xx status yields 'unknown(…)', or
            'throttled(…)' where the venue limits requests that way; anything else would report a guess as proof. Where
            the venue documents an error of the order under such a status, by a code or a text of its own, a row may
            decide it: it says 'proof: body' and tests the field that the response names as its code or text.
            """,
        badExample: "- { status: 500, then: rejected }",
        goodExample: """
            - { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }
            - { status: 500, then: unknown(serverError) }
            """)
}

enum ServerErrorInferred {
    static let rule = RuleDescription(
        id: "server-error-inferred",
        severity: .warning,
        summary: "what a row of a 5xx status proves is documented",
        explanation: """
            A code or a text under a 5xx status can prove what became of the order, if the venue says so. What is
            inferred, or stated elsewhere, may be a coincidence of one failure, and the order may be cancelled after all.
            """,
        badExample: "- { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body, basis: inferred }",
        goodExample: "- { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }")
}

enum StatusWithoutOutcome {
    static let rule = RuleDescription(
        id: "status-without-outcome",
        summary: "every documented status ends in an outcome that always holds",
        explanation: """
            The meaning of a documented reply is total: whatever the body says, some rule decides. Close the rules of
            each status with one that has neither 'when' nor 'by'; 'unknown(inconclusive)' says that a reply proves
            nothing.
            """,
        badExample: """
            responses: { 200: CancelReply }
            outcomes:
              - { status: 200, when: { success: true }, then: pendingCancel }
            """,
        goodExample: """
            responses: { 200: CancelReply }
            outcomes:
              - { status: 200, when: { success: true }, then: pendingCancel }
              - { status: 200, then: rejected }
            """)
}

enum UnreachableOutcome {
    static let rule = RuleDescription(
        id: "unreachable-outcome",
        summary: "every outcome rule can decide some reply",
        explanation: """
            The first rule that matches decides, so a rule below one that always matches, or with conditions that
            contradict one another, is dead: what it says is not what happens.
            """,
        badExample: """
            - { status: 400, then: rejected(invalidRequest) }
            - { status: 400, when: { error: { contains: not found } }, then: gone }
            """,
        goodExample: """
            - { status: 400, when: { error: { contains: not found } }, then: gone }
            - { status: 400, then: rejected(invalidRequest) }
            """)
}

enum ValueWithoutOutcome {
    static let rule = RuleDescription(
        id: "value-without-outcome",
        summary: "a rule that decides by a field lists each of its declared values",
        explanation: """
            An order status or an error code that the venue documents and the table forgets would be judged by a rule
            that was not written for it.
            """,
        badExample: "- { status: 200, by: order.status, then: { Cancelled: canceled } }   # Expired is declared, too",
        goodExample: "- { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }")
}
