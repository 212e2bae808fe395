internal import VenueSpec

/// The rule `quirk-removed`.
enum QuirkRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "quirk-removed", category: .meaning, levels: [.warning],
        summary: "a contradiction of the page is no longer recorded",
        explanation: """
            Either the page was corrected, and what the spec does now is documented, or a decision has lost its \
            reason. See which: the facts it stood for must have changed with it.
            """,
        before: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are safe. }
            """, after: "quirks: []")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for quirk in change.quirks.removed {
            report.add(
                rule, nil,
                "'\(quirk.value.id)' is no longer an oddity of the page; it was decided: \(quirk.value.decision)",
                at: quirk.places, old: quirk.value.text, new: nil)
        }
    }
}
