internal import VenueSpec

/// The rule `quirk-added`.
enum QuirkAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "quirk-added", category: .meaning, levels: [.info],
        summary: "a contradiction of the page is recorded that was not before",
        explanation: """
            The decision is the spec's author's and not the venue's. Read whether it agrees with what your code \
            assumes.
            """,
        before: "quirks: []",
        after: """
            quirks:
              - { id: repeat, docs: Nothing is said about repeats., decision: They are safe. }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for quirk in change.quirks.added {
            report.add(
                rule, nil, "'\(quirk.value.id)' is a further oddity of the page: \(quirk.value.decision)",
                at: quirk.places,
                old: nil, new: quirk.value.text)
        }
    }
}

extension Quirk {
    /// What the page says and what was decided.
    var text: String { "\(docs) → \(decision)" }
}
