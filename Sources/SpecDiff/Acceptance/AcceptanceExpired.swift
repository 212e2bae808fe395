internal import SourceText
internal import VenueSpec

/// The rule `acceptance-expired`.
enum AcceptanceExpired {
    static let rule = RuleDescription(
        id: "acceptance-expired", severity: .warning,
        summary: "an acceptance counts up to its last day",
        explanation: """
            The day in 'until' has passed and the change is still there, so it counts again. Review it anew and move the \
            day, or let the change reach the version that is compared with.
            """,
        badExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2020-01-31 }
            """,
        goodExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
            """)

    /// The finding about an entry whose last day has passed.
    static func diagnostic(
        _ until: AcceptanceEntry.Written<CalendarDate>, of finding: Finding, in path: String
    ) -> Diagnostic {
        Diagnostic(
            rule: rule.id, severity: rule.severity,
            message: "the acceptance of this change ended on \(until.value.text); review it again", path: path,
            range: until.range, notes: finding.note.map { [$0] } ?? [])
    }
}
