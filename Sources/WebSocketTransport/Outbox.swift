internal import Synchronization
internal import VenueRuntime

/// The frames of a connection that wait to be handed to its socket.
///
/// A class, because callers and the thread share it.
final class Outbox: Sendable {
    struct Frame: Sendable {
        let text: String
        let leave: @Sendable () -> Bool
    }

    private struct State {
        var frames: [Frame] = []
        /// Where the frames that wait begin.
        var start = 0
        var bytes = 0
        var hasEnded = false
        /// Whether the thread knows that something waits.
        var isAnnounced = false
    }

    private let settings: SocketSettings
    private let state = Mutex(State())

    init(_ settings: SocketSettings) { self.settings = settings }

    /// Queues a frame.
    ///
    /// - Returns: Why it is not queued, and whether the thread is to be told that something waits.
    func append(_ frame: Frame) -> (refusal: SocketRefusal?, announce: Bool) {
        let size = frame.text.utf8.count
        return state.withLock { state in
            if state.hasEnded { return (.ended, false) }
            guard state.frames.count - state.start < settings.maximumQueuedFrames,
                size <= settings.maximumQueuedBytes - state.bytes
            else { return (.full, false) }
            state.frames.append(frame)
            state.bytes += size
            defer { state.isAnnounced = true }
            return (nil, !state.isAnnounced)
        }
    }

    /// Whether frames wait; if not, the thread is told of the next one.
    func hasMore() -> Bool {
        state.withLock { state in
            state.isAnnounced = state.start < state.frames.count
            return state.isAnnounced
        }
    }

    /// Takes the next frame; `nil` if none waits.
    func next() -> Frame? {
        state.withLock { state in
            guard state.start < state.frames.count else { return nil }
            let frame = state.frames[state.start]
            state.start += 1
            state.bytes -= frame.text.utf8.count
            if state.start == state.frames.count {
                state.frames.removeAll(keepingCapacity: true)
                state.start = 0
            } else if state.start >= 1024 {
                state.frames.removeFirst(state.start)
                state.start = 0
            }
            return frame
        }
    }

    /// Drops what waits, and takes no more.
    func end() {
        state.withLock { state in
            state = State()
            state.hasEnded = true
        }
    }
}

/// A connection, as its users hold it.
struct ConnectionHandle: SocketConnection {
    let id: UInt64
    let outbox: Outbox
    let loop: SocketLoop

    func send(_ text: String, leave: @escaping @Sendable () -> Bool) -> SocketRefusal? {
        let (refusal, announce) = outbox.append(Outbox.Frame(text: text, leave: leave))
        if announce { loop.enqueue(.write(id)) }
        return refusal
    }

    func close() {
        outbox.end()
        loop.enqueue(.close(id))
    }
}
