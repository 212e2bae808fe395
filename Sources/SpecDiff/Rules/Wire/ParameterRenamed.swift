internal import VenueSpec

/// The rule `parameter-renamed`.
enum ParameterRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-renamed", category: .wire, levels: [.error],
        summary: "a parameter has another name",
        explanation: """
            A parameter counts as renamed if one of the same type and of a similar description or name took its place. \
            The venue ignores or refuses the old name, so a request made by the old client lacks the value.
            """,
        before: "parameters: { accountId: { description: The account that owns the order. } }",
        after: "parameters: { tradingAccountId: { description: The account that owns the order. } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.parameters.pairs where pair.isRenamed {
                let (old, new) = (pair.old.name.text, pair.new.name.text)
                report.add(
                    rule, nil, "the parameter '\(old)' is now called '\(new)'", at: pair.places, old: old, new: new,
                    symbols: [
                        SwiftSymbols(change.old).parameter(pair.old, of: operation.old),
                        SwiftSymbols(change.new).parameter(pair.new, of: operation.new),
                    ])
            }
        }
    }
}
