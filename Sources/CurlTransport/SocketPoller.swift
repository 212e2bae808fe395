internal import CSocketEvents

/// Waits for sockets and for being told to stop waiting; any thread may use it.
///
/// A class, because its descriptors are closed once.
final class SocketPoller: Sendable {
    /// A socket that is ready.
    typealias Event = socket_event

    /// How many sockets one wait tells of.
    private static let batch = 64

    /// The system's queue.
    private let events: socket_events

    /// Opens the system's queue.
    init() throws(CurlTransportError) {
        var events = socket_events()
        guard socket_events_open(&events) else { throw CurlTransportError(.outOfResources) }
        self.events = events
    }

    /// The newest of its descriptors; systems give the lowest number that is free.
    var newestDescriptor: Int32 { max(events.queue, events.bell) }

    deinit {
        var events = events
        socket_events_close(&events)
    }

    /// Waits for a socket from now on, instead of what was waited for before; for nothing, to forget it.
    ///
    /// - Returns: Whether the system can.
    func watch(_ socket: Int32, reads: Bool, writes: Bool) -> Bool {
        socket_events_watch(events, socket, reads, writes)
    }

    /// Ends the wait, the present one or the next.
    func wake() { socket_events_ring(events) }

    /// Waits until sockets are ready, an instant has come or ``wake()`` is called.
    ///
    /// - Parameter instant: When to stop waiting; `nil` for never.
    /// - Returns: The sockets that are ready, or some of them if there are many.
    func wait(until instant: ContinuousClock.Instant?) -> [Event] {
        wait(milliseconds: instant.map { ContinuousClock.now.duration(to: $0).wholeMilliseconds } ?? -1)
    }

    /// The sockets that are ready now, or some of them if there are many.
    func look() -> [Event] { wait(milliseconds: 0) }

    /// Waits so long at most, for ever if negative.
    private func wait(milliseconds: Int) -> [Event] {
        Array(unsafeUninitializedCapacity: Self.batch) { ready, count in
            let limit = Int32(clamping: milliseconds)
            count = Int(socket_events_wait(events, ready.baseAddress, Int32(clamping: ready.count), limit))
        }
    }
}

extension Duration {
    /// The duration in whole milliseconds, rounded up: at least one, as zero often stands for none, at most about 23 days.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(min(max(seconds, 0), 2_000_000) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000 + 1)
    }
}
