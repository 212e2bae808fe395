internal import VenueSpec

/// The rule `conditional-group-removed`.
enum ConditionalGroupRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "conditional-group-removed", category: .wire, levels: [.error],
        summary: "a value of a parameter no longer requires others",
        explanation: """
            Parameters of the group are gone, or may be given in any combination, ones the venue refuses included. \
            Find out which the page now asks for.
            """,
        before: """
            parameters: { kind: { enum: [SPOT, OPTION] }, strike: decimal }
            conditional: [{ when: { kind: OPTION }, require: [strike] }]
            """,
        after: "parameters: { kind: { enum: [SPOT, OPTION] } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.groups.removed {
                report.add(
                    rule, nil, "nothing requires \(single.value.text) any more", at: single.places,
                    old: single.value.text,
                    new: nil, symbols: SwiftSymbols(change.old).group(single.value, of: operation.old))
            }
        }
    }
}
