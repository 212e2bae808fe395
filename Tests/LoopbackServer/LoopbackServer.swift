internal import Foundation
internal import Synchronization

/// An HTTP/1.1 server of raw sockets on this machine that does exactly what a test says, faults included, and counts.
///
/// A class, because it owns a listening socket and the threads behind it.
public final class LoopbackServer: Sendable {
    /// What happens to a connection after a request was handled.
    public enum Next: Sendable {
        /// The next request is read; a peer that went away ends it.
        case keep
        /// It is closed.
        case close
        /// It is closed with a TCP reset.
        case reset
    }

    /// What to do with a request.
    public typealias Handler = @Sendable (ReceivedRequest, Peer) -> Next

    /// What the threads share.
    private struct State {
        var connections = 0
        var requests: [ReceivedRequest] = []
        /// The sockets of the connections that are open, by number.
        var open: [Int: Int32] = [:]
        var isStopped = false
    }

    /// The port it listens on.
    public let port: Int
    private let listener: Int32
    private let state = Mutex(State())
    private let welcome: @Sendable (Peer) -> Next
    private let handler: Handler

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - welcome: What to do with a connection before anything is read of it.
    ///   - handler: What to do with each request, on the connection's own thread.
    /// - Throws: ``SocketError`` if the system has no socket to give.
    public init(
        welcome: @escaping @Sendable (Peer) -> Next = { _ in .keep }, handler: @escaping Handler
    ) throws(SocketError) {
        (listener, port) = try Sockets.startListening()
        self.welcome = welcome
        self.handler = handler
        Thread.detachNewThread { self.accept() }
    }

    /// A URL of this server; `localhost` and `127.0.0.1` are different hosts to a client.
    public func url(host: String = "127.0.0.1") -> String { "http://\(host):\(port)" }

    /// How many connections it accepted.
    public var connections: Int { state.withLock { $0.connections } }

    /// The numbers of the connections that it has not closed.
    public var openConnections: Set<Int> { state.withLock { Set($0.open.keys) } }

    /// Writes text over a connection, and waits until the client's system has it; whether it took it.
    @discardableResult public func deliver(_ text: String, over connection: Int) -> Bool {
        let socket = state.withLock { $0.open[connection] }
        return socket.map { Peer(socket: $0, connection: connection).deliver(text) } ?? false
    }

    /// Waits until it has closed every connection; whether it has.
    public func waitUntilAllAreClosed() async -> Bool { await Pause.until { self.openConnections.isEmpty } }

    /// The requests it read, in order.
    public var requests: [ReceivedRequest] { state.withLock { $0.requests } }

    /// Closes everything.
    public func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            for socket in state.open.values { Sockets.hangUp(socket) }
            return !state.isStopped
        }
        // Only the thread that accepts may close the listener: its number would soon be another server's.
        if isFirst { Sockets.knock(at: port) }
    }

    /// Accepts connections until the server is stopped.
    private func accept() {
        defer { Sockets.end(listener) }
        while let socket = Sockets.nextConnection(listener) {
            let number = state.withLock { state -> Int? in
                if state.isStopped { return nil }
                state.connections += 1
                state.open[state.connections] = socket
                return state.connections
            }
            guard let number else { return Sockets.end(socket) }
            Thread.detachNewThread { self.serve(Peer(socket: socket, connection: number)) }
        }
    }

    /// Serves one connection until it ends.
    private func serve(_ peer: Peer) {
        var next = welcome(peer)
        var buffer: [UInt8] = []
        var index = 0
        while case .keep = next, let request = read(from: peer, buffer: &buffer, index: index + 1) {
            index += 1
            next = handler(request, peer)
        }
        state.withLock { state in
            state.open[peer.connection] = nil
            if case .reset = next { Sockets.reset(peer.socket) } else { Sockets.end(peer.socket) }
        }
    }

    /// Reads one request; `nil` when the connection ended before one was complete.
    private func read(from peer: Peer, buffer: inout [UInt8], index: Int) -> ReceivedRequest? {
        while true {
            if let request = ReceivedRequest(&buffer, connection: peer.connection, index: index) {
                state.withLock { $0.requests.append(request) }
                return request
            }
            let more = Sockets.receive(peer.socket)
            if more.isEmpty { return nil }
            buffer += more
        }
    }
}
