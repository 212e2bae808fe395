internal import VenueSpec

/// The rule `response-field-no-longer-nullable`.
enum ResponseFieldNoLongerNullable: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-no-longer-nullable", category: .wire, levels: [.info],
        summary: "a field of replies is never null",
        explanation: """
            Every reply the new client reads, the old one read too. A null that comes all the same makes a reply \
            unreadable, so make sure the page excludes it.
            """,
        before: "CancelReply: { properties: { at: { type: timestamp, nullable: true } } }",
        after: "CancelReply: { properties: { at: timestamp } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields where field.pair.old.isNullable && !field.pair.new.isNullable {
            report.add(
                rule, nil, "'\(field.label)' is never null", at: field.pair.places.at("nullable"), old: "may be null",
                new: "never null", symbols: field.symbols, outcomes: field.rows)
        }
    }
}
