public import SourceText
internal import VenueSpec

/// A spec of the old version that does not lint.
public struct FaultySpec: Sendable, Hashable {
    /// The file.
    let file: SourceFile
    /// Its errors, in reading order.
    let errors: [Diagnostic]

    /// A spec with errors.
    public init(file: SourceFile, errors: [Diagnostic]) {
        self.file = file
        self.errors = errors
    }
}

/// The rule `old-spec-faulty`.
enum OldSpecFaulty: DiffRule {
    static let rule = DiffRuleDescription(
        id: "old-spec-faulty", category: .meaning, levels: [.warning],
        summary: "the old spec has errors, so not all that changed is told",
        explanation: """
            The old version cannot be mended any more, so it is compared as far as it can be read: what its errors are \
            about, and its generated Swift, is not. Hold the new spec against the venue's page where the old one is in \
            error, or compare with a later version that lints. Often the language has only become stricter since.
            """,
        before: "repeatable: perhaps  # an error", after: "repeatable: safe")

    /// Errors are no part of a venue; ``finding(_:venue:isCompared:)`` reports them.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {}

    /// The finding about an old spec and what the new version has in its place.
    static func finding(_ fault: FaultySpec, venue: Venue?, isCompared: Bool) -> Finding {
        let name = venue?.name.text ?? fault.file.name
        let count = "\(fault.errors.count) \(fault.errors.count == 1 ? "error" : "errors")"
        let extent = isCompared ? "what that hides may have changed unseen" : "nothing of it could be compared"
        let shown = fault.errors.prefix(5).map { error in
            "\(error.range.start.line):\(error.range.start.column): \(error.message) [\(error.rule)]"
        }
        let more = fault.errors.count > shown.count ? ["and \(fault.errors.count - shown.count) more"] : []
        let range = fault.errors.first?.range ?? .fileStart
        return Finding(
            rule: rule.id, category: rule.category, level: .warning, venue: name, subject: "venue",
            message: "the old spec of '\(name)' has \(count): \(extent)",
            old: Finding.Side(path: fault.file.path, range: range, text: (shown + more).joined(separator: "\n")),
            new: venue.map { venue in
                Finding.Side(path: venue.file.path, range: venue.outline.range(of: ["venue"]), text: nil)
            }, symbols: [], outcomes: [], fingerprint: Fingerprint.of([rule.id, name] + fault.errors.map(\.message)))
    }
}
