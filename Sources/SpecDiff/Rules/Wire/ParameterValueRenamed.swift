internal import VenueSpec

/// The rule `parameter-value-renamed`.
enum ParameterValueRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-value-renamed", category: .wire, levels: [.error],
        summary: "a value of a parameter is spelt differently",
        explanation: """
            A value counts as respelt if only its case changed or its description stayed. The venue refuses the old \
            spelling.
            """,
        before: "side: { enum: { BUY: Buys., SELL: Sells. } }",
        after: "side: { enum: { B: Buys., S: Sells. } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters {
            for pair in ValueChange(parameter.pair).values.pairs where pair.isRenamed {
                let (old, new) = (pair.old.name.text, pair.new.name.text)
                report.add(
                    rule, nil,
                    "the value '\(old)' of '\(parameter.name)' is sent as '\(new)'; the old spelling is refused",
                    at: pair.places, old: old, new: new,
                    symbols: SwiftSymbols(change.old).values([old], of: parameter.old, of: parameter.operation.old)
                        + SwiftSymbols(change.new).values([new], of: parameter.new, of: parameter.operation.new))
            }
        }
    }
}
