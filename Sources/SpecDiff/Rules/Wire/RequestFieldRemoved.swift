internal import VenueSpec

/// The rule `request-field-removed`.
enum RequestFieldRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-field-removed", category: .wire, levels: [.error],
        summary: "a field of the request is gone while its parameter travels elsewhere",
        explanation: """
            A venue that reads the value from the missing field lacks it. Make sure that the page names the \
            remaining field.
            """,
        before: "query: { orderId, id: '{orderId}' }",
        after: "query: { orderId }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for field in operation.fields.removed
            where !field.isConstant && !field.parameters.allSatisfy(operation.isRemoved) {
                report.add(
                    rule, nil, "\(field.text) no longer travels in the \(field.label)", at: operation.places(of: field),
                    old: "\(field.label): \(field.text)", new: nil,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
