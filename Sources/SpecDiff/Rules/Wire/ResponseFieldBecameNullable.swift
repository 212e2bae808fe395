internal import VenueSpec

/// The rule `response-field-became-nullable`.
enum ResponseFieldBecameNullable: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-became-nullable", category: .wire, levels: [.error],
        summary: "a field of replies may be null",
        explanation: """
            To the old client a null in this place is an unreadable reply, and an unreadable reply proves nothing: \
            an order that was cancelled is reported as unknown. Release before the venue sends it.
            """,
        before: "CancelReply: { properties: { at: timestamp } }",
        after: "CancelReply: { properties: { at: { type: timestamp, nullable: true } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where !field.pair.old.isNullable && field.pair.new.isNullable {
            report.add(
                rule, nil, "'\(field.label)' may be null", at: field.pair.places.at("nullable"), old: "never null",
                new: "may be null", symbols: field.symbols, outcomes: field.rows)
        }
    }
}
