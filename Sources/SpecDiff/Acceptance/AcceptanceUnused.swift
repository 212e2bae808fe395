internal import SourceText

/// The rule `acceptance-unused`.
enum AcceptanceUnused {
    static let rule = RuleDescription(
        id: "acceptance-unused", severity: .warning,
        summary: "an accepted change is among the changes",
        explanation: """
            No change has this fingerprint: it has reached both versions, was taken back, or says something else than what \
            was accepted. Remove the entry; a change that became another one is to be reviewed anew.
            """,
        badExample: """
            # no change has this fingerprint
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
            """,
        goodExample: "accepted: []")

    /// The finding about an entry that accepts nothing.
    static func diagnostic(_ entry: AcceptanceEntry, in path: String) -> Diagnostic {
        Diagnostic(
            rule: rule.id, severity: rule.severity,
            message: "no change has the fingerprint '\(entry.fingerprint.value)'; remove the entry", path: path,
            range: entry.fingerprint.range)
    }
}
