internal import VenueSpec

/// The rule `response-field-removed`.
enum ResponseFieldRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-removed", category: .wire, levels: [.error, .warning],
        summary: "a field of replies is gone",
        explanation: """
            A client that requires the field finds every reply without it unreadable: an error. So is the loss of a \
            field that an outcome, the venue's code or its text was read from: the rows that read it, which the \
            finding lists, no longer decide. A field that was optional and only passed on is a warning.
            """,
        before: "CancelReply: { properties: { state: OrderState, note: { type: string, required: false } } }",
        after: "CancelReply: { properties: { state: OrderState } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types {
            for field in type.properties?.removed ?? [] {
                let name = "\(type.pair.old.name.text).\(field.value.name.text)"
                let key = ReplyUses.Field(type: type.pair.old.name.text, name: field.value.name.text)
                let isNeeded = field.value.isRequired || change.uses.old.decides(key)
                report.add(
                    rule, isNeeded ? .error : .warning,
                    "replies no longer have the field '\(name)'\(change.uses.old.consequence(of: key))",
                    at: field.places, old: field.value.text, new: nil,
                    symbols: [SwiftSymbols(change.old).property(field.value, of: type.pair.old)],
                    outcomes: change.uses.old.rows(reading: key))
            }
        }
    }
}
