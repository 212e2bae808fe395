internal import VenueSpec

/// The rule `response-field-deprecated`.
enum ResponseFieldDeprecated: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-deprecated", category: .wire, levels: [.warning],
        summary: "a field of replies is being withdrawn",
        explanation: """
            It will be missing one day; where it is required or decides outcomes that day makes replies unreadable. \
            The rows that read it are listed: move them to what takes its place.
            """,
        before: "CancelReply: { properties: { note: string } }",
        after: "CancelReply: { properties: { note: { type: string, deprecated: true } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where !field.pair.old.isDeprecated && field.pair.new.isDeprecated {
            report.add(
                rule, nil, "the venue is withdrawing '\(field.label)'", at: field.pair.places.at("deprecated"),
                old: nil, new: "deprecated", symbols: field.symbols, outcomes: field.rows)
        }
    }
}
