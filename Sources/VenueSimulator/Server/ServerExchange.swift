internal import CMicroHTTPD
internal import Synchronization
internal import VenueRuntime

/// One request over a socket and its answer.
///
/// A class, since the library hands it from callback to callback by reference.
final class ServerExchange: Sendable {
    /// The exchanges it belongs to.
    private let exchanges: ServerExchanges
    /// The connection it is on.
    private let connection: LibraryConnection
    /// How far it is.
    private let state: Mutex<State>

    /// How far an exchange is.
    private struct State {
        /// What was received.
        var request: ReceivedRequest
        /// What to send, once that is decided.
        var answer: Answer?
        /// Whether the venue has the request.
        var isReceived = false
    }

    /// The largest request body that is kept; the rest is read and dropped, so that the request is found invalid.
    private static let bodyLimit = 1 << 20

    /// An exchange whose request's head was read.
    init(_ exchanges: ServerExchanges, _ request: ReceivedRequest, _ connection: LibraryConnection) {
        self.exchanges = exchanges
        self.connection = connection
        state = Mutex(State(request: request))
    }

    /// Takes a piece of the request's body.
    func take(_ piece: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.request.body += piece.prefix(Self.bodyLimit - state.request.body.count)
        }
    }

    /// Hands the whole request to the venue, or sends the answer that was waited for.
    func proceed() -> MHD_Result {
        if let answer = state.withLock({ $0.answer }) { return send(answer) }
        // The library may ask again for a connection that waits.
        guard state.withLock({ mark(&$0) }) else { return venue_yes }
        let delivery = exchanges.venue.receive(state.withLock { $0.request })
        if delivery.delayBefore == .zero, delivery.delayAfter == .zero { return send(delivery.answer()) }
        MHD_suspend_connection(connection.pointer)
        let isWaiting = exchanges.run {
            try? await Task.sleep(for: delivery.delayBefore)
            var answer = delivery.answer()
            try? await Task.sleep(for: delivery.delayAfter)
            if Task.isCancelled { answer.course = .dropped }
            self.resume(with: answer)
        }
        if !isWaiting {
            var answer = delivery.answer()
            answer.course = .dropped
            resume(with: answer)
        }
        return venue_yes
    }

    /// Whether this is the first time the whole request is there.
    private func mark(_ state: inout State) -> Bool {
        defer { state.isReceived = true }
        return !state.isReceived
    }

    /// Lets the library ask again, now that there is an answer.
    private func resume(with answer: Answer) {
        state.withLock { $0.answer = answer }
        MHD_resume_connection(connection.pointer)
    }

    /// Hands an answer to the library; refusing to is what makes it end the connection.
    private func send(_ answer: Answer) -> MHD_Result {
        let body = answer.response.body
        let response: OpaquePointer?
        switch answer.course {
        case .dropped: return venue_no
        case .whole:
            response = body.withUnsafeBytes { bytes in
                MHD_create_response_from_buffer(
                    bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), venue_must_copy)
            }
        case .cut, .dripped:
            let reader = Unmanaged.passRetained(BodyReader(answer, exchanges, connection))
            response = MHD_create_response_from_callback(
                UInt64(body.count), 4096, BodyReader.read, reader.toOpaque(), BodyReader.free)
            if response == nil { reader.release() }
        }
        guard let response else { return venue_no }
        defer { MHD_destroy_response(response) }
        for field in answer.response.headers.fields { MHD_add_response_header(response, field.name, field.value) }
        return MHD_queue_response(connection.pointer, UInt32(clamping: answer.response.status), response)
    }
}
