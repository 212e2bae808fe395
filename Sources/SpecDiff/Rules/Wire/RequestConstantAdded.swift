internal import VenueSpec

/// The rule `request-constant-added`.
enum RequestConstantAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-constant-added", category: .wire, levels: [.error],
        summary: "the request carries a further constant",
        explanation: """
            A venue that asks for the constant refuses requests without it, or reads them as another kind of cancel.
            """,
        before: "query: { orderId }",
        after: "query: { orderId, scope: one }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for field in operation.fields.added
            where field.isConstant && !(field.area == .content && operation.isBodyAdded) {
                report.add(
                    rule, nil,
                    "the \(field.label) is always \(field.text); requests without it are refused or read differently",
                    at: operation.places(of: field), old: nil, new: field.text,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
