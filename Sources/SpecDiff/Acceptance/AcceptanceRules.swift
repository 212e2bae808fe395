internal import SourceText
internal import VenueSpec

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

    static func diagnostic(
        _ fingerprint: String, at range: SourceRange, after first: AcceptanceEntry, in path: String
    ) -> Diagnostic {
        Diagnostic(
            rule: rule.id, message: "the change '\(fingerprint)' is accepted twice; merge the entries", path: path,
            range: range,
            notes: [.init(message: "the first entry is here", path: path, range: first.fingerprint.range)])
    }
}

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
    static func diagnostic(_ entry: AcceptanceEntry, of finding: Finding?, in path: String) -> Diagnostic {
        let keys = entry.missing.map { "'\($0)'" }.joined(separator: " and ")
        return Diagnostic(
            rule: rule.id,
            message: "the acceptance of this change lacks \(keys); an acceptance says why, who and until when",
            path: path, range: entry.fingerprint.range, notes: finding?.note.map { [$0] } ?? [])
    }
}

/// The rule `acceptance-unused`.
enum AcceptanceUnused {
    static let rule = RuleDescription(
        id: "acceptance-unused", severity: .note,
        summary: "an accepted change is among the changes",
        explanation: """
            No change between these versions has this fingerprint: it has reached both, was taken back, or says something \
            else than what was accepted. Up to its last day that is a note, for a comparison with an older version, such as \
            the last release after a merge, may still need the entry. Afterwards nothing can need it: a warning, remove it.
            """,
        badExample: """
            # no change has this fingerprint
            accepted:
              - { fingerprint: 0c4ba73cd42a, reason: The host moved., by: Mara, until: 2027-01-31 }
            """,
        goodExample: "accepted: []")

    /// The finding about an entry that accepts nothing here.
    static func diagnostic(_ entry: AcceptanceEntry, on today: CalendarDate, in path: String) -> Diagnostic {
        let isOver = entry.until.map { $0.value < today } ?? false
        let until = entry.until?.value.text ?? ""
        return Diagnostic(
            rule: rule.id, severity: isOver ? .warning : .note,
            message: "no change has the fingerprint '\(entry.fingerprint.value)'; "
                + (isOver
                    ? "its acceptance ended on \(until), so remove the entry"
                    : "a comparison with an older version may need the entry until \(until)"),
            path: path, range: entry.fingerprint.range)
    }
}
