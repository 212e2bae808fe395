internal import CMicroHTTPD
internal import Synchronization
internal import VenueRuntime

/// One request over a socket and its answer.
///
/// A class, since the library hands it from callback to callback by reference.
final class ServerExchange: Sendable {
    private let exchanges: ServerExchanges
    private let connection: LibraryPointer
    private let state: Mutex<State>

    private struct State {
        var request: ReceivedRequest
        var answer: Answer?
        var isReceived = false
    }

    /// The largest request body that is kept; the rest is read and dropped, so that the request is found invalid.
    private static let bodyLimit = 1 << 20

    init(_ exchanges: ServerExchanges, _ request: ReceivedRequest, _ connection: LibraryPointer) {
        self.exchanges = exchanges
        self.connection = connection
        state = Mutex(State(request: request))
    }

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

/// Gives the library a body piece by piece: cut short, or slowly.
///
/// A class, since the library holds on to it by reference.
final class BodyReader: Sendable {
    private let answer: Answer
    private let exchanges: ServerExchanges
    private let connection: LibraryPointer
    /// Whether the next byte may go, or whether nothing may.
    private let permission = Mutex(Permission.pause)

    /// What the next request for bytes gets.
    private enum Permission {
        case pause
        case byte
        case end
    }

    init(_ answer: Answer, _ exchanges: ServerExchanges, _ connection: LibraryPointer) {
        self.answer = answer
        self.exchanges = exchanges
        self.connection = connection
    }

    static let read: MHD_ContentReaderCallback = { context, position, buffer, size in
        guard let context, let buffer else { return venue_end_with_error }
        let reader = Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
        return reader.read(at: Int(clamping: position), into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }

    static let free: MHD_ContentReaderFreeCallback = { context in
        if let context { Unmanaged<BodyReader>.fromOpaque(context).release() }
    }

    /// Copies the bytes that may go now and returns how many, or the library's sign for the end of the connection.
    private func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let rest = answer.response.body.dropFirst(position)
        switch answer.course {
        case .cut(let end):
            let piece = rest.prefix(min(max(0, end - position), buffer.count))
            buffer.copyBytes(from: piece)
            return piece.isEmpty ? venue_end_with_error : piece.count
        case .dripped(let pause):
            switch permission.withLock({ $0 }) {
            case .byte:
                permission.withLock { $0 = .pause }
                buffer.copyBytes(from: rest.prefix(1))
                return 1
            case .end: return venue_end_with_error
            case .pause:
                wait(pause)
                return 0
            }
        case .whole, .dropped: return venue_end_with_error
        }
    }

    private func wait(_ pause: Duration) {
        MHD_suspend_connection(connection.pointer)
        let isWaiting = exchanges.run {
            try? await Task.sleep(for: pause)
            self.resume(Task.isCancelled ? .end : .byte)
        }
        if !isWaiting { resume(.end) }
    }

    private func resume(_ next: Permission) {
        permission.withLock { $0 = next }
        MHD_resume_connection(connection.pointer)
    }
}
