package import SourceText
package import VenueSpec

/// Which changes are accepted on a day, and what is wrong with the acceptances.
package struct AcceptanceReview: Sendable, Hashable {
    var accepted: [String: AcceptedChange] = [:]
    /// What is wrong with the file and its entries, in the order of the file; an entry with a fault does not count.
    package internal(set) var diagnostics: [Diagnostic] = []

    /// The documentation of the rules of acceptance, sorted by id.
    package static let rules = AcceptanceRules.all

    package init() {}

    /// Holds acceptances against findings.
    ///
    /// - Parameters:
    ///   - file: What was accepted.
    ///   - findings: What there is to accept.
    ///   - today: The day on which it must count.
    package init(_ file: AcceptanceFile, of findings: [Finding], on today: CalendarDate) {
        let byFingerprint = Dictionary(findings.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        var faults = file.diagnostics
        for entry in file.entries {
            let finding = byFingerprint[entry.fingerprint.value]
            let isOver = entry.until.map { $0.value < today } ?? false
            let until = entry.until?.value.text ?? ""
            let notes = finding?.note.map { [$0] } ?? []
            if !entry.missing.isEmpty {
                let keys = entry.missing.map { "'\($0)'" }.joined(separator: " and ")
                faults.append(
                    AcceptanceRules.unexplained.finding(
                        "the acceptance of this change lacks \(keys); an acceptance says why, who and until when",
                        in: file.path, at: entry.fingerprint.range, notes: notes))
            } else if finding == nil, entry.until != nil {
                // A day that is none has been told of with the form of the file.
                let advice =
                    isOver
                    ? "its acceptance ended on \(until), so remove the entry"
                    : "a comparison with an older version may need the entry until \(until)"
                faults.append(
                    AcceptanceRules.unused.finding(
                        "no change has the fingerprint '\(entry.fingerprint.value)'; \(advice)", in: file.path,
                        at: entry.fingerprint.range, severity: isOver ? .warning : .note))
            } else if isOver, let range = entry.until?.range {
                faults.append(
                    AcceptanceRules.expired.finding(
                        "the acceptance of this change ended on \(until); review it again", in: file.path, at: range,
                        notes: notes))
            } else if finding != nil, let change = entry.accepted {
                accepted[change.fingerprint] = change
            }
        }
        diagnostics = faults.inReadingOrder()
    }

    /// Who accepted a finding, why and until when; `nil` if nobody did.
    package func acceptance(of finding: Finding) -> AcceptedChange? { accepted[finding.fingerprint] }
}

extension Finding {
    /// The finding as a further place of another.
    var note: Diagnostic.Note? {
        (new ?? old).map { Diagnostic.Note(message: "the change: \(message)", path: $0.path, range: $0.range) }
    }
}

/// A change that somebody has reviewed and accepted for a time.
package struct AcceptedChange: Sendable, Hashable {
    package let fingerprint: String
    package let reason: String
    package let by: String
    /// The last day on which it counts.
    package let until: CalendarDate

    /// Accepts a change.
    ///
    /// - Parameters:
    ///   - fingerprint: The fingerprint of the change's finding, 12 hex digits.
    ///   - reason: Why the change is right; not blank.
    ///   - by: Who says so; not blank.
    ///   - until: The last day on which that counts.
    package init(fingerprint: String, reason: String, by: String, until: CalendarDate) {
        (self.fingerprint, self.reason, self.by, self.until) = (fingerprint, reason, by, until)
    }
}
