internal import VenueSpec

/// The rule `quirk-revised`.
enum QuirkRevised: DiffRule {
    static let rule = DiffRuleDescription(
        id: "quirk-revised", category: .meaning, levels: [.warning],
        summary: "what the page says and the decision about it changed",
        explanation: """
            The facts that follow from the decision should have changed with it; look for them in the other \
            findings.
            """,
        before: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are safe. }
            """,
        after: """
            quirks:
              - { id: repeat, docs: A repeat is an error., decision: They are not made. }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.quirks.pairs where pair.old.docs != pair.new.docs && pair.old.decision != pair.new.decision {
            report.add(
                rule, nil,
                "the page says something else about '\(pair.new.id)', and it is decided: \(pair.new.decision)",
                at: pair.places, old: pair.old.text, new: pair.new.text)
        }
    }
}
