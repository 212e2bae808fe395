internal import VenueSpec

/// The rule `web-socket-added`.
enum WebSocketAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "web-socket-added", category: .meaning, levels: [.info],
        summary: "the call can also be sent as a WebSocket frame",
        explanation: """
            Nothing that worked stops working. Clients make the frame and do not send it; replies over a WebSocket \
            are not described.
            """,
        before: "http: { request: POST /cancel }",
        after: """
            http: { request: POST /cancel }
            webSocket: { id: integer, frame: { op: cancel, orderId } }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            guard operation.old.webSocket == nil, operation.new.webSocket != nil else { continue }
            report.add(
                rule, nil, "'\(operation.new.name.text)' can be sent as a WebSocket frame",
                at: operation.places.at("webSocket"),
                old: nil, new: "webSocket", symbols: [SwiftSymbols(change.new).member("frame", of: operation.new)])
        }
    }
}
