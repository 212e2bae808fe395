internal import SourceText

/// The rule `acceptance-malformed`.
enum AcceptanceMalformed {
    static let rule = RuleDescription(
        id: "acceptance-malformed",
        summary: "an acceptance file is a list of entries with known keys",
        explanation: """
            The file is a mapping with one key, 'accepted', and a list of entries. An entry has 'fingerprint', the 12 hex \
            digits 'venuegen diff' shows beside a change; 'reason', why the change is right; 'by', who says so; and \
            'until', the last day on which that counts, as YYYY-MM-DD. An entry that cannot be read accepts nothing.
            """,
        badExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reson: The host moved., by: Mara, until: 31.1.2027 }
            """,
        goodExample: """
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
            """)

    /// A finding about the form of the file.
    static func diagnostic(
        _ message: String, at range: SourceRange, in path: String, fixIt: Diagnostic.FixIt?
    ) -> Diagnostic {
        Diagnostic(
            rule: rule.id, message: message, path: path, range: range, fixIts: fixIt.map { [$0] } ?? [])
    }
}
