internal import VenueSpec

/// The rule `correlation-id-changed`.
enum CorrelationIDChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "correlation-id-changed", category: .wire, levels: [.error],
        summary: "the correlation id of a WebSocket request is of another kind",
        explanation: """
            A reply is matched to its request by the id. An id of the wrong kind is refused, or answered in a form \
            that is not found again: the cancel then has no answer.
            """,
        before: "webSocket: { id: integer, frame: { id: '{$id}', orderId } }",
        after: "webSocket: { id: string, frame: { id: '{$id}', orderId } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            guard let before = operation.old.webSocket, let after = operation.new.webSocket,
                before.idKind != after.idKind
            else { continue }
            let (old, new) = (before.idKind.text, after.idKind.text)
            report.add(
                rule, nil, "frames carry \(new) as their id instead of \(old), by which replies are matched",
                at: operation.places.at("webSocket", "id"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).frame(of: operation.new)])
        }
    }
}
