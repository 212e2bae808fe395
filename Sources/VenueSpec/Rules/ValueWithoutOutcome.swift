internal import SourceText

/// `value-without-outcome`: a rule that decides by a field lists each of its declared values.
enum ValueWithoutOutcome {
    static let rule = RuleDescription(
        id: "value-without-outcome",
        summary: "a rule that decides by a field lists each of its declared values",
        explanation: """
            An order status or an error code that the venue documents and the table forgets would be judged by a rule
            that was not written for it.
            """,
        badExample: """
            - { status: 200, by: order.status, then: { Cancelled: canceled } }   # Expired is declared, too
            """,
        goodExample: """
            - { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }
            """)
}
