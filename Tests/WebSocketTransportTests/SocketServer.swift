import Foundation
import Synchronization
import Testing
import VenueRuntime
import WebSocketTransport

/// `socket_server.py` in a process of its own, which ends when its standard input does.
final class SocketServer: Sendable {
    private let process: Mutex<Process>
    private let input = Pipe()
    let port: UInt16
    /// Of the server that answers handshakes wrongly.
    let wrongPort: UInt16
    /// Of the proxy.
    let proxyPort: UInt16
    private let scheme: String

    init(tls certificate: Certificate? = nil) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "socket_server.py")
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path] + (certificate.map { [$0.file, $0.key] } ?? [])
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        scheme = certificate == nil ? "ws" : "wss"
        let ports = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { UInt16($0) }
        try #require(ports.count == 3, "the server did not start; see above why")
        (port, wrongPort, proxyPort) = (ports[0], ports[1], ports[2])
        self.process = Mutex(process)
    }

    func url(_ host: String = "127.0.0.1") throws -> SocketURL { try SocketURL("\(scheme)://\(host):\(port)") }

    /// The address of the server that answers handshakes wrongly.
    func wrongURL() throws -> SocketURL { try SocketURL("ws://127.0.0.1:\(wrongPort)") }

    deinit {
        try? input.fileHandleForWriting.close()
        process.withLock { $0.waitUntilExit() }
    }
}

/// A handshake for a path, with a planted secret.
func handshake(_ path: StaticString = "/rpc", token: String = "planted-token") throws -> AuthorizedRequest {
    let request = try PreparedRequest(method: "GET", target: RequestTarget(path))
    return try request.authorized(by: Bearer(token: Secret(token)))
}

/// Credentials that travel as a bearer token.
struct Bearer: VenueCredentials {
    let token: Secret

    init(token: Secret) { self.token = token }

    init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {
        token = try secret("token")
    }

    var headerFields: [CredentialField] { [CredentialField(name: "Authorization", prefix: "Bearer ", secret: token)] }
}

/// A frame that asks the server for something.
func frame(_ id: String, _ work: String, _ members: String = "") -> String {
    #"{"id":"\#(id)","do":"\#(work)"\#(members.isEmpty ? "" : ",")\#(members)}"#
}

/// The id of a reply of the server's.
func replyID(_ frame: SocketFrame) -> String? {
    if case .string(let id)? = member("id", of: frame) { id } else { nil }
}

/// A member of a frame.
func member(_ name: String, of frame: SocketFrame?) -> JSONValue? {
    guard let frame, case .object(let members)? = try? JSONValue(jsonBytes: Array(frame.text.utf8)) else { return nil }
    return members.first { $0.name == name }?.value
}

/// A connection, and what it has told.
struct Line: Sendable {
    let connection: any SocketConnection
    let events: AsyncStream<SocketEvent>

    /// Sends a text frame that may leave.
    func send(_ text: String) { #expect(connection.send(text, leave: { true }) == nil) }

    /// The next frame; `nil` if the connection ends first.
    func frame() async -> String? {
        for await event in events {
            if case .frame(let frame) = event { return frame.text }
            return nil
        }
        return nil
    }

    /// How it ends, after however many frames.
    func ending() async -> SocketEnding? {
        for await event in events {
            if case .ended(let ending) = event { return ending }
        }
        return nil
    }
}

extension SocketOpening {
    /// Why there is no connection; `nil` if there is.
    var failure: SocketFailure? { if case .failed(let failure) = self { failure } else { nil } }
}

extension WebSocketTransport {
    /// Opens a connection to the server, or says why there is none.
    func line(
        _ server: SocketURL, _ path: StaticString = "/rpc", _ settings: SocketSettings = SocketSettings(),
        within limit: Duration = .seconds(20)
    ) async throws -> Result<Line, SocketFailure> {
        let (events, continuation) = AsyncStream.makeStream(of: SocketEvent.self)
        let opening = await open(
            try handshake(path), to: server, settings: settings, deadline: .now + limit,
            receiver: { event in
                continuation.yield(event)
                if case .ended = event { continuation.finish() }
            })
        switch opening {
        case .opened(let connection): return .success(Line(connection: connection, events: events))
        case .failed(let failure): return .failure(failure)
        }
    }
}

/// Runs a test with a server and a transport, which is shut down afterwards.
func withServer(
    tls certificate: Certificate? = nil, options: WebSocketTransport.Options = WebSocketTransport.Options(),
    _ body: (SocketServer, WebSocketTransport) async throws -> Void
) async throws {
    let server = try SocketServer(tls: certificate)
    let transport = try WebSocketTransport(options: options)
    do {
        try await body(server, transport)
    } catch {
        await transport.shutdown()
        throw error
    }
    await transport.shutdown()
}
