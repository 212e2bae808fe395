internal import Synchronization
internal import VenueRuntime

enum SocketCommand: Sendable {
    case open(Opening)
    /// A name has these addresses; none if it is not known.
    case resolved(UInt64, [String])
    /// Stop opening; what stands already stays.
    case cancel(UInt64)
    /// Frames wait to be sent.
    case write(UInt64)
    case close(UInt64)
}

/// Takes what callers ask for, and serves every connection of a transport on a thread of its own.
///
/// A class, because callers and the thread share it.
final class SocketLoop: Sendable {
    /// What callers ask of the thread, in order, and whether it listens.
    private struct Queue {
        var commands: [SocketCommand] = []
        /// Whether the thread waits, or is about to, and nobody is waking it.
        var isThreadWaiting = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    let options: WebSocketTransport.Options
    /// Only the thread uses it, and ``init(options:)`` before there is one.
    private let driver: Mutex<SocketDriver>
    private let alarm: ServiceAlarm
    private let queue = Mutex(Queue())
    private let isStopping = Atomic(false)
    private let newest = Atomic<UInt64>(0)

    init(options: WebSocketTransport.Options) throws(WebSocketTransportError) {
        self.options = options
        let driver = try SocketDriver(options)
        alarm = driver.alarm
        self.driver = Mutex(driver)
    }

    func makeID() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }

    func open(_ opening: Opening) { enqueue(.open(opening)) }

    /// Queues a command for the thread, and wakes it if it waits; an opening for a thread that has ended ends here.
    func enqueue(_ command: SocketCommand) {
        let isQueued = queue.withLock { queue in
            if queue.hasEnded { return false }
            queue.commands.append(command)
            // While the lock is held: afterwards the thread may have ended, and what is to be woken with it.
            if queue.isThreadWaiting { alarm.ring() }
            queue.isThreadWaiting = false
            return true
        }
        if !isQueued, case .open(let opening) = command { opening.refuse() }
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        queue.withLock { if !$0.hasEnded { alarm.ring() } }
    }

    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = queue.withLock { queue in
            if !queue.hasEnded { queue.waiters.append(continuation) }
            return queue.hasEnded
        }
        if hasEnded { continuation.resume() }
    }

    /// Ends a loop that never had a thread.
    func abandon() {
        queue.withLock { $0.hasEnded = true }
        driver.withLock { $0.close() }
    }

    // MARK: The thread

    func run() {
        driver.withLock { driver in
            driver.loop = self
            while !isStopping.load(ordering: .acquiring) {
                for command in takeCommands() { driver.perform(command) }
                if mayWait() { driver.serve() }
            }
            let last = queue.withLock { queue in
                queue.hasEnded = true
                return queue
            }
            for command in last.commands { driver.perform(command) }
            driver.close()
            driver.loop = nil
            for waiter in last.waiters { waiter.resume() }
        }
    }

    private func takeCommands() -> [SocketCommand] {
        queue.withLock { queue in
            queue.isThreadWaiting = false
            defer { if !queue.commands.isEmpty { queue.commands = [] } }
            return queue.commands
        }
    }

    /// Whether nothing is left to do; whoever queues something wakes the thread from now on.
    private func mayWait() -> Bool {
        queue.withLock { queue in
            queue.isThreadWaiting = queue.commands.isEmpty
            return queue.isThreadWaiting
        }
    }
}
