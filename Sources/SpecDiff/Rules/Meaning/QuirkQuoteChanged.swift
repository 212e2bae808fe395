internal import VenueSpec

/// The rule `quirk-quote-changed`.
enum QuirkQuoteChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "quirk-quote-changed", category: .meaning, levels: [.warning],
        summary: "what the page says changed, and the decision about it did not",
        explanation: """
            The decision was taken about other words. See whether it still follows from what the page says now.
            """,
        before: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are safe. }
            """,
        after: """
            quirks:
              - { id: repeat, docs: A repeat is an error., decision: They are safe. }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.quirks.pairs where pair.old.docs != pair.new.docs && pair.old.decision == pair.new.decision {
            report.add(
                rule, nil,
                "the page says something else about '\(pair.new.id)' and the decision stayed: \(pair.new.decision)",
                at: pair.places.at("docs"), old: pair.old.docs, new: pair.new.docs)
        }
    }
}
