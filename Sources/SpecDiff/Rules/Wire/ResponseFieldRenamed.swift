internal import VenueSpec

/// The rule `response-field-renamed`.
enum ResponseFieldRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-renamed", category: .wire, levels: [.error, .warning],
        summary: "a field of replies has another name",
        explanation: """
            A field counts as renamed if one of the same type and of a similar description or name took its place. \
            The old client finds the field missing: where it is required every reply is unreadable, and where \
            outcomes, code or text are read from it the rows the finding lists no longer decide: errors. Otherwise \
            code only misses a value.
            """,
        before: "CancelReply: { properties: { state: OrderState } }",
        after: "CancelReply: { properties: { orderState: OrderState } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where field.pair.isRenamed {
            report.add(
                rule, field.isNeeded ? .error : .warning,
                "the field '\(field.oldLabel)' is now called '\(field.label)'", at: field.pair.places,
                old: field.pair.old.name.text, new: field.pair.new.name.text, symbols: field.symbols,
                outcomes: field.rows)
        }
    }
}
