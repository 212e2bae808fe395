internal import Synchronization
internal import VenueRuntime

/// Takes what callers ask for and runs every call of a transport.
///
/// Most of it happens on a thread of the loop's own, which waits for sockets and does together what has come together.
/// Where calls come one after the other, each is started on its caller's thread: it leaves without a thread being woken.
///
/// A class, because callers and the thread share it.
final class EventLoop: Sendable {
    /// What callers ask of the thread, in order, and whether it listens.
    private struct Queue {
        var commands: [LoopCommand] = []
        /// Whether the thread waits, or is about to, and nobody is waking it.
        var isThreadWaiting = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let poller: SocketPoller
    let capacity: Int
    private let driver: Mutex<Driver>
    /// Whether calls come one after the other, and none is under way, as far as anybody knows.
    private let isQuiet = Atomic(true)
    private let queue = Mutex(Queue())
    private let isStopping = Atomic(false)
    private let newest = Atomic<UInt64>(0)

    init(options: CurlTransport.Options) throws(CurlTransportError) {
        poller = try SocketPoller()
        let driver = try Driver(poller: poller, options: options)
        capacity = driver.capacity
        self.driver = Mutex(driver)
    }

    func makeID() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Starts a call, or has it started; one for a loop that is stopping ends here.
    func start(_ submission: Submission) {
        if isStopping.load(ordering: .acquiring) { return submission.refuse() }
        if isQuiet.load(ordering: .relaxed), startHere(submission) { return }
        enqueue(.start(submission))
    }

    /// Ends a call, unless it has ended.
    func cancel(_ id: UInt64) {
        // Not here, where it could overtake its call's start.
        enqueue(.cancel(id))
    }

    func discard(_ number: UInt64) {
        PipeSignal.withheld { driver.withLock { $0.discard(number) } }
    }

    /// Starts a call on this thread; `false` if another thread has the driver.
    private func startHere(_ submission: Submission) -> Bool {
        PipeSignal.withheld {
            let isDone: Void? = driver.withLockIfAvailable { driver in
                driver.perform(.start(submission))
                driver.advance()
                isQuiet.store(driver.isQuiet, ordering: .relaxed)
                if driver.isDueBeforeWait { poller.wake() }
            }
            return isDone != nil
        }
    }

    /// Queues a command for the thread, and wakes it if it waits; a call for a thread that has ended ends here.
    func enqueue(_ command: LoopCommand) {
        let (hasEnded, wakes) = queue.withLock { queue in
            if queue.hasEnded { return (true, false) }
            queue.commands.append(command)
            defer { queue.isThreadWaiting = false }
            return (false, queue.isThreadWaiting)
        }
        if wakes { poller.wake() }
        if hasEnded, case .start(let submission) = command { submission.refuse() }
    }

    // MARK: The thread

    func run() {
        var ready: [SocketPoller.Event] = []
        while !isStopping.load(ordering: .acquiring) {
            let wait = driver.withLock { [ready] driver in
                performCommands(driver)
                driver.advance(ready)
                isQuiet.store(driver.isQuiet, ordering: .relaxed)
                return driver.beginWait()
            }
            ready = mayWait() ? poller.wait(until: wait) : poller.look()
        }
        driver.withLock { driver in
            performCommands(driver)
            driver.close()
        }
        let last = queue.withLock { queue in
            queue.hasEnded = true
            return queue
        }
        for case .start(let submission) in last.commands { submission.refuse() }
        for waiter in last.waiters { waiter.resume() }
    }

    private func performCommands(_ driver: Driver) {
        let commands = queue.withLock { queue in
            queue.isThreadWaiting = false
            defer { if !queue.commands.isEmpty { queue.commands = [] } }
            return queue.commands
        }
        for command in commands { driver.perform(command) }
    }

    /// Whether nothing is left to do; whoever queues something wakes the thread from now on.
    private func mayWait() -> Bool {
        queue.withLock { queue in
            queue.isThreadWaiting = queue.commands.isEmpty
            return queue.isThreadWaiting
        }
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        poller.wake()
    }

    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = queue.withLock { queue in
            if !queue.hasEnded { queue.waiters.append(continuation) }
            return queue.hasEnded
        }
        if hasEnded { continuation.resume() }
    }
}

/// One call, as its caller hands it over.
///
/// A class because it is handed on often and never changes.
final class Submission: Sendable {
    let id: UInt64
    let request: AuthorizedRequest
    let server: BaseURL
    let start: ContinuousClock.Instant
    let deadline: ContinuousClock.Instant
    let observer: @Sendable (TransportEvent) -> Void
    let continuation: CheckedContinuation<TransportReport, Never>

    init(
        id: UInt64, request: AuthorizedRequest, server: BaseURL, start: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant, observer: @escaping @Sendable (TransportEvent) -> Void,
        continuation: CheckedContinuation<TransportReport, Never>
    ) {
        self.id = id
        self.request = request
        self.server = server
        self.start = start
        self.deadline = deadline
        self.observer = observer
        self.continuation = continuation
    }

    /// Reports that the transport was shut down before the call began.
    func refuse() { finish(.interrupted, detail: "transport is shut down") }

    func finish(_ cause: NotSentCause, detail: String? = nil) {
        let timings = TransportTimings(total: ContinuousClock.now - start)
        continuation.resume(returning: TransportReport(.notSent(cause), timings: timings, detail: detail))
    }
}

enum LoopCommand: Sendable {
    case start(Submission)
    /// End a call; one that is unknown has ended already.
    case cancel(UInt64)
}
