internal import SourceText

/// `example-reply`: every example's reply fits its documented shape, or says that it does not.
enum ExampleReply {
    static let rule = RuleDescription(
        id: "example-reply",
        summary: "every example's reply fits its documented shape, or says that it does not",
        explanation: """
            A recorded body is read by the documented shape of its status. Where a reply is recorded because it does
            not fit, such as a gateway's page or a truncated body, 'fits: false' says so.
            """,
        badExample: """
            - { name: gateway-page, status: 400, body: '<html>', outcome: unknown(unreadable) }
            """,
        goodExample: """
            - { name: gateway-page, status: 400, body: '<html>', fits: false, outcome: unknown(unreadable) }
            """)
}
