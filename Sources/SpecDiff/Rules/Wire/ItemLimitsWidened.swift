internal import VenueSpec

/// The rule `item-limits-widened`.
enum ItemLimitsWidened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "item-limits-widened", category: .wire, levels: [.info],
        summary: "a parameter may have more values by their number of elements",
        explanation: """
            What was sent before is still taken. A client that is not generated again refuses values that the venue \
            takes.
            """,
        before: "tags: { type: array, items: string, maxItems: 20 }",
        after: "tags: { type: array, items: string, maxItems: 21 }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for limit in parameter.itemLimits where !limit.isTightened {
                report.add(
                    rule, nil,
                    "\(limit.subject) of '\(parameter.name)' is \(limit.newText) instead of \(limit.oldText)",
                    at: parameter.places.at(limit.key), old: limit.old, new: limit.new, symbols: [parameter.symbol])
            }
        }
    }
}
