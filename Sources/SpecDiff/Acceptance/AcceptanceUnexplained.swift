internal import SourceText

/// The rule `acceptance-unexplained`.
enum AcceptanceUnexplained {
    static let rule = RuleDescription(
        id: "acceptance-unexplained",
        summary: "an acceptance says why, who and until when",
        explanation: """
            Whoever meets an accepted change later must be able to see why it was right, whom to ask, and when somebody \
            looks at it again. An entry without reason, name or last day accepts nothing.
            """,
        badExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, until: 2027-01-31 }
            """,
        goodExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
            """)

    /// The finding about an entry that lacks something.
    static func diagnostic(_ entry: AcceptanceEntry, of finding: Finding, in path: String) -> Diagnostic {
        let keys = entry.missing.map { "'\($0)'" }.joined(separator: " and ")
        return Diagnostic(
            rule: rule.id,
            message: "the acceptance of this change lacks \(keys); an acceptance says why, who and until when",
            path: path, range: entry.fingerprint.range, notes: finding.note.map { [$0] } ?? [])
    }
}
