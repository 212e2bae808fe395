internal import Synchronization

/// Takes what callers ask for and runs every call of a transport.
///
/// Most of it happens on a thread of the loop's own, which waits for sockets and does together what has come together.
/// Where calls come one after the other, each is started on its caller's thread: it leaves without a thread being woken.
///
/// A class, because callers and the thread share it.
final class EventLoop: Sendable {
    /// What callers ask of the thread.
    private struct Notes {
        var commands: [Command] = []
        /// Whether the thread waits, or is about to, and nobody is waking it.
        var isThreadWaiting = false
        /// Whether the thread has looked for the last time.
        var hasEnded = false
        /// Who waits for that.
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What the thread waits with.
    private let poller: SocketPoller
    /// How many connections there can be at a time.
    let capacity: Int
    /// What does the work.
    private let driver: Mutex<Driver>
    /// Whether calls come one after the other, and none is under way, as far as anybody knows.
    private let isQuiet = Atomic(true)
    /// What callers ask of the thread.
    private let notes = Mutex(Notes())
    /// Whether calls are refused from now on.
    private let isStopping = Atomic(false)
    /// The newest call's number.
    private let newest = Atomic<UInt64>(0)

    /// Makes a loop that has not begun.
    init(options: CurlTransport.Options) throws(CurlTransportError) {
        poller = try SocketPoller()
        let driver = try Driver(poller: poller, options: options)
        capacity = driver.capacity
        self.driver = Mutex(driver)
    }

    /// A number no other call has.
    func makeID() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Starts a call, or has it started; one for a loop that is stopping ends here.
    func start(_ submission: Submission) {
        if isStopping.load(ordering: .acquiring) { return submission.refuse() }
        if isQuiet.load(ordering: .relaxed), startHere(submission) { return }
        leave(.start(submission))
    }

    /// Ends a call, unless it has ended.
    func cancel(_ id: UInt64) {
        // Not here, where it could overtake its call's start.
        leave(.cancel(id))
    }

    /// Lets no further request go over a connection.
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

    /// Leaves a command to the thread, and wakes it if it waits; a call for a thread that has ended ends here.
    func leave(_ command: Command) {
        let (hasEnded, wakes) = notes.withLock { notes in
            if notes.hasEnded { return (true, false) }
            notes.commands.append(command)
            defer { notes.isThreadWaiting = false }
            return (false, notes.isThreadWaiting)
        }
        if wakes { poller.wake() }
        if hasEnded, case .start(let submission) = command { submission.refuse() }
    }

    // MARK: The thread

    /// Runs until told to stop, then ends what is left.
    func run() {
        var ready: [SocketPoller.Event] = []
        while !isStopping.load(ordering: .acquiring) {
            let wait = driver.withLock { [ready] driver in
                performNotes(driver)
                driver.advance(ready)
                isQuiet.store(driver.isQuiet, ordering: .relaxed)
                return driver.beginWait()
            }
            ready = mayWait() ? poller.wait(until: wait) : poller.look()
        }
        driver.withLock { driver in
            performNotes(driver)
            driver.close()
        }
        let last = notes.withLock { notes in
            notes.hasEnded = true
            return notes
        }
        for case .start(let submission) in last.commands { submission.refuse() }
        for waiter in last.waiters { waiter.resume() }
    }

    /// Does what callers asked for.
    private func performNotes(_ driver: Driver) {
        let commands = notes.withLock { notes in
            notes.isThreadWaiting = false
            defer { if !notes.commands.isEmpty { notes.commands = [] } }
            return notes.commands
        }
        for command in commands { driver.perform(command) }
    }

    /// Whether nothing is left to do; whoever leaves something wakes the thread from now on.
    private func mayWait() -> Bool {
        notes.withLock { notes in
            notes.isThreadWaiting = notes.commands.isEmpty
            return notes.isThreadWaiting
        }
    }

    /// Tells the loop to end.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        poller.wake()
    }

    /// Resumes a continuation when the loop has ended.
    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = notes.withLock { notes in
            if !notes.hasEnded { notes.waiters.append(continuation) }
            return notes.hasEnded
        }
        if hasEnded { continuation.resume() }
    }
}
