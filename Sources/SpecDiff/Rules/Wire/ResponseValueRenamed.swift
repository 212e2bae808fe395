internal import VenueSpec

/// The rule `response-value-renamed`.
enum ResponseValueRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-value-renamed", category: .wire, levels: [.warning],
        summary: "a documented value of a field of replies is spelt otherwise",
        explanation: """
            A value counts as renamed if it differs in upper and lower case only, or if one of the same description \
            took its place. Values are compared letter by letter: the old client reads the new spelling, but no row \
            of it that decides by the field holds.
            """,
        before: "OrderState: { enum: [CANCELED] }", after: "OrderState: { enum: [Canceled] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where !type.isOtherKind {
            for value in type.values?.pairs ?? [] where value.isRenamed {
                let (old, new) = (value.old.name.text, value.new.name.text)
                report.add(
                    rule, nil, "'\(type.pair.new.name.text)' is '\(new)' instead of '\(old)'", at: value.places,
                    old: old,
                    new: new, symbols: [SwiftSymbols(change.new).value(value.new, of: type.pair.new)],
                    outcomes: change.oldRows(decidedBy: old, of: type.pair.old.name.text)
                        + change.newRows(decidedBy: new, of: type.pair.new.name.text))
            }
        }
    }
}
