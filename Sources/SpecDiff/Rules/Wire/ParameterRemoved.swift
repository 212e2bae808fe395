internal import VenueSpec

/// The rule `parameter-removed`.
enum ParameterRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-removed", category: .wire, levels: [.error],
        summary: "the call no longer has a parameter",
        explanation: """
            Without an identifier the cancel may reach more than the one order it was meant for; without another \
            value the venue may refuse it or assume something else. Make sure that the page withdrew it and did not \
            rename it. A parameter that only a removed identity or a removed conditional group needed is told with \
            that.
            """,
        before: "parameters: { orderId: string, symbol: string }",
        after: "parameters: { orderId: string }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.parameters.removed where !operation.isToldByOldSet(single.value) {
                let name = single.value.name.text
                let constant = operation.fields.pairs.first { $0.new.isConstant && $0.old.parameters.contains(name) }
                let effect =
                    operation.old.identifiers.contains(name)
                    ? "the cancel is no longer narrowed by it and may reach other orders"
                    : constant.map { "the \($0.new.label) is always \($0.new.text)" } ?? "the venue no longer gets it"
                report.add(
                    rule, nil, "'\(name)' is gone; \(effect)", at: single.places,
                    old: operation.old.text(of: single.value), new: nil,
                    symbols: [SwiftSymbols(change.old).parameter(single.value, of: operation.old)])
            }
        }
    }
}
