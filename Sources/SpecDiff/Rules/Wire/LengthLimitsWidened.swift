internal import VenueSpec

/// The rule `length-limits-widened`.
enum LengthLimitsWidened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "length-limits-widened", category: .wire, levels: [.info],
        summary: "a parameter may have more values by their length",
        explanation: """
            What was sent before is still taken. A client that is not generated again refuses values that the venue \
            takes.
            """,
        before: "symbol: { maxLength: 20 }",
        after: "symbol: { maxLength: 21 }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for limit in parameter.lengthLimits where !limit.isTightened {
                report.add(
                    rule, nil,
                    "\(limit.subject) of '\(parameter.name)' is \(limit.newText) instead of \(limit.oldText)",
                    at: parameter.places.at(limit.key), old: limit.old, new: limit.new, symbols: [parameter.symbol])
            }
        }
    }
}
