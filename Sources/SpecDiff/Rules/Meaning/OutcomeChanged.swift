internal import VenueSpec

/// The rule `outcome-changed`.
enum OutcomeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "outcome-changed", category: .meaning, levels: [.error, .warning],
        summary: "a reply means something else",
        explanation: """
            An error where the proof changed: whether the order is cancelled, over otherwise, gone, unknown, \
            untouched or still open, or that nothing is known of it. A warning where only the reason did, such as \
            the kind of refusal. Hold the row against the page and against the recorded examples; changes between \
            acknowledged and final are reported by `acknowledgement-changed`.
            """,
        before: "- { status: 404, then: unknownOrder }", after: "- { status: 404, then: gone }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pairs in operation.lines.changedOutcomes {
                guard let pair = pairs.first, !pair.isAcknowledgementChange else { continue }
                let (old, new) = (pair.old.outcome, pair.new.outcome)
                report.add(
                    rule, old.proof == new.proof ? .warning : .error,
                    "a reply judged by '\(pairs.evidence)' means \(new.word) instead of \(old.word)", at: pair.places,
                    old: old.word, new: new.word,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: pairs.map(\.new.text))
            }
        }
    }
}
