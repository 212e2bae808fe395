internal import VenueSpec

extension DiffRule {
    /// The rules about the frame of a call.
    static let frames: [DiffRule] = [
        DiffRule(
            "frame-field-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a member of the WebSocket frame is new, gone or another",
            explanation: """
                The frame is the request: a member the venue reads and does not find, or a constant that chooses another \
                call, and the order stays open. Members that came, went or were renamed with their parameter are told \
                with that.
                """,
            before: "frame: { op: cancel, id: '{$id}', orderId }",
            after: "frame: { op: order.cancel, id: '{$id}', orderId }"
        ) { change, report in
            for operation in change.operations where operation.old.webSocket != nil && operation.new.webSocket != nil {
                for pair in operation.frame.pairs
                where !operation.isToldByParameters(pair) && !operation.isNested(pair)
                    && !operation.isRenamedWithParameter(pair)
                    && !(pair.isInContainer && pair.isNameKept && pair.isSameParts)
                {
                    let (old, new) = ("\(pair.old.name): \(pair.old.text)", "\(pair.new.name): \(pair.new.text)")
                    report.add(pair.told("the frame has \(new) instead of \(old)", old: old, new: new))
                }
                for single in operation.frame.added + operation.frame.removed {
                    let field = single.value
                    let isTold = { single.isAdded ? operation.isAdded($0) : operation.isRemoved($0) }
                    guard field.isConstant || !field.parameters.allSatisfy(isTold) else { continue }
                    let verb = single.isAdded ? "also has" : "no longer has"
                    report.add(single.told("the frame \(verb) \(field.name): \(field.text)", field.text))
                }
            }
        },
        DiffRule(
            "correlation-id-changed", .wire, .error, risk: .unknownOutcome,
            summary: "the correlation id of a WebSocket request is of another kind",
            explanation: """
                A reply is matched to its request by the id. An id of the wrong kind is refused, or answered in a form \
                that is not found again: the cancel then has no answer.
                """,
            before: "webSocket: { id: integer, frame: { id: '{$id}', orderId } }",
            after: "webSocket: { id: string, frame: { id: '{$id}', orderId } }", each: \.operations
        ) { operation, _ in
            guard let before = operation.old.webSocket, let after = operation.new.webSocket,
                before.idKind != after.idKind
            else { return nil }
            let (old, new) = (before.idKind.text, after.idKind.text)
            return Change(
                "frames carry \(new) as their id instead of \(old), by which replies are matched",
                at: operation.places.at("webSocket", "id"), old: old, new: new, symbols: [operation.symbol("frame")])
        },
        DiffRule(
            "frame-server-changed", .wire, .error, risk: .credentials, summary: "WebSocket frames go to another server",
            explanation: """
                Frames and the credentials of their connection go elsewhere. Make sure that the server is the one the \
                page names for this call; a renamed server, or one at another address, is told by itself.
                """,
            before: "webSocket: { server: stream, id: integer, frame: … }",
            after: "webSocket: { server: orders, id: integer, frame: … }", each: \.operations
        ) { operation, change in
            guard let before = operation.old.webSocket, let after = operation.new.webSocket,
                before.server.map(change.servers.newName) != after.server
            else { return nil }
            return Change(
                "frames go to \(after.server.map { "the server '\($0)'" } ?? "no server that is named") instead of "
                    + (before.server.map { "the server '\($0)'" } ?? "none that was named"),
                at: operation.places.at("webSocket", "server"), old: before.server, new: after.server,
                symbols: [operation.symbol("frame")])
        },
    ]

    /// The rules about whether a call has a frame.
    static let webSockets: [DiffRule] = [
        DiffRule(
            "web-socket-added", .meaning, .info, summary: "the call can also be sent as a WebSocket frame",
            explanation: """
                Nothing that worked stops working. Clients make the frame and do not send it; replies over a WebSocket \
                are not described.
                """,
            before: "http: { request: POST /cancel }",
            after: "http: { request: POST /cancel }\nwebSocket: { id: integer, frame: { op: cancel, orderId } }",
            each: \.operations
        ) { operation, _ in
            guard operation.old.webSocket == nil, operation.new.webSocket != nil else { return nil }
            return Change(
                "'\(operation.new.name.text)' can be sent as a WebSocket frame", at: operation.places.at("webSocket"),
                new: "webSocket", symbols: [operation.symbol("frame")])
        },
        DiffRule(
            "web-socket-removed", .meaning, .error, risk: .orderStaysOpen,
            summary: "the call can no longer be sent as a WebSocket frame",
            explanation: """
                Cancels sent over a stream are refused or ignored, and the orders stay open. Send them over HTTP before \
                the venue turns the frame off.
                """,
            before: "http: { request: POST /cancel }\nwebSocket: { id: integer, frame: { op: cancel, orderId } }",
            after: "http: { request: POST /cancel }", each: \.operations
        ) { operation, change in
            guard operation.old.webSocket != nil, operation.new.webSocket == nil else { return nil }
            return Change(
                "'\(operation.new.name.text)' can no longer be sent as a WebSocket frame",
                at: operation.places.at("webSocket"), old: "webSocket",
                symbols: [change.symbols.old.member("frame", of: operation.old)])
        },
    ]
}
