internal import SourceText

/// `status-without-outcome`: every documented status ends in an outcome that always holds.
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
