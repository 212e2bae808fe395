internal import VenueSpec

/// The rule `conditional-group-changed`.
enum ConditionalGroupChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "conditional-group-changed", category: .wire, levels: [.error],
        summary: "a conditional group hangs on another value or consists of other parameters",
        explanation: """
            Combinations that the venue took are refused, or the reverse: orders of that kind cannot be cancelled \
            until callers give what is asked for. A parameter that is new or gone as such is told by itself.
            """,
        before: "conditional: [{ when: { kind: OPTION }, require: [strike] }]",
        after: "conditional: [{ when: { kind: FUTURE }, require: [strike] }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.groups.changed {
                report.add(
                    rule, nil, "every call must give \(pair.new.text), instead of \(pair.old.text)", at: pair.places,
                    old: pair.old.text, new: pair.new.text,
                    symbols: SwiftSymbols(change.new).group(pair.new, of: operation.new))
            }
        }
    }
}
