internal import SourceText

enum AcceptanceRules {
    static let all = [duplicate, expired, malformed, unexplained, unused]

    static let duplicate = RuleDescription(
        id: "acceptance-duplicate", summary: "a change is accepted once",
        explanation: """
            Two entries of one change could differ in reason, name and date, and nobody could tell which of them counts; \
            the first does. Merge them.
            """,
        badExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
              - { fingerprint: 0c4ba73cd42a, reason: Announced., by: Jo, until: 2027-06-30 }
            """, goodExample: list("reason: 'The host moved, as announced.', by: Mara, until: 2027-01-31"))

    static let expired = RuleDescription(
        id: "acceptance-expired", severity: .warning, summary: "an acceptance counts up to its last day",
        explanation: """
            The day in 'until' has passed and the change is still there, so it counts again. Review it anew and move the \
            day, or let the change reach the version that is compared with.
            """,
        badExample: list("reason: The host moved., by: Mara, until: 2020-01-31"), goodExample: entry)

    static let malformed = RuleDescription(
        id: "acceptance-malformed", summary: "an acceptance file is a list of entries with known keys",
        explanation: """
            The file is a mapping with one key, 'accepted', and a list of entries. An entry has 'fingerprint', the 12 hex \
            digits 'venuegen diff' shows beside a change; 'reason', why the change is right; 'by', who says so; and \
            'until', the last day on which that counts, as YYYY-MM-DD. An entry that cannot be read accepts nothing.
            """,
        badExample: list("reson: The host moved., by: Mara, until: 31.1.2027"), goodExample: entry)

    static let unexplained = RuleDescription(
        id: "acceptance-unexplained", summary: "an acceptance says why, who and until when",
        explanation: """
            Whoever meets an accepted change later must be able to see why it was right, whom to ask, and when somebody \
            looks at it again. An entry without reason, name or last day accepts nothing.
            """,
        badExample: list("until: 2027-01-31"), goodExample: entry)

    static let unused = RuleDescription(
        id: "acceptance-unused", severity: .note, summary: "an accepted change is among the changes",
        explanation: """
            No change between these versions has this fingerprint: it has reached both, was taken back, or says something \
            else than what was accepted. Up to its last day that is a note, for a comparison with an older version, such as \
            the last release after a merge, may still need the entry. Afterwards nothing can need it: a warning, remove it.
            """,
        badExample: "# no change has this fingerprint\n" + entry, goodExample: "accepted: []")

    private static let entry = list("reason: The host moved., by: Mara, until: 2027-01-31")

    private static func list(_ members: String) -> String {
        "accepted:\n  - { fingerprint: 0c4ba73cd42a, \(members) }"
    }
}
