internal import CLibWebSockets
internal import VenueRuntime

/// The life of one connection, from its opening to its end.
///
/// A class, because libwebsockets' callbacks reach it by its address. The driver's table owns it; libwebsockets holds an
/// unowned pointer, which is taken from it when the connection leaves the table.
final class LiveConnection {
    private enum Phase {
        /// Waiting for the addresses of a name.
        case resolving
        /// Trying one address; these are left.
        case connecting([String])
        case open
        case ended
    }

    let opening: Opening
    private unowned let driver: SocketDriver
    private let outbox: Outbox
    private var phase = Phase.resolving
    private var socket: OpaquePointer?
    /// Whether the handshake has been written, so that a failure is the server's answer to it.
    private var isHandshakeSent = false
    private var isCertificateRefused = false
    private var status: Int?
    /// The message that is being received.
    private var message: [UInt8] = []
    /// When the other side last gave a sign.
    private var heard = ContinuousClock.now
    private var pinged: ContinuousClock.Instant?
    private var isPingDue = false

    init(_ opening: Opening, driver: SocketDriver) {
        self.opening = opening
        self.driver = driver
        outbox = Outbox(opening.settings)
    }

    // MARK: Opening

    func resolved(_ addresses: [String]) {
        guard case .resolving = phase else { return }
        if addresses.isEmpty { return fail(SocketFailure(.hostNotFound)) }
        phase = .connecting(addresses)
        tryNextAddress(after: nil)
    }

    /// Tries the next address; if there is none, the opening has failed as the last one did.
    private func tryNextAddress(after failure: SocketFailure?) {
        detach()
        while case .connecting(var addresses) = phase, let address = addresses.first {
            addresses.removeFirst()
            phase = .connecting(addresses)
            (isHandshakeSent, isCertificateRefused, status) = (false, false, nil)
            socket = driver.connect(self, to: address)
            if socket != nil { return }
        }
        fail(failure ?? SocketFailure(.connectionFailed))
    }

    func cancelOpening() {
        switch phase {
        case .resolving, .connecting: fail(SocketFailure(.interrupted))
        case .open, .ended: break
        }
    }

    /// Ends the opening without a connection.
    private func fail(_ failure: SocketFailure) {
        guard end() else { return }
        opening.fail(failure)
    }

    /// Takes libwebsockets' word for it that there will be no connection.
    private func connectionFailed(_ socket: OpaquePointer, _ text: String?) {
        guard case .connecting = phase else { return }
        // libwebsockets is done with it.
        lws_set_opaque_user_data(socket, nil)
        self.socket = nil
        if isHandshakeSent {
            let detail = status.map { $0 == 101 ? "the handshake was answered wrongly" : "the handshake was refused" }
            return fail(
                SocketFailure(.connectionFailed, status: status, detail: detail ?? "the handshake was not answered"))
        }
        let words = text?.lowercased() ?? ""
        let isTLS = isCertificateRefused || ["ssl", "tls", "cert"].contains { words.contains($0) }
        if opening.target.isSecure, isTLS {
            return fail(SocketFailure(.tlsFailed, detail: isCertificateRefused ? "the certificate is refused" : nil))
        }
        tryNextAddress(after: SocketFailure(.connectionFailed))
    }

    private func established() {
        phase = .open
        heard = .now
        if let due { driver.schedule(due) }
        guard let loop = driver.loop else { return shutDown() }
        let handle = ConnectionHandle(id: opening.id, outbox: outbox, loop: loop)
        opening.continuation.resume(returning: .opened(handle))
    }

    // MARK: The end

    /// Leaves the table, so that nothing reaches the connection any more; whether it was there.
    private func end() -> Bool {
        if case .ended = phase { return false }
        phase = .ended
        outbox.end()
        detach()
        driver.forget(opening.id)
        return true
    }

    /// Takes the pointer to this from libwebsockets' side, which then ends by itself.
    private func detach() {
        guard let socket else { return }
        lws_set_opaque_user_data(socket, nil)
        self.socket = nil
        venue_lws_kill(socket)
    }

    /// Ends a connection that stands, and tells its receiver; libwebsockets' side is left to whoever calls.
    private func end(_ ending: SocketEnding) {
        guard case .open = phase else { return }
        let socket = socket
        if let socket { lws_set_opaque_user_data(socket, nil) }
        self.socket = nil
        guard end() else { return }
        opening.receiver(.ended(ending))
    }

    /// Ends the connection with a closing frame, from within a callback that says so to libwebsockets.
    private func refuseMessage(_ socket: OpaquePointer, _ cause: SocketEnding.Cause, _ code: lws_close_status) -> Bool {
        lws_close_reason(socket, code, nil, 0)
        end(SocketEnding(cause, code: UInt16(code.rawValue)))
        return false
    }

    /// Ends the connection with a closing frame, as its user asks.
    func close() {
        guard case .open = phase, let socket else { return }
        lws_close_reason(socket, LWS_CLOSE_STATUS_NORMAL, nil, 0)
        end(SocketEnding(.closedHere, code: UInt16(LWS_CLOSE_STATUS_NORMAL.rawValue)))
        // Goes on in the callback, which finds nobody; if the socket takes nothing, it is over soon all the same.
        lws_callback_on_writable(socket)
        lws_set_timeout(socket, PENDING_TIMEOUT_CLOSE_SEND, 2)
    }

    func shutDown() {
        switch phase {
        case .open:
            let socket = socket
            end(SocketEnding(.shutDown))
            if let socket { venue_lws_kill(socket) }
        case .resolving, .connecting: fail(SocketFailure(.interrupted, detail: "transport is shut down"))
        case .ended: break
        }
    }

    // MARK: Time

    /// When the time is to be looked at again.
    var due: ContinuousClock.Instant? {
        switch phase {
        case .resolving, .connecting: opening.deadline
        case .open: [silenceEnd, nextPing].compactMap(\.self).min()
        case .ended: nil
        }
    }

    private var silenceEnd: ContinuousClock.Instant? { opening.settings.longestSilence.map { heard + $0 } }

    private var nextPing: ContinuousClock.Instant? {
        opening.settings.pingInterval.map { max(heard, pinged ?? heard) + $0 }
    }

    func lookAtTime(_ now: ContinuousClock.Instant) {
        switch phase {
        case .resolving, .connecting:
            if opening.deadline <= now { fail(SocketFailure(.deadline)) }
        case .open:
            guard let socket else { return }
            if let silenceEnd, silenceEnd <= now {
                end(SocketEnding(.silent))
                venue_lws_kill(socket)
            } else if let nextPing, nextPing <= now {
                pinged = now
                isPingDue = true
                lws_callback_on_writable(socket)
            }
        case .ended: break
        }
    }

    // MARK: Frames

    /// Hands over what waits; where libwebsockets still has some of an earlier frame, when the socket takes more.
    func wantWrite() {
        guard case .open = phase, let socket else { return }
        if lws_partial_buffered(socket) != 0 {
            lws_callback_on_writable(socket)
        } else if !write(socket) {
            end(SocketEnding(.lost))
            venue_lws_kill(socket)
        }
    }

    /// Hands over what waits, as far as the socket takes it; whether the connection goes on.
    private func write(_ socket: OpaquePointer) -> Bool {
        if isPingDue {
            isPingDue = false
            guard driver.write("ping", LWS_WRITE_PING, to: socket) else { return false }
            if lws_send_pipe_choked(socket) != 0 {
                lws_callback_on_writable(socket)
                return true
            }
        }
        while let frame = outbox.next() {
            // From here on it may have reached the server.
            let hasLeft = frame.leave()
            if hasLeft, !driver.write(frame.text, LWS_WRITE_TEXT, to: socket) { return false }
            guard outbox.hasMore() else { return true }
            if hasLeft, lws_send_pipe_choked(socket) != 0 {
                lws_callback_on_writable(socket)
                return true
            }
        }
        return true
    }

    /// Takes a piece of a message; whether the connection goes on.
    private func receive(_ socket: OpaquePointer, _ bytes: UnsafeRawBufferPointer) -> Bool {
        heard = .now
        if lws_frame_is_binary(socket) != 0 {
            return refuseMessage(socket, .unreadable, LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE)
        }
        let (rest, limit) = (lws_remaining_packet_payload(socket), opening.settings.maximumFrameSize)
        guard bytes.count <= limit - message.count, rest <= limit - message.count - bytes.count else {
            return refuseMessage(socket, .oversized, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE)
        }
        message += bytes
        guard rest == 0, lws_is_final_fragment(socket) != 0 else { return true }
        guard let text = String(validating: message, as: UTF8.self) else {
            return refuseMessage(socket, .unreadable, LWS_CLOSE_STATUS_INVALID_PAYLOAD)
        }
        message.removeAll(keepingCapacity: message.capacity <= 65_536)
        opening.receiver(.frame(SocketFrame(text)))
        return true
    }

    // MARK: libwebsockets

    /// Goes on by what libwebsockets says; whether the connection does.
    func serve(
        _ socket: OpaquePointer, _ reason: lws_callback_reasons, _ bytes: UnsafeMutableRawPointer?, _ count: Int
    ) -> Bool {
        switch reason {
        case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER: return appendHeader(bytes, count)
        case LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION:
            // Here, and only here, the count says whether the certificate is good.
            if count == 0 { isCertificateRefused = true }
        case LWS_CALLBACK_CLIENT_HTTP_REDIRECT:
            status = count
            return false
        case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP: status = Int(lws_http_client_http_response(socket))
        case LWS_CALLBACK_CLIENT_ESTABLISHED: established()
        case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
            connectionFailed(
                socket,
                bytes.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: count), as: UTF8.self) })
        case LWS_CALLBACK_CLIENT_RECEIVE: return receive(socket, UnsafeRawBufferPointer(start: bytes, count: count))
        case LWS_CALLBACK_CLIENT_RECEIVE_PONG: heard = .now
        case LWS_CALLBACK_CLIENT_WRITEABLE: return write(socket)
        case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
            let payload = UnsafeRawBufferPointer(start: bytes, count: count)
            end(SocketEnding(.closed, code: count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1])))
        case LWS_CALLBACK_CLIENT_CLOSED: end(SocketEnding(.lost))
        default: break
        }
        return true
    }

    /// Appends the header fields at the place libwebsockets points to; whether there is room.
    private func appendHeader(_ place: UnsafeMutableRawPointer?, _ room: Int) -> Bool {
        let lines = opening.target.headerLines(userAgent: driver.options.userAgent)
        guard let place = place?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self), let start = place.pointee,
            lines.count < room
        else { return false }
        UnsafeMutableRawBufferPointer(start: start, count: room).copyBytes(from: lines)
        place.pointee = start + lines.count
        isHandshakeSent = true
        return true
    }
}
