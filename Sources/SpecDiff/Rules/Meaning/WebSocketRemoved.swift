internal import VenueSpec

/// The rule `web-socket-removed`.
enum WebSocketRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "web-socket-removed", category: .meaning, levels: [.error],
        summary: "the call can no longer be sent as a WebSocket frame",
        explanation: """
            Cancels sent over a stream are refused or ignored, and the orders stay open. Send them over HTTP before \
            the venue turns the frame off.
            """,
        before: """
            http: { request: POST /cancel }
            webSocket: { id: integer, frame: { op: cancel, orderId } }
            """, after: "http: { request: POST /cancel }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            guard operation.old.webSocket != nil, operation.new.webSocket == nil else { continue }
            report.add(
                rule, nil, "'\(operation.new.name.text)' can no longer be sent as a WebSocket frame",
                at: operation.places.at("webSocket"), old: "webSocket", new: nil,
                symbols: [SwiftSymbols(change.old).member("frame", of: operation.old)])
        }
    }
}
