internal import VenueSpec

/// The rule `response-field-no-longer-deprecated`.
enum ResponseFieldNoLongerDeprecated: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-no-longer-deprecated", category: .wire, levels: [.info],
        summary: "a field of replies is no longer being withdrawn",
        explanation: """
            The venue means to keep sending it; code that avoided the field may use it again.
            """,
        before: "CancelReply: { properties: { note: { type: string, deprecated: true } } }",
        after: "CancelReply: { properties: { note: string } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where field.pair.old.isDeprecated && !field.pair.new.isDeprecated {
            report.add(
                rule, nil, "the venue keeps '\(field.label)'", at: field.pair.places.at("deprecated"),
                old: "deprecated", new: nil, symbols: field.symbols, outcomes: field.rows)
        }
    }
}
