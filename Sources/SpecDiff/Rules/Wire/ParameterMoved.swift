internal import VenueSpec

/// The rule `parameter-moved`.
enum ParameterMoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-moved", category: .wire, levels: [.error],
        summary: "a parameter travels in another part of the request",
        explanation: """
            The venue reads the value from one place only. Sent in the old one it is missing, and a cancel without \
            its order's id is refused or, at some venues, cancels every order.
            """,
        before: "http: { request: POST /cancel, query: { orderId } }",
        after: "http: { request: 'POST /orders/{orderId}/cancel' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs where !pair.isInArea {
                let names = pair.new.parameters.map { "'\($0)'" }.joined(separator: " and ")
                report.add(
                    rule, nil,
                    "\(names) moved from the \(pair.old.label) to the \(pair.new.label), where alone the venue "
                        + "looks for it", at: operation.places(of: pair.old, pair.new), old: pair.old.label,
                    new: pair.new.label, symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
