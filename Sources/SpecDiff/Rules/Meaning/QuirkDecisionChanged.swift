internal import VenueSpec

/// The rule `quirk-decision-changed`.
enum QuirkDecisionChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "quirk-decision-changed", category: .meaning, levels: [.warning],
        summary: "a decision about the page changed, and the page did not",
        explanation: """
            The venue's words are the same and the spec reads them otherwise. There should be a reason, such as an \
            answer of the venue, and the facts that follow from the decision should have changed with it.
            """,
        before: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are safe. }
            """,
        after: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are not made. }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.quirks.pairs where pair.old.docs == pair.new.docs && pair.old.decision != pair.new.decision {
            report.add(
                rule, nil, "the same words of the page about '\(pair.new.id)' are read otherwise: \(pair.new.decision)",
                at: pair.places.at("decision"), old: pair.old.decision, new: pair.new.decision)
        }
    }
}
