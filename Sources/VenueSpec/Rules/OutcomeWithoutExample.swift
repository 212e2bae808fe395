internal import SourceText

/// `outcome-without-example`: every row of the outcome table is shown by an example.
enum OutcomeWithoutExample {
    static let rule = RuleDescription(
        id: "outcome-without-example",
        severity: .warning,
        summary: "every row of the outcome table is shown by an example",
        explanation: """
            A row that no example reaches may say something else than its author meant, and nobody would see.
            """,
        badExample: """
            - { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }   # no example expires
            """,
        goodExample: """
            replies:
              - { name: expired, status: 200, body: '{"order":{"status":"Expired"}}', outcome: tooLate(expired) }
            """)
}
