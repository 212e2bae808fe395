internal import VenueSpec

/// The rule `conditional-group-added`.
enum ConditionalGroupAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "conditional-group-added", category: .wire, levels: [.error],
        summary: "a value of a parameter requires others",
        explanation: """
            Requests with the value and without the others are refused, and the others are refused with any other \
            value. Orders of that kind cannot be cancelled until callers give all of them.
            """,
        before: "parameters: { kind: { enum: [SPOT, OPTION] } }",
        after: """
            parameters: { kind: { enum: [SPOT, OPTION] }, strike: decimal }
            conditional: [{ when: { kind: OPTION }, require: [strike] }]
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.groups.added {
                report.add(
                    rule, nil, "every call must give \(single.value.text), and only then", at: single.places, old: nil,
                    new: single.value.text, symbols: SwiftSymbols(change.new).group(single.value, of: operation.new))
            }
        }
    }
}
