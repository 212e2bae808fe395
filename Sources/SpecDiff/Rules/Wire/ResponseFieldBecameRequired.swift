internal import VenueSpec

/// The rule `response-field-became-required`.
enum ResponseFieldBecameRequired: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-became-required", category: .wire, levels: [.info],
        summary: "a field of replies is always there",
        explanation: """
            Every reply the new client reads, the old one read too. A reply that lacks the field all the same \
            becomes unreadable, so make sure the page promises it.
            """,
        before: "CancelReply: { properties: { state: { type: OrderState, required: false } } }",
        after: "CancelReply: { properties: { state: OrderState } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where !field.pair.old.isRequired && field.pair.new.isRequired {
            report.add(
                rule, nil, "'\(field.label)' is always there", at: field.pair.places.at("required"), old: "optional",
                new: "required", symbols: field.symbols, outcomes: field.rows)
        }
    }
}
