internal import VenueSpec

/// The rule `source-added`.
enum SourceAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "source-added", category: .documentation, levels: [.info],
        summary: "there is a further source of facts",
        explanation: "Facts that now rest on it are reported where they stand.",
        before: "sources: { support: Answer from the support desk }",
        after: "sources: { support: Answer from the support desk, sdk: The Python SDK }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for source in change.sources.added {
            report.add(
                rule, nil, "the source '\(source.value.id)' is new: \(source.value.title)", at: source.places, old: nil,
                new: source.value.text)
        }
    }
}

extension Source {
    /// Title and address in a line.
    var text: String { title + (url.map { " <\($0)>" } ?? "") }
}
