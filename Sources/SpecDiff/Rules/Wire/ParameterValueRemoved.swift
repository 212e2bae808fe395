internal import VenueSpec

/// The rule `parameter-value-removed`.
enum ParameterValueRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-value-removed", category: .wire, levels: [.error],
        summary: "a parameter no longer takes a value",
        explanation: """
            Requests with the value are refused, so orders that need it stay open. Code that names its Swift case no \
            longer compiles.
            """,
        before: "side: { enum: [BUY, SELL, SHORT] }",
        after: "side: { enum: [BUY, SELL] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for single in ValueChange(parameter.pair).values.removed {
                let value = single.value.name.text
                report.add(
                    rule, nil, "'\(parameter.name)' may no longer be '\(value)'; requests with it are refused",
                    at: single.places, old: value, new: nil,
                    symbols: SwiftSymbols(change.old).values([value], of: parameter.old, of: parameter.operation.old))
            }
        }
    }
}
