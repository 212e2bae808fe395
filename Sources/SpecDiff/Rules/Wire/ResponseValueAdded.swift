internal import VenueSpec

/// The rule `response-value-added`.
enum ResponseValueAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-value-added", category: .wire, levels: [.warning],
        summary: "a field of replies has a further documented value",
        explanation: """
            Until now such a reply fell through the rows that decide by the field. The finding lists the rows the \
            value has got: hold them against the page, above all for the state of an order.
            """,
        before: "OrderState: { enum: [OPEN] }", after: "OrderState: { enum: [OPEN, PENDING_CANCEL] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where !change.uses.new.codes.contains(type.pair.new.name.text) {
            let name = type.pair.new.name.text
            for value in type.singleValues.added {
                report.add(
                    rule, nil, "'\(name)' may be '\(value.value.name.text)'", at: value.places, old: nil,
                    new: value.value.name.text,
                    symbols: [SwiftSymbols(change.new).value(value.value, of: type.pair.new)],
                    outcomes: change.newRows(decidedBy: value.value.name.text, of: name))
            }
        }
    }
}
