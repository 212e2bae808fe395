internal import CMicroHTTPD
internal import Synchronization
internal import VenueRuntime

/// Serves a simulated venue over HTTP on 127.0.0.1, to clients in any language.
///
/// Whoever starts a server stops it. A class, since the library behind it calls back for as long as it runs.
public final class LoopbackServer: Sendable {
    /// The venue that answers every request.
    public let venue: SimulatedVenue
    /// The port of 127.0.0.1 it listens on, also where the system chose it.
    public let port: UInt16
    private let exchanges: ServerExchanges
    private let daemon: LibraryPointer

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
        daemon = LibraryPointer(pointer: pointer)
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
    /// The port that was asked for; 0 for any that is free.
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

/// The exchanges of a server that wait for something.
///
/// A class, since the library's callbacks hold on to it by reference.
final class ServerExchanges: Sendable {
    let venue: SimulatedVenue
    private let state = Mutex(State())

    private struct State {
        var isClosed = false
        var tasks: [Int: Task<Void, Never>] = [:]
        var next = 0
    }

    init(venue: SimulatedVenue) { self.venue = venue }

    /// Does work beside the library's thread; refused once the server is going down.
    func run(_ work: @escaping @Sendable () async -> Void) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            let number = state.next
            state.next += 1
            state.tasks[number] = Task {
                await work()
                self.forget(number)
            }
            return true
        }
    }

    /// Refuses further work, ends the sleeps of what is under way and waits for it; `false` if an earlier call did.
    func close() async -> Bool {
        let tasks = state.withLock { state -> [Task<Void, Never>]? in
            if state.isClosed { return nil }
            state.isClosed = true
            return Array(state.tasks.values)
        }
        guard let tasks else { return false }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        return true
    }

    private func forget(_ number: Int) {
        state.withLock { _ = $0.tasks.removeValue(forKey: number) }
    }
}

/// The functions the library calls, on its own thread.
enum ServerCallbacks {
    /// Takes a request in, piece by piece, and answers it once it is whole.
    static let handle: MHD_AccessHandlerCallback = { context, connection, path, method, _, data, size, slot in
        guard let context, let connection, let path, let method, let size, let slot else { return venue_no }
        guard let known = slot.pointee else {
            let exchanges = Unmanaged<ServerExchanges>.fromOpaque(context).takeUnretainedValue()
            let request = ReceivedRequest(
                method: String(cString: method), target: String(cString: path) + query(of: connection),
                headers: headers(of: connection))
            let exchange = ServerExchange(exchanges, request, LibraryPointer(pointer: connection))
            slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
            return venue_yes
        }
        let exchange = Unmanaged<ServerExchange>.fromOpaque(known).takeUnretainedValue()
        if size.pointee > 0 {
            exchange.take(UnsafeRawBufferPointer(start: data, count: size.pointee))
            size.pointee = 0
            return venue_yes
        }
        return exchange.proceed()
    }

    static let completed: MHD_RequestCompletedCallback = { _, _, slot, _ in
        guard let slot, let known = slot.pointee else { return }
        Unmanaged<ServerExchange>.fromOpaque(known).release()
        slot.pointee = nil
    }

    private static func headers(of connection: OpaquePointer) -> HTTPHeaderFields {
        HTTPHeaderFields(received: pairs(venue_header_kind, of: connection).map { ($0.name, $0.value ?? "") })
    }

    /// The query of a request with its `?`, encoded as it came; the library made spaces of its plus signs.
    private static func query(of connection: OpaquePointer) -> String {
        let fields = pairs(venue_argument_kind, of: connection).map { $0.name + ($0.value.map { "=" + $0 } ?? "") }
        let query = fields.joined(separator: "&").utf8.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
        return fields.isEmpty ? "" : "?" + String(decoding: query, as: UTF8.self)
    }

    private static func pairs(
        _ kind: MHD_ValueKind, of connection: OpaquePointer
    ) -> [(name: String, value: String?)] {
        var pairs: [(name: String, value: String?)] = []
        withUnsafeMutablePointer(to: &pairs) { list in
            _ = MHD_get_connection_values(
                connection, kind,
                { context, _, name, value in
                    guard let list = context?.assumingMemoryBound(to: [(name: String, value: String?)].self), let name
                    else { return venue_yes }
                    list.pointee.append((String(cString: name), value.map { String(cString: $0) }))
                    return venue_yes
                }, list)
        }
        return pairs
    }
}

/// A server or a connection of the library.
///
/// Unchecked, since the compiler cannot see that the library locks what is used here: its servers, and suspending and
/// resuming connections.
struct LibraryPointer: @unchecked Sendable {
    let pointer: OpaquePointer
}
