internal import VenueSpec

/// The rule `value-limits-widened`.
enum ValueLimitsWidened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "value-limits-widened", category: .wire, levels: [.info],
        summary: "a parameter may have more values by their size, or by a list of exceptions",
        explanation: """
            What was sent before is still taken. Check a value that is allowed again: an id such as 0 may stand for \
            every order that has none.
            """,
        before: "orderId: { type: integer, not: [0, 1] }",
        after: "orderId: { type: integer, not: [0] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for limit in parameter.valueLimits where !limit.isTightened {
                report.add(
                    rule, nil,
                    "\(limit.subject) of '\(parameter.name)' is \(limit.newText) instead of \(limit.oldText)",
                    at: parameter.places.at(limit.key), old: limit.old, new: limit.new, symbols: [parameter.symbol])
            }
            for value in parameter.allowedAgain {
                let places = parameter.places.at("not")
                report.add(
                    rule, nil, "'\(parameter.name)' may be \(value) again; check what the venue takes it for",
                    at: Places(old: places.old.at(entry: value), new: places.new.at(entry: value)), old: value,
                    new: nil,
                    symbols: [parameter.symbol])
            }
        }
    }
}
