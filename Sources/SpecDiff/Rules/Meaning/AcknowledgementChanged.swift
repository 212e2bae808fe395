internal import VenueSpec

/// The rule `acknowledgement-changed`.
enum AcknowledgementChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "acknowledgement-changed", category: .meaning, levels: [.error],
        summary: "a reply that acknowledged a cancel now proves its end, or the reverse",
        explanation: """
            Code that waited for the final state stops waiting, or code that did not wait must begin to. Hold the page \
            against it: a cheerful wording is no proof that an order is cancelled.
            """,
        before: "- { status: 200, then: pendingCancel }", after: "- { status: 200, then: canceled }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pairs in operation.lines.changedOutcomes {
                guard let pair = pairs.first, pair.isAcknowledgementChange else { continue }
                let (old, new) = (pair.old.outcome.word, pair.new.outcome.word)
                report.add(
                    rule, nil, "a reply judged by '\(pairs.evidence)' means \(new) instead of \(old)",
                    at: pair.places, old: old, new: new,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: pairs.map(\.new.text))
            }
        }
    }
}
