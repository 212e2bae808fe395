internal import Synchronization

/// What every call of a client and its copies needs, whatever the operation.
///
/// A class because calls, clients and their copies share it.
final class ClientCore: Sendable {
    let server: BaseURL
    let credentials: CredentialHolder
    let transport: any Transport
    /// The same, if it ends calls by itself.
    let interruptible: (any InterruptibleTransport)?
    let options: ClientOptions
    let limiter: RateLimiter
    /// What has to come first in the client's session; `nil` where nothing has.
    let session: SessionPreparation?
    let calls = ActiveCalls()

    init(
        server: BaseURL, credentials: CredentialHolder, transport: any Transport, options: ClientOptions,
        limiter: RateLimiter, preconditions: [any PreconditionOperation.Type] = []
    ) {
        self.server = server
        self.credentials = credentials
        self.transport = transport
        interruptible = transport as? any InterruptibleTransport
        self.options = options
        self.limiter = limiter
        session = SessionPreparation(preconditions, at: server, over: transport, options, limiter)
    }
}

extension ClientCore {
    /// Runs one call that cancels to its end.
    func run<Operation: VenueOperation>(
        _: Operation.Type, _ input: Operation.Input, deadline: Duration?, _ rules: RetryRules
    ) async -> CallEnding where Operation.Meaning == CancelOutcome {
        let start = options.clock.now
        var request: PreparedRequest?
        do throws(InvalidInput) {
            if Operation.isComputed { try Operation.check(input) } else { request = try Operation.prepare(input) }
        } catch {
            var ending = CallEnding(notSent: .invalidInput, at: .input, .input(error))
            ending.duration = start.duration(to: options.clock.now)
            return ending
        }
        let plan = CallPlan(
            venue: Operation.venue, operation: Operation.name, request: request,
            computation: Operation.computation(input), rules: rules, weight: Operation.weight(ofOrders: 1),
            judge: { http in .cancel(Operation.verdict(on: http, to: input)) },
            start: start, end: start + min(deadline ?? options.deadline, .seconds(86400)))
        guard !Task.isCancelled, let interruption = calls.begin() else {
            return CallEnding(notSent: .interrupted, at: .start)
        }
        defer { calls.end(interruption) }
        var call = Call(core: self, plan: plan, interruption: interruption)
        return await call.run()
    }

    /// The request of an input as a `curl` command with every secret masked.
    func curlCommand<Operation: VenueOperation>(
        _: Operation.Type, _ input: Operation.Input
    ) throws(CallError) -> String {
        do throws(InvalidInput) {
            let request = try Operation.prepare(input)
            let credentials = Operation.Credentials(secrets: { _ in Secret(Secret.placeholder) })
            return CurlCommand.text(request.addressed(to: server), credentials, server: server)
        } catch {
            throw CallEnding(notSent: .invalidInput, at: .input, .input(error)).error(of: Operation.self)
        }
    }

    /// The same of an input given by the venue's own names.
    func curlCommand<Operation: VenueOperation>(
        _: Operation.Type, json: JSONValue
    ) throws(CallError) -> String {
        let input: Operation.Input
        do throws(JSONError) {
            input = try Operation.Input(jsonBytes: json.jsonBytes())
        } catch {
            throw CallEnding(notSent: .invalidInput, at: .input, .json(error)).error(of: Operation.self)
        }
        return try curlCommand(Operation.self, input)
    }
}

enum CallNumber {
    private static let newest = Atomic<UInt64>(0)

    static func next() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// The calls of a client that are under way.
///
/// A class because every copy of the client shares it.
final class ActiveCalls: Sendable {
    /// A call among those under way.
    private enum Slot {
        case free
        /// Of a call that looks by itself whether it is to end.
        case taken
        /// Of a call that waits for something, and how to end the wait.
        case waiting(@Sendable () -> Void)
    }

    private struct State {
        /// Whether further calls are refused, and those under way are to end.
        var isClosed = false
        var slots: [Slot] = []
        var free: [Int] = []
        /// Who waits for the last call to end.
        var waiters: [CheckedContinuation<Void, Never>] = []

        var isIdle: Bool { free.count == slots.count }
    }

    private let state = Mutex(State())

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Refuses further calls, ends those under way and returns when the last has ended.
    func close() async {
        let actions = state.withLock { state in
            state.isClosed = true
            return state.slots.compactMap { if case .waiting(let action) = $0 { action } else { nil } }
        }
        for action in actions { action() }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isIdle { state.waiters.append(continuation) }
                return state.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Registers a call until ``end(_:)``; what ends it, or `nil` after ``close()``.
    func begin() -> Interruption? {
        let index: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            if let index = state.free.popLast() {
                state.slots[index] = .taken
                return index
            }
            state.slots.append(.taken)
            return state.slots.count - 1
        }
        return index.map { Interruption(calls: self, index: $0) }
    }

    /// Records how to end a call's wait, and ends it if ``close()`` came first.
    func wait(_ index: Int, endedBy action: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            state.slots[index] = .waiting(action)
            return state.isClosed
        }
        if isClosed { action() }
    }

    func end(_ call: Interruption) {
        let waiters = state.withLock { state in
            state.slots[call.index] = .free
            state.free.append(call.index)
            guard state.isIdle, !state.waiters.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// What ends one call when its client is shut down: from outside, and without its caller's task being cancelled.
package struct Interruption: Sendable {
    let calls: ActiveCalls
    let index: Int

    package var isRaised: Bool { calls.isClosed }

    /// Records what to do when the call is to end, instead of what was recorded before.
    ///
    /// - Parameter action: Done at most once, from any thread, possibly after what it ends is over; at once if the
    ///   call is to end already.
    package func whenRaised(_ action: @escaping @Sendable () -> Void) { calls.wait(index, endedBy: action) }

    /// Runs work in a task that is cancelled when the call is to end or the caller's task is; the work must end
    /// promptly then.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Self.start(work)
        whenRaised { task.cancel() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Starts a task: where the system can, on the caller's thread, which saves waking another one for work that only
    /// hands something on.
    private static func start<Value: Sendable>(
        _ work: @escaping @Sendable () async -> Value
    ) -> Task<Value, Never> {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            Task.immediate(operation: work)
        } else {
            Task(operation: work)
        }
    }
}

/// A transport that ends a call without the calling task being cancelled.
///
/// Calls over any other ``Transport`` need a task of their own, which costs about as much as making the request.
package protocol InterruptibleTransport: Transport {
    /// Sends one request, as ``Transport/send(_:to:deadline:observer:)`` does.
    ///
    /// - Parameters:
    ///   - request: The request with its credentials.
    ///   - server: The server it goes to.
    ///   - deadline: When to give up.
    ///   - interruption: Ends the call as cancelling the calling task does.
    ///   - observer: Told of the steps of the call.
    /// - Returns: What became of it, and when.
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        interruption: Interruption, observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport
}
