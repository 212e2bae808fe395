internal import CMicroHTTPD

/// Serves a simulated venue over HTTP on 127.0.0.1, to clients in any language.
///
/// Whoever starts a server stops it. A class, since the library behind it calls back for as long as it runs.
public final class LoopbackServer: Sendable {
    /// The venue.
    public let venue: SimulatedVenue
    /// The port it listens on.
    public let port: UInt16
    /// What the library's callbacks work with.
    private let exchanges: ServerExchanges
    /// The library's server.
    private let daemon: Daemon

    /// A server of the library.
    ///
    /// Unchecked, since the compiler cannot see that the library locks its own server; the pointer never changes.
    private struct Daemon: @unchecked Sendable {
        /// The library's pointer.
        let pointer: OpaquePointer
    }

    /// Starts to serve a venue.
    ///
    /// - Parameters:
    ///   - venue: The venue.
    ///   - port: The port; 0 lets the system choose a free one.
    ///   - connections: The most connections at one time; further ones are closed.
    /// - Throws: ``ServerFailure`` if the port cannot be had.
    public init(venue: SimulatedVenue, port: UInt16 = 0, connections: UInt32 = 256) throws(ServerFailure) {
        let exchanges = ServerExchanges(venue: venue)
        let context = Unmanaged.passRetained(exchanges)
        guard
            let pointer = venue_start_daemon(
                port, connections, ServerCallbacks.handle, context.toOpaque(), ServerCallbacks.completed)
        else {
            context.release()
            throw ServerFailure(port: port)
        }
        self.venue = venue
        self.port = venue_daemon_port(pointer)
        self.exchanges = exchanges
        daemon = Daemon(pointer: pointer)
    }

    /// The address of the server, such as `http://127.0.0.1:40123`.
    public var address: String { "http://127.0.0.1:\(port)" }

    /// Ends every exchange, closes every connection and frees the port.
    ///
    /// Calling it again does nothing.
    public func stop() async {
        guard await exchanges.close() else { return }
        MHD_stop_daemon(daemon.pointer)
        Unmanaged.passUnretained(exchanges).release()
    }
}

/// Why a server could not start.
public struct ServerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The port that was asked for.
    public let port: UInt16

    /// A port that cannot be had.
    public init(port: UInt16) { self.port = port }

    /// What happened and the cure; lower case, no full stop.
    public var description: String {
        port == 0
            ? "cannot listen on 127.0.0.1"
            : "cannot listen on port \(port) of 127.0.0.1; choose another, or 0 for any that is free"
    }
}
