internal import SourceText

/// `example-outcome`: every example's recorded outcome is what the rules decide.
enum ExampleOutcome {
    static let rule = RuleDescription(
        id: "example-outcome",
        summary: "every example's recorded outcome is what the rules decide",
        explanation: """
            The outcome table is executed on every recorded reply. A difference means that the table or the record is
            wrong, and someone would take one for the other at night.
            """,
        badExample: """
            - { name: accepted, status: 200, body: '{"success":true}', outcome: canceled }   # the rules say pendingCancel
            """,
        goodExample: """
            - { name: accepted, status: 200, body: '{"success":true}', outcome: pendingCancel }
            """)
}
