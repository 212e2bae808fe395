internal import SourceText

/// `server-error-decided`: a 5xx status proves nothing about the order by itself.
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
        badExample: """
            - { status: 500, then: rejected }
            """,
        goodExample: """
            - { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }
            - { status: 500, then: unknown(serverError) }
            """)
}

/// `server-error-inferred`: what a row of a 5xx status proves is documented.
enum ServerErrorInferred {
    static let rule = RuleDescription(
        id: "server-error-inferred",
        severity: .warning,
        summary: "what a row of a 5xx status proves is documented",
        explanation: """
            A code or a text under a 5xx status can prove what became of the order, if the venue says so. What is
            inferred, or stated elsewhere, may be a coincidence of one failure, and the order may be cancelled after all.
            """,
        badExample: """
            - { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body, basis: inferred }
            """,
        goodExample: """
            - { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }
            """)
}
