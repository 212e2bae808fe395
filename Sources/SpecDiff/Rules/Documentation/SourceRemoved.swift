internal import VenueSpec

/// The rule `source-removed`.
enum SourceRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "source-removed", category: .documentation, levels: [.info],
        summary: "a source of facts is gone",
        explanation: """
            Facts that rested on it rest on something else now, which is reported where they stand, or are gone \
            themselves.
            """,
        before: "sources: { support: Answer from the support desk, sdk: The Python SDK }",
        after: "sources: { support: Answer from the support desk }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for source in change.sources.removed {
            report.add(
                rule, nil, "the source '\(source.value.id)' is gone: \(source.value.title)", at: source.places,
                old: source.value.text, new: nil)
        }
    }
}
