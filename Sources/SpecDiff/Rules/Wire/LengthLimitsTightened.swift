internal import VenueSpec

/// The rule `length-limits-tightened`.
enum LengthLimitsTightened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "length-limits-tightened", category: .wire, levels: [.error],
        summary: "a parameter may have fewer values by their length",
        explanation: """
            A value that the venue took is refused, before it is sent and by the venue; an order with such a value \
            cannot be cancelled any more. Hold the values in use against the new limit.
            """,
        before: "symbol: { maxLength: 21 }",
        after: "symbol: { maxLength: 20 }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for limit in parameter.lengthLimits where limit.isTightened {
                report.add(
                    rule, nil,
                    "\(limit.subject) of '\(parameter.name)' is \(limit.newText) instead of \(limit.oldText); values beyond it are refused",
                    at: parameter.places.at(limit.key), old: limit.old, new: limit.new, symbols: [parameter.symbol])
            }
        }
    }
}
