internal import SourceText

/// `server-error-decided`: a 5xx status proves nothing about the order.
enum ServerErrorDecided {
    static let rule = RuleDescription(
        id: "server-error-decided",
        summary: "a 5xx status proves nothing about the order",
        explanation: """
            A server that failed may have cancelled the order before it failed. A 5xx status yields 'unknown(…)', or
            'throttled(…)' where the venue limits requests that way; anything else would report a guess as proof.
            """,
        badExample: """
            - { status: 500, then: rejected }
            """,
        goodExample: """
            - { status: 500, then: unknown(serverError) }
            """)
}
