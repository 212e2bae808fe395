internal import SourceText

/// The rule `acceptance-duplicate`.
enum AcceptanceDuplicate {
    static let rule = RuleDescription(
        id: "acceptance-duplicate",
        summary: "a change is accepted once",
        explanation: """
            Two entries of one change could differ in reason, name and date, and nobody could tell which of them counts; \
            the first does. Merge them.
            """,
        badExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
              - { fingerprint: 0c4ba73cd42a, reason: Announced., by: Jo, until: 2027-06-30 }
            """,
        goodExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: 'The host moved, as announced.', by: Mara, until: 2027-01-31 }
            """)

    /// The finding about a second entry.
    static func diagnostic(
        _ fingerprint: String, at range: SourceRange, after first: AcceptanceEntry, in path: String
    ) -> Diagnostic {
        Diagnostic(
            rule: rule.id, message: "the change '\(fingerprint)' is accepted twice; merge the entries", path: path,
            range: range,
            notes: [.init(message: "the first entry is here", path: path, range: first.fingerprint.range)])
    }
}
