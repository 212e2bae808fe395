public import SourceText
public import VenueSpec

/// Which changes are accepted on a day, and what is wrong with the acceptances.
public struct AcceptanceReview: Sendable, Hashable {
    private var accepted: [String: AcceptedChange] = [:]
    /// What is wrong with the file and its entries, in the order of the file; an entry with a fault does not count.
    public private(set) var diagnostics: [Diagnostic] = []

    /// The documentation of the rules of acceptance, sorted by id.
    public static let rules = [
        AcceptanceDuplicate.rule, AcceptanceExpired.rule, AcceptanceMalformed.rule, AcceptanceUnexplained.rule,
        AcceptanceUnused.rule,
    ]

    /// Nothing is accepted.
    public init() {}

    /// Holds acceptances against findings.
    ///
    /// - Parameters:
    ///   - file: What was accepted.
    ///   - findings: What there is to accept.
    ///   - today: The day on which it must count.
    public init(_ file: AcceptanceFile, of findings: [Finding], on today: CalendarDate) {
        let byFingerprint = Dictionary(findings.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        var faults = file.diagnostics
        for entry in file.entries {
            let finding = byFingerprint[entry.fingerprint.value]
            if !entry.missing.isEmpty {
                faults.append(AcceptanceUnexplained.diagnostic(entry, of: finding, in: file.path))
                continue
            }
            guard let finding else {
                // A day that is none has been told of with the form of the file.
                if entry.until != nil { faults.append(AcceptanceUnused.diagnostic(entry, on: today, in: file.path)) }
                continue
            }
            if let until = entry.until, until.value < today {
                faults.append(AcceptanceExpired.diagnostic(until, of: finding, in: file.path))
            } else if let change = entry.accepted {
                accepted[change.fingerprint] = change
            }
        }
        diagnostics = faults.inReadingOrder()
    }

    /// Who accepted a finding, why and until when; `nil` if nobody did.
    public func acceptance(of finding: Finding) -> AcceptedChange? { accepted[finding.fingerprint] }
}

extension Finding {
    /// The finding as a further place of another.
    var note: Diagnostic.Note? {
        (new ?? old).map { Diagnostic.Note(message: "the change: \(message)", path: $0.path, range: $0.range) }
    }
}

/// A change that somebody has reviewed and accepted for a time.
public struct AcceptedChange: Sendable, Hashable {
    /// The fingerprint of the change's finding.
    public let fingerprint: String
    /// Why the change is right.
    public let reason: String
    /// Who says so.
    public let by: String
    /// The last day on which it counts.
    public let until: CalendarDate

    /// Accepts a change.
    ///
    /// - Parameters:
    ///   - fingerprint: The fingerprint of the change's finding, 12 hex digits.
    ///   - reason: Why the change is right; not blank.
    ///   - by: Who says so; not blank.
    ///   - until: The last day on which that counts.
    public init(fingerprint: String, reason: String, by: String, until: CalendarDate) {
        self.fingerprint = fingerprint
        self.reason = reason
        self.by = by
        self.until = until
    }
}
