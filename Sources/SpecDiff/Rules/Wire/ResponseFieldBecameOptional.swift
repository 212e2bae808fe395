internal import VenueSpec

/// The rule `response-field-became-optional`.
enum ResponseFieldBecameOptional: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-became-optional", category: .wire, levels: [.error],
        summary: "a field of replies may be missing",
        explanation: """
            To the old client a reply without the field is unreadable, and an unreadable reply proves nothing: an \
            order that was cancelled is reported as unknown. Rows that read the field fall through to the next where \
            it is missing.
            """,
        before: "CancelReply: { properties: { state: OrderState } }",
        after: "CancelReply: { properties: { state: { type: OrderState, required: false } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where field.pair.old.isRequired && !field.pair.new.isRequired {
            report.add(
                rule, nil, "'\(field.label)' may be missing", at: field.pair.places.at("required"), old: "required",
                new: "optional", symbols: field.symbols, outcomes: field.rows)
        }
    }
}
