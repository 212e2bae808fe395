internal import VenueSpec

/// The rule `request-field-added`.
enum RequestFieldAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-field-added", category: .wire, levels: [.error],
        summary: "a parameter travels in a further field of the request",
        explanation: """
            The venue reads the value from there too, or from there alone. Requests without the field are refused or \
            read differently.
            """,
        before: "query: { orderId }",
        after: "query: { orderId, id: '{orderId}' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for field in operation.fields.added
            where !field.isConstant && !field.parameters.allSatisfy(operation.isAdded) {
                report.add(
                    rule, nil, "\(field.text) also travels in the \(field.label); requests without it are refused",
                    at: operation.places(of: field), old: nil, new: "\(field.label): \(field.text)",
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
