internal import VenueSpec

/// The rule `value-limits-tightened`.
enum ValueLimitsTightened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "value-limits-tightened", category: .wire, levels: [.error],
        summary: "a parameter may have fewer values by their size, or by a list of exceptions",
        explanation: """
            A value that the venue took is refused, before it is sent and by the venue; an order with such an id \
            cannot be cancelled any more.
            """,
        before: "orderId: { type: integer, maximum: 1000000 }",
        after: "orderId: { type: integer, maximum: 999999 }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for limit in parameter.valueLimits where limit.isTightened {
                report.add(
                    rule, nil,
                    "\(limit.subject) of '\(parameter.name)' is \(limit.newText) instead of \(limit.oldText); values beyond it are refused",
                    at: parameter.places.at(limit.key), old: limit.old, new: limit.new, symbols: [parameter.symbol])
            }
            for value in parameter.ruledOut {
                let places = parameter.places.at("not")
                report.add(
                    rule, nil, "'\(parameter.name)' must not be \(value); requests with it are refused",
                    at: Places(old: places.old.at(entry: value), new: places.new.at(entry: value)), old: nil,
                    new: value,
                    symbols: [parameter.symbol])
            }
        }
    }
}
