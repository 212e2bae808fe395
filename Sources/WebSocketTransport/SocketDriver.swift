internal import CLibWebSockets
internal import CLibrary
internal import VenueRuntime

/// Ends libwebsockets' wait for sockets, the present one or the next.
///
/// `@unchecked`, because a context is a pointer: of all its functions libwebsockets allows this one from any thread, and
/// ``SocketLoop`` calls it only while the context is there.
struct ServiceAlarm: @unchecked Sendable {
    fileprivate let context: OpaquePointer

    func ring() { lws_cancel_service(context) }
}

/// Drives libwebsockets: opens connections, and goes on with them when their sockets are ready or their time has come.
///
/// A class, because libwebsockets' callbacks reach it by its address. One thread uses it; ``SocketLoop`` sees to that.
final class SocketDriver {
    private static let name: StaticString = "venue-sockets"
    /// How much of a message libwebsockets hands over at a time.
    private static let pieceSize = 16_384
    /// What libwebsockets has open beside the connections.
    private static let ownDescriptors = 8
    /// The seconds after which libwebsockets would give up by itself; deadlines are shorter.
    private static let longestWait: UInt32 = 86_400

    let options: WebSocketTransport.Options
    let alarm: ServiceAlarm
    /// Whom connections ask to be served; there while the thread runs.
    var loop: SocketLoop?
    private let context: OpaquePointer
    private let protocols: UnsafeMutablePointer<lws_protocols>
    private let timer: UnsafeMutablePointer<venue_lws_timer>
    private var isClosed = false
    private var connections: [UInt64: LiveConnection] = [:]
    /// When the timer fires; `nil` for never.
    private var due: ContinuousClock.Instant?
    /// What is written, with room in front.
    private var scratch: UnsafeMutableRawBufferPointer

    init(_ options: WebSocketTransport.Options) throws(WebSocketTransportError) {
        self.options = options
        // One for all connections, and one that ends the list.
        let protocols = UnsafeMutablePointer<lws_protocols>.allocate(capacity: 2)
        protocols.initialize(repeating: lws_protocols(), count: 2)
        protocols[0].name = UnsafeRawPointer(Self.name.utf8Start).assumingMemoryBound(to: CChar.self)
        protocols[0].callback = { connection, reason, _, bytes, count in
            SocketDriver.serve(connection, reason, bytes, count)
        }
        protocols[0].rx_buffer_size = Self.pieceSize
        let descriptors = UInt32(options.maximumConnections + Self.ownDescriptors)
        guard
            let context = venue_lws_create(
                protocols, nil, options.certificateAuthorities, descriptors, Self.longestWait)
        else {
            protocols.deallocate()
            throw WebSocketTransportError(.outOfResources)
        }
        self.protocols = protocols
        timer = .allocate(capacity: 1)
        timer.initialize(to: venue_lws_timer())
        scratch = .allocate(byteCount: 4096, alignment: 16)
        self.context = context
        alarm = ServiceAlarm(context: context)
        // Unowned: the context is gone before this is.
        timer.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.fire = { owner in
            owner.map { Unmanaged<SocketDriver>.fromOpaque($0).takeUnretainedValue() }?.timerFired()
        }
    }

    deinit { close() }

    // MARK: Going on

    /// Waits until a socket is ready, a time has come or the alarm rings, and goes on as far as that allows.
    func serve() { lws_service(context, 0) }

    func perform(_ command: SocketCommand) {
        switch command {
        case .open(let opening): open(opening)
        case .resolved(let id, let addresses): connections[id]?.resolved(addresses)
        case .cancel(let id): connections[id]?.cancelOpening()
        case .write(let id): connections[id]?.wantWrite()
        case .close(let id): connections[id]?.close()
        }
    }

    /// Ends every connection and libwebsockets' side.
    func close() {
        if isClosed { return }
        isClosed = true
        for connection in connections.values { connection.shutDown() }
        connections = [:]
        venue_lws_cancel_timer(context, timer)
        lws_context_destroy(context)
        protocols.deallocate()
        timer.deallocate()
        scratch.deallocate()
    }

    private func open(_ opening: Opening) {
        guard let loop, !isClosed else { return opening.refuse() }
        guard opening.deadline > .now else { return opening.fail(SocketFailure(.deadline)) }
        guard connections.count < options.maximumConnections else {
            return opening.fail(SocketFailure(.connectionFailed, detail: "as many connections stand as may be"))
        }
        let connection = LiveConnection(opening, driver: self)
        connections[opening.id] = connection
        schedule(opening.deadline)
        // A proxy looks the server's name up; the proxy's own is looked up here.
        let name = options.proxy.map(\.host) ?? opening.target.host
        NameLookup.start(name) { addresses in loop.enqueue(.resolved(opening.id, addresses)) }
    }

    func forget(_ id: UInt64) { connections[id] = nil }

    // MARK: Time

    /// Sees to it that connections look at the time at an instant, at the latest.
    func schedule(_ instant: ContinuousClock.Instant) {
        if isClosed { return }
        if let due, due <= instant { return }
        due = instant
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: instant).components
        let microseconds = min(max(seconds, 0), 2_000_000) * 1_000_000 + max(attoseconds, 0) / 1_000_000_000_000 + 1
        venue_lws_set_timer(context, timer, microseconds)
    }

    private func timerFired() {
        due = nil
        let now = ContinuousClock.now
        for connection in connections.values { connection.lookAtTime(now) }
        if let next = connections.values.compactMap(\.due).min() { schedule(next) }
    }

    // MARK: libwebsockets

    /// Begins a connection to an address; `nil` if libwebsockets knows at once that it will not come about.
    func connect(_ connection: LiveConnection, to address: String) -> OpaquePointer? {
        let target = connection.opening.target
        if let proxy = options.proxy {
            let host = address.contains(":") ? "[\(address)]" : address
            let text = (options.proxyCredentials?.text ?? "") + "\(host):\(proxy.port ?? 80)"
            guard lws_set_proxy(lws_get_vhost_by_name(context, "default"), text) == 0 else { return nil }
        }
        return withCopies([
            options.proxy == nil ? address : target.host, target.path, target.authority, "http/1.1",
            target.subprotocols,
        ]) { texts in
            var info = lws_client_connect_info()
            info.context = context
            info.address = texts[0]
            info.path = texts[1]
            info.host = texts[2]
            info.alpn = texts[3]
            info.protocol = texts[4]
            info.local_protocol_name = UnsafePointer(protocols[0].name)
            info.port = Int32(target.port)
            info.ssl_connection = venue_lws_flags(target.isSecure ? 1 : 0)
            info.ietf_version_or_minus_one = -1
            info.opaque_user_data = Unmanaged.passUnretained(connection).toOpaque()
            return lws_client_connect_via_info(&info)
        }
    }

    /// Writes a frame; whether libwebsockets took it.
    func write(_ text: String, _ kind: lws_write_protocol, to socket: OpaquePointer) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let front = Int(venue_lws_front)
            if scratch.count < front + bytes.count {
                scratch.deallocate()
                scratch = .allocate(byteCount: (front + bytes.count) * 2, alignment: 16)
            }
            let place = UnsafeMutableRawBufferPointer(rebasing: scratch[front..<front + bytes.count])
            place.copyMemory(from: UnsafeRawBufferPointer(bytes))
            guard let start = scratch.baseAddress?.advanced(by: front).assumingMemoryBound(to: UInt8.self) else {
                return false
            }
            let written = lws_write(socket, start, bytes.count, kind)
            // It may have been a login.
            memset(start, 0, bytes.count)
            return written >= 0
        }
    }

    /// What libwebsockets calls; other than 0 ends the connection it calls for.
    private static func serve(
        _ socket: OpaquePointer?, _ reason: lws_callback_reasons, _ bytes: UnsafeMutableRawPointer?, _ count: Int
    ) -> Int32 {
        guard let socket, isOfConnection(reason) else { return 0 }
        guard let pointer = lws_get_opaque_user_data(socket) else {
            // One that has ended here: libwebsockets is to say goodbye for us.
            return reason == LWS_CALLBACK_CLIENT_WRITEABLE ? -1 : 0
        }
        let connection = Unmanaged<LiveConnection>.fromOpaque(pointer).takeUnretainedValue()
        return connection.serve(socket, reason, bytes, count) ? 0 : -1
    }

    /// Whether libwebsockets may be asked whose connection a callback is about.
    private static func isOfConnection(_ reason: lws_callback_reasons) -> Bool {
        switch reason {
        case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER, LWS_CALLBACK_CLIENT_CLOSED,
            LWS_CALLBACK_CLIENT_CONNECTION_ERROR, LWS_CALLBACK_CLIENT_ESTABLISHED, LWS_CALLBACK_CLIENT_HTTP_REDIRECT,
            LWS_CALLBACK_CLIENT_RECEIVE, LWS_CALLBACK_CLIENT_RECEIVE_PONG, LWS_CALLBACK_CLIENT_WRITEABLE,
            LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP, LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION,
            LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
            true
        default: false
        }
    }
}

/// Runs a closure with C's form of texts, which are gone afterwards.
private func withCopies<Result>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    let copies = texts.map { text in text.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { $0.map { UnsafePointer($0) } })
}
