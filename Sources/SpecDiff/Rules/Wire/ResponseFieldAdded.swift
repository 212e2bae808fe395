internal import VenueSpec

/// The rule `response-field-added`.
enum ResponseFieldAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-added", category: .wire, levels: [.info],
        summary: "a reply has a further field",
        explanation: """
            Fields that are not described are ignored, so the old client reads such replies too. See whether the \
            field says more about the order than the outcome table uses.
            """,
        before: "CancelReply: { properties: { accepted: boolean } }",
        after: "CancelReply: { properties: { accepted: boolean, state: OrderState } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types {
            for field in type.properties?.added ?? [] {
                let name = "\(type.pair.new.name.text).\(field.value.name.text)"
                report.add(
                    rule, nil, "replies have the field '\(name)', \(field.value.type.text)", at: field.places, old: nil,
                    new: field.value.text, symbols: [SwiftSymbols(change.new).property(field.value, of: type.pair.new)],
                    outcomes: change.uses.new.rows(
                        reading: .init(type: type.pair.new.name.text, name: field.value.name.text)))
            }
        }
    }
}
