internal import VenueSpec

/// The rule `request-field-value-changed`.
enum RequestFieldValueChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-field-value-changed", category: .wire, levels: [.error],
        summary: "a field of the request holds another parameter",
        explanation: """
            The venue reads another value where it looked before: two identifiers that changed places cancel the \
            wrong order.
            """,
        before: "query: { id: '{orderId}' }",
        after: "query: { id: '{clientOrderId}' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs
            where !pair.isSameParameters && !operation.isToldByParameters(pair)
                && !(pair.new.isConstant && pair.old.parameters.allSatisfy(operation.isRemoved))
                && !(pair.old.isConstant && pair.new.parameters.allSatisfy(operation.isAdded))
            {
                report.add(
                    rule, nil, "the \(pair.new.label) holds \(pair.new.text) instead of \(pair.old.text)",
                    at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
