internal import Synchronization
internal import VenueRuntime

/// Takes what callers ask for and runs every call of a transport.
///
/// Whoever has something to do takes the driver and does it at once: callers to start and to cancel, the loop's own thread
/// when a socket is ready or a time has come. So a call leaves on its caller's thread, and only the reply wakes the loop's.
/// No caller ever waits for the driver: whoever has it looks for what was asked in the meantime before going away.
///
/// A class, because callers and the thread share it.
final class EventLoop: Sendable {
    /// What callers asked for that nobody has taken yet.
    private struct Inbox {
        var commands: [Command] = []
        var lastID: UInt64 = 0
        var isStopping = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What the thread waits with.
    private let poller: SocketPoller
    /// What is to be done.
    private let inbox = Mutex(Inbox())
    /// What does it.
    private let driver: Mutex<Driver>

    /// Makes a loop that has not begun.
    init(options: CurlTransport.Options) throws(CurlTransportError) {
        poller = try SocketPoller()
        driver = Mutex(try Driver(poller: poller, options: options))
    }

    /// A number no other call has.
    func makeID() -> UInt64 {
        inbox.withLock { inbox in
            inbox.lastID &+= 1
            return inbox.lastID
        }
    }

    /// Has a command done, here if nobody is at it; a call for a loop that is stopping ends here.
    func post(_ command: Command) {
        let isAccepted = inbox.withLock { inbox in
            if !inbox.isStopping { inbox.commands.append(command) }
            return !inbox.isStopping
        }
        if isAccepted {
            work()
        } else if case .send(let submission) = command {
            submission.finish(.canceledLocally, detail: "transport is shut down")
        }
    }

    /// Does what was asked for, unless another thread has the driver: that one then does it.
    private func work() {
        while inbox.withLock({ !$0.commands.isEmpty }) {
            let isLate = driver.withLockIfAvailable { driver in
                driver.advance(by: takeCommands())
                return driver.isDueBeforeWait
            }
            guard let isLate else { return }
            if isLate { poller.wake() }
        }
    }

    /// The commands nobody has taken yet.
    private func takeCommands() -> [Command] {
        inbox.withLock { inbox in
            let commands = inbox.commands
            inbox.commands.removeAll(keepingCapacity: true)
            return commands
        }
    }

    // MARK: The thread

    /// Runs until told to stop, then ends what is left.
    func run() {
        var ready: [SocketPoller.Event] = []
        while !inbox.withLock({ $0.isStopping }) {
            let wait = driver.withLock { [ready] driver in
                driver.advance(by: takeCommands(), ready)
                return driver.beginWait()
            }
            // What came while the driver was taken is done first.
            ready = inbox.withLock { $0.commands.isEmpty } ? poller.wait(until: wait) : []
        }
        driver.withLock { driver in
            driver.advance(by: takeCommands())
            driver.close()
        }
        let waiters = inbox.withLock { inbox in
            inbox.hasEnded = true
            return inbox.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Tells the loop to end; no command is accepted from now on.
    func stop() {
        inbox.withLock { $0.isStopping = true }
        poller.wake()
    }

    /// Resumes a continuation when the loop has ended.
    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = inbox.withLock { inbox in
            if !inbox.hasEnded { inbox.waiters.append(continuation) }
            return inbox.hasEnded
        }
        if hasEnded { continuation.resume() }
    }
}
