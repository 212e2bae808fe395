internal import VenueSpec

/// The rule `request-constant-removed`.
enum RequestConstantRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-constant-removed", category: .wire, levels: [.error],
        summary: "the request no longer carries a constant",
        explanation: """
            A venue that asks for the constant refuses requests without it, or takes them for another kind of \
            cancel.
            """,
        before: "query: { orderId, scope: one }",
        after: "query: { orderId }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for field in operation.fields.removed
            where field.isConstant && !(field.area == .content && operation.isBodyRemoved) {
                report.add(
                    rule, nil, "the \(field.label) is no longer sent; it was always \(field.text)",
                    at: operation.places(of: field), old: field.text, new: nil,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
