internal import VenueSpec

/// The rule `list-style-changed`.
enum ListStyleChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "list-style-changed", category: .wire, levels: [.error],
        summary: "a list is joined where it was repeated, or the reverse",
        explanation: """
            A venue that expects one field for each element takes a joined list for one odd value, and the reverse; \
            it may act on the first alone.
            """,
        before: "query: { id: '{ids}' }",
        after: "query: { id: '{ids*}' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs
            where pair.isSameParameters && pair.old.isRepeated != pair.new.isRepeated
                && pair.old.takesStyles && pair.new.takesStyles
            {
                report.add(
                    rule, nil,
                    pair.new.isRepeated
                        ? "the \(pair.new.label) is repeated for each element instead of holding all, joined by commas"
                        : "the \(pair.new.label) holds all elements, joined by commas, instead of being repeated for each",
                    at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
