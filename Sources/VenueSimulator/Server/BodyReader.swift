internal import CMicroHTTPD
internal import Synchronization
internal import VenueRuntime

/// Gives the library a body piece by piece: cut short, or slowly.
///
/// A class, since the library holds on to it by reference.
final class BodyReader: Sendable {
    /// What is sent and how.
    private let answer: Answer
    /// The exchanges it belongs to.
    private let exchanges: ServerExchanges
    /// The connection it is on.
    private let connection: LibraryConnection
    /// Whether the next byte may go, or whether nothing may.
    private let permission = Mutex(Permission.pause)

    /// What the next request for bytes gets.
    private enum Permission {
        /// A pause.
        case pause
        /// A byte.
        case byte
        /// The end of the connection.
        case end
    }

    /// A reader at the body's first byte.
    init(_ answer: Answer, _ exchanges: ServerExchanges, _ connection: LibraryConnection) {
        self.answer = answer
        self.exchanges = exchanges
        self.connection = connection
    }

    /// Copies the next bytes; called by the library.
    static let read: MHD_ContentReaderCallback = { context, position, buffer, size in
        guard let context, let buffer else { return venue_end_with_error }
        let reader = Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
        return reader.read(at: Int(clamping: position), into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }

    /// Ends the reader; called by the library.
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

    /// Suspends the connection until the next byte may go.
    private func wait(_ pause: Duration) {
        MHD_suspend_connection(connection.pointer)
        let isWaiting = exchanges.run {
            try? await Task.sleep(for: pause)
            self.resume(Task.isCancelled ? .end : .byte)
        }
        if !isWaiting { resume(.end) }
    }

    /// Lets the library ask again.
    private func resume(_ next: Permission) {
        permission.withLock { $0 = next }
        MHD_resume_connection(connection.pointer)
    }
}
