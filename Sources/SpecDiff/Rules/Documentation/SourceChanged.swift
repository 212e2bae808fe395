internal import VenueSpec

/// The rule `source-changed`.
enum SourceChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "source-changed", category: .documentation, levels: [.info],
        summary: "a source of facts has another name or title",
        explanation: """
            A source counts as the same under another name if its title stayed. If it is in truth another source, the \
            facts that cite it need to be read again.
            """,
        before: "sources: { support: Answer from the support desk }",
        after: "sources: { support: Answer from the support desk of 2026 }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.sources.pairs {
            let (old, new) = (pair.old, pair.new)
            if pair.isRenamed {
                report.add(
                    rule, nil, "the source '\(old.id)' is now called '\(new.id)'", at: pair.places, old: old.id,
                    new: new.id)
            } else if old.title != new.title {
                report.add(
                    rule, nil, "the source '\(new.id)' has another title", at: pair.places.at("title"), old: old.title,
                    new: new.title)
            }
        }
    }
}
