internal import VenueSpec

/// The rule `request-field-text-changed`.
enum RequestFieldTextChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-field-text-changed", category: .wire, levels: [.error],
        summary: "the text around a parameter changed",
        explanation: """
            The venue reads the whole field: with another prefix or suffix the identifier is another one, or none.
            """,
        before: "query: { ref: 'id-{orderId}' }",
        after: "query: { ref: 'order-{orderId}' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs where !pair.new.isConstant && pair.isSameParameters && !pair.isSameParts
            {
                report.add(
                    rule, nil, "the \(pair.new.label) is \(pair.new.text) instead of \(pair.old.text)",
                    at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
