import VenueRuntime
import WebSocketTransport

/// The samples about sockets, compiled.
///
/// Each is quoted as it stands here.
enum SocketSamples {
    /// Something that reads ids out of frames.
    struct IDs: Sendable {
        func id(of frame: SocketFrame) -> String? { frame.text.isEmpty ? nil : frame.text }
    }

    static func oneCall(_ handshake: AuthorizedRequest, _ frame: String, _ ids: IDs) async throws {
        let transport = try WebSocketTransport()
        let session = SocketSession(
            server: try SocketURL("wss://sockets.venue.example"), transport: transport,
            handshake: { () throws(SocketFailure) in handshake },
            replyID: { frame in ids.id(of: frame) })

        let report = await session.call(id: "7", frame: frame, deadline: .now + .seconds(5))
        switch report.result {
        case .answered(let reply): print(reply.text.count)  // the first reply with the id, after the frame had left
        case .notSent(let cause): print(cause)  // provably never handed to the socket
        case .unknown(let cause): print(cause)  // handed over, and no reply came
        }

        session.shutdown()
        await transport.shutdown()
    }
}
