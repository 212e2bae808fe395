internal import CLibCurl
internal import Synchronization
internal import VenueRuntime

/// One call, as its caller hands it over.
struct Submission: Sendable {
    /// What the caller cancels it by.
    let id: UInt64
    /// The request.
    let request: AuthorizedRequest
    /// Where it goes.
    let server: BaseURL
    /// When the caller made the call.
    let start: ContinuousClock.Instant
    /// When to give up.
    let deadline: ContinuousClock.Instant
    /// Who is told of its progress.
    let observer: @Sendable (TransportEvent) -> Void
    /// Who waits for the report.
    let continuation: CheckedContinuation<TransportReport, Never>
}

/// What callers ask of the event loop.
enum Command: Sendable {
    /// Start a call.
    case send(Submission)
    /// End a call; one that is unknown has ended already.
    case cancel(UInt64)
}

/// The one thing callers and the event loop's thread share.
///
/// A class, because it is one mailbox that both sides hold.
final class Mailbox: Sendable {
    /// What the mutex protects.
    private struct State {
        var commands: [Command] = []
        var lastID: UInt64 = 0
        var isStopping = false
        /// Whether the loop waits, or is about to, and nobody is waking it.
        var isWaiting = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []

        /// Whether whoever asks has to wake the loop.
        mutating func claimsWaking() -> Bool {
            defer { isWaiting = false }
            return isWaiting
        }
    }

    /// The multi handle.
    ///
    /// Only the loop's thread uses it, but for `curl_multi_wakeup`, which libcurl allows from any thread;
    /// ``isHandleAlive`` keeps that from a handle already freed.
    nonisolated(unsafe) let multi: UnsafeMutableRawPointer
    /// The state of the mailbox.
    private let state = Mutex(State())
    /// Whether the multi handle can be woken.
    ///
    /// Not part of the state: the loop wakes as soon as it is told, and would find the state locked by whoever told it.
    private let isHandleAlive = Mutex(true)

    /// Makes the multi handle; ``end()`` frees it.
    init() throws(CurlTransportError) {
        guard let multi = curl_multi_init() else { throw CurlTransportError(.outOfResources) }
        self.multi = multi
    }

    /// A number no other call has.
    func makeID() -> UInt64 {
        state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
    }

    /// Hands a command to the loop, and wakes it if it waits; a call for a loop that is stopping ends here.
    func post(_ command: Command) {
        let (isAccepted, wakes) = state.withLock { state in
            if state.isStopping { return (false, false) }
            state.commands.append(command)
            return (true, state.claimsWaking())
        }
        if wakes { wake() }
        if !isAccepted, case .send(let submission) = command { submission.refuse() }
    }

    /// Takes the commands posted since the last time, and tells whether to stop after them.
    func take() -> (commands: [Command], isStopping: Bool) {
        state.withLock { state in
            state.isWaiting = false
            let commands = state.commands
            state.commands.removeAll(keepingCapacity: true)
            return (commands, state.isStopping)
        }
    }

    /// Whether the loop may wait: there is nothing to take, and whoever posts something wakes it.
    func mayWait() -> Bool {
        state.withLock { state in
            state.isWaiting = state.commands.isEmpty && !state.isStopping
            return state.isWaiting
        }
    }

    /// Tells the loop to end; no command is accepted from now on.
    func stop() {
        let wakes = state.withLock { state in
            state.isStopping = true
            return state.claimsWaking()
        }
        if wakes { wake() }
    }

    /// Ends the loop's wait, the present one or the next.
    private func wake() {
        isHandleAlive.withLock { isAlive in
            if isAlive { curl_multi_wakeup(multi) }
        }
    }

    /// Resumes a continuation when the loop has ended.
    func whenEnded(_ continuation: CheckedContinuation<Void, Never>) {
        let hasEnded = state.withLock { state in
            if !state.hasEnded { state.waiters.append(continuation) }
            return state.hasEnded
        }
        if hasEnded { continuation.resume() }
    }

    /// Frees the multi handle; the last thing the loop does.
    func end() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            return state.waiters
        }
        isHandleAlive.withLock { $0 = false }
        curl_multi_cleanup(multi)
        for waiter in waiters { waiter.resume() }
    }
}

extension Submission {
    /// Reports that the transport was shut down before the call began.
    func refuse() {
        let timings = TransportTimings(total: ContinuousClock.now - start)
        continuation.resume(
            returning: TransportReport(.notSent(.canceledLocally), timings: timings, detail: "transport is shut down"))
    }
}
