internal import VenueSpec

/// The rule `parameter-value-added`.
enum ParameterValueAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-value-added", category: .wire, levels: [.info],
        summary: "a parameter takes a further value",
        explanation: """
            What was sent before is still taken. Callers may have a use for the new value.
            """,
        before: "side: { enum: [BUY, SELL] }",
        after: "side: { enum: [BUY, SELL, SHORT] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for single in ValueChange(parameter.pair).values.added {
                let value = single.value.name.text
                report.add(
                    rule, nil, "'\(parameter.name)' may be '\(value)'", at: single.places, old: nil, new: value,
                    symbols: SwiftSymbols(change.new).values([value], of: parameter.new, of: parameter.operation.new))
            }
        }
    }
}
