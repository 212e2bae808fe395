internal import CLibrary
internal import CSocketEvents

/// The signal for writing to a dead connection, which ends the process unless somebody takes care of it.
enum PipeSignal {
    /// Runs libcurl on somebody else's thread, and keeps the signal from whoever that is.
    ///
    /// TLS libraries write without asking for an error instead. On Apple platforms libcurl's sockets raise no signal.
    static func withheld<Result>(_ body: () -> Result) -> Result {
        #if canImport(Darwin)
            return body()
        #else
            var (pipe, before) = (sigset_t(), sigset_t())
            sigemptyset(&pipe)
            sigaddset(&pipe, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &pipe, &before)
            defer {
                if sigismember(&before, SIGPIPE) == 0 {
                    var noTime = timespec()
                    // What was raised waits for this thread, and would come as soon as it may.
                    sigtimedwait(&pipe, nil, &noTime)
                    pthread_sigmask(SIG_SETMASK, &before, nil)
                }
            }
            return body()
        #endif
    }
}

/// Waits for sockets and for being told to stop waiting; any thread may use it.
///
/// A class, because its descriptors are closed once.
final class SocketPoller: Sendable {
    typealias Event = socket_event

    private static let batch = 64

    private let events: socket_events

    init() throws(CurlTransportError) {
        var events = socket_events()
        guard socket_events_open(&events) else { throw CurlTransportError(.outOfResources) }
        self.events = events
    }

    /// The newest of its descriptors; systems give the lowest number that is free.
    var newestDescriptor: Int32 { max(events.queue, events.waker) }

    deinit {
        var events = events
        socket_events_close(&events)
    }

    /// Waits for a socket from now on, instead of what was waited for before, or forgets it; whether the system can.
    func watch(_ socket: Int32, reads: Bool, writes: Bool) -> Bool {
        socket_events_watch(events, socket, reads, writes)
    }

    /// Ends the wait, the present one or the next.
    func wake() { socket_events_wake(events) }

    /// Waits until sockets are ready, an instant has come or ``wake()`` is called; some of the sockets that are ready.
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
