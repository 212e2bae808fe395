internal import VenueSpec

/// The rule `frame-server-changed`.
enum FrameServerChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "frame-server-changed", category: .wire, levels: [.error],
        summary: "WebSocket frames go to another server",
        explanation: """
            Frames and the credentials of their connection go elsewhere. Make sure that the server is the one the \
            page names for this call; a renamed server, or one at another address, is told by itself.
            """,
        before: "webSocket: { server: stream, id: integer, frame: … }",
        after: "webSocket: { server: orders, id: integer, frame: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        let newNames = Dictionary(
            change.servers.pairs.map { ($0.old.name.text, $0.new.name.text) }, uniquingKeysWith: { first, _ in first })
        for operation in change.operations {
            guard let before = operation.old.webSocket, let after = operation.new.webSocket,
                before.server.map({ newNames[$0] ?? $0 }) != after.server
            else { continue }
            report.add(
                rule, nil,
                "frames go to \(after.server.map { "the server '\($0)'" } ?? "no server that is named") instead of "
                    + (before.server.map { "the server '\($0)'" } ?? "none that was named"),
                at: operation.places.at("webSocket", "server"), old: before.server, new: after.server,
                symbols: [SwiftSymbols(change.new).frame(of: operation.new)])
        }
    }
}
