internal import SourceText

/// `example-evidence`: an example's recorded code and text are what the evidence carries.
enum ExampleEvidence {
    static let rule = RuleDescription(
        id: "example-evidence",
        summary: "an example's recorded code and text are what the evidence carries",
        explanation: """
            Evidence holds the venue's own code and text, taken from the fields the response names. Where an example
            records them, they are compared.
            """,
        badExample: """
            - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: invalid }
            """,
        goodExample: """
            - { name: refused, status: 400, body: '{"error":"Invalid request"}', outcome: rejected(invalidRequest), text: Invalid request }
            """)
}
