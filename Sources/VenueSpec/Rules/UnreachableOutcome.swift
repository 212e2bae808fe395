internal import SourceText

/// `unreachable-outcome`: every outcome rule can decide some reply.
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
