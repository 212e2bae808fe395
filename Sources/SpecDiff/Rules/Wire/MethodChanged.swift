internal import VenueSpec

/// The rule `method-changed`.
enum MethodChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "method-changed", category: .wire, levels: [.error],
        summary: "the call uses another HTTP method",
        explanation: """
            The venue refuses the old method, or does something else on it: the order stays open. Regenerate and release \
            before the venue turns the old call off.
            """,
        before: "request: POST /orders/{orderId}/cancel", after: "request: DELETE /orders/{orderId}/cancel")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.old.http.method != operation.new.http.method {
            let (old, new) = (operation.old.http.method, operation.new.http.method)
            report.add(
                rule, nil, "'\(operation.new.name.text)' is sent with \(new) instead of \(old)",
                at: operation.places.at("http", "request"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).member("prepare", of: operation.new)])
        }
    }
}
