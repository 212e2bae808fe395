internal import VenueSpec

/// The rule `response-value-removed`.
enum ResponseValueRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-value-removed", category: .wire, levels: [.warning],
        summary: "a documented value of a field of replies is gone",
        explanation: """
            A reply that has it all the same is read, but matches no row that decides by the field. Values seldom \
            disappear: look for the one that took its place, and for orders in a state that can no longer be \
            recognised.
            """,
        before: "OrderState: { enum: [OPEN, EXPIRED] }", after: "OrderState: { enum: [OPEN] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where !change.uses.old.codes.contains(type.pair.old.name.text) {
            let name = type.pair.old.name.text
            for value in type.singleValues.removed {
                report.add(
                    rule, nil, "'\(name)' is no longer documented to be '\(value.value.name.text)'", at: value.places,
                    old: value.value.name.text,
                    new: nil, symbols: [SwiftSymbols(change.old).value(value.value, of: type.pair.old)],
                    outcomes: change.oldRows(decidedBy: value.value.name.text, of: name))
            }
        }
    }
}
