internal import Synchronization

/// Calls over one connection to a server, many at a time, each with an id that its reply repeats.
///
/// - **Three truths.** A frame that was never handed to the socket is not sent; one that was, and whose connection ended or
///   whose time ran out, is unknown; a reply with its id answers it. Nothing is sent twice.
/// - **The connection** is opened on first use, or ahead of time by ``connect(deadline:)``, and again on the next use after
///   it has ended. After a failure some time passes first, more with each one in a row; calls made in that time are not
///   sent, and are told so at once.
/// - **The login**, if there is one, runs once on each connection before any other call.
/// - **Replies** count for the call they name and nobody else: not before its frame has left, not once it has ended. Late,
///   second and unclaimed ones are told to the observer and counted.
/// - **Other frames** go to whoever listens; see ``news()``.
///
/// A class, because everybody who calls shares its connection. Shut it down before its transport.
public final class SocketSession: Sendable {
    private struct Shared {
        var state: SocketSessionState
        var alarm: Task<Void, Never>?
        /// What opens a connection, or logs in.
        var work: Task<Void, Never>?
        var listeners: [Listener] = []

        var hasListeners: Bool { listeners.contains { $0.queue != nil } }
    }

    private struct Listener {
        weak let queue: SocketNewsQueue?
    }

    private let server: SocketURL
    private let transport: any SocketTransport
    private let options: Options
    private let handshake: @Sendable () async throws(SocketFailure) -> AuthorizedRequest
    private let login: (@Sendable (SocketLoginExchange) async -> SocketFailure?)?
    private let replyID: @Sendable (SocketFrame) -> String?
    private let observer: @Sendable (SocketSessionEvent) -> Void
    private let shared: Mutex<Shared>
    private let newest = Atomic<UInt64>(0)

    /// Makes a session, which opens nothing yet.
    ///
    /// - Parameters:
    ///   - server: Where the connection goes.
    ///   - transport: What opens it.
    ///   - options: What can be chosen.
    ///   - handshake: Makes the request of each connection's handshake, with its credentials.
    ///   - login: Logs in on a connection that was just opened, by calls of the exchange it is given; `nil` as its result
    ///     for success. What it says of a failure is told, so it must hold no secrets.
    ///   - replyID: The id of the call a frame answers; `nil` for a frame that is no reply. It must cope with every text.
    ///   - observer: Told what happens beside the calls, from any thread; it must not wait.
    public init(
        server: SocketURL, transport: any SocketTransport, options: Options = Options(),
        handshake: @escaping @Sendable () async throws(SocketFailure) -> AuthorizedRequest,
        login: (@Sendable (SocketLoginExchange) async -> SocketFailure?)? = nil,
        replyID: @escaping @Sendable (SocketFrame) -> String?,
        observer: @escaping @Sendable (SocketSessionEvent) -> Void = { _ in }
    ) {
        self.server = server
        self.transport = transport
        self.options = options
        self.handshake = handshake
        self.login = login
        self.replyID = replyID
        self.observer = observer
        shared = Mutex(Shared(state: SocketSessionState(options, hasLogin: login != nil)))
    }

    deinit { shutdown() }

    /// How often what has happened so far.
    public var counts: SocketSessionCounts { shared.withLock { $0.state.counts } }

    // MARK: Use

    /// Sees to it that a connection stands, and its login was accepted.
    ///
    /// - Returns: Why there is none; `nil` if there is.
    public func connect(deadline: ContinuousClock.Instant) async -> SocketFailure? {
        let ticket = makeTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = SocketSessionState.Waiter(deadline: deadline) { continuation.resume(returning: $0) }
                advance { $0.await(ticket, waiter, now: $1) }
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
    }

    /// Makes one call.
    ///
    /// - Parameters:
    ///   - id: What the reply repeats, as `replyID` reads it; of no other call of the connection.
    ///   - frame: The frame, which holds the id.
    ///   - deadline: When to give up.
    /// - Returns: What became of it.
    public func call(id: String, frame: String, deadline: ContinuousClock.Instant) async -> SocketReport {
        await call(id: id, frame: frame, deadline: deadline, loginOf: nil)
    }

    fileprivate func call(
        id: String, frame: String, deadline: ContinuousClock.Instant, loginOf number: UInt64?
    ) async -> SocketReport {
        guard !Task.isCancelled else { return SocketReport(.notSent(.interrupted)) }
        let (ticket, start) = (makeTicket(), options.clock.now)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let call = SocketSessionState.Call(
                    id: id, text: frame, start: start, deadline: deadline, loginOf: number,
                    finish: { continuation.resume(returning: $0) })
                advance { $0.begin(ticket, call, now: $1) }
                // What came before the start found no call to end.
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
    }

    /// The frames that answer no call, from now on.
    ///
    /// Each listener has room for as many as was chosen; where one is too slow it is told how many it lost. A gap also
    /// stands where a connection ended.
    public func news() -> SocketNewsStream {
        let queue = SocketNewsQueue(limit: options.maximumWaitingNews)
        shared.withLock { shared in
            shared.listeners.removeAll { $0.queue == nil }
            shared.listeners.append(Listener(queue: queue))
        }
        if isShutDown { queue.end() }
        return SocketNewsStream(queue: queue)
    }

    /// Ends every call, closes the connection, and refuses further calls.
    ///
    /// Calling it again does nothing.
    public func shutdown() { advance { $0.shutDown(now: $1) } }

    // MARK: Going on

    private var isShutDown: Bool { shared.withLock { $0.state.isShutDown } }

    private func makeTicket() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }

    private func cancel(_ ticket: UInt64) { advance { $0.cancel(ticket, now: $1) } }

    /// Tells the state machine what happened, and does what it says.
    private func advance(
        _ event: (inout SocketSessionState, ContinuousClock.Instant) -> [SocketSessionState.Action]
    ) {
        let now = options.clock.now
        let (actions, abandoned) = shared.withLock { shared in
            let actions = event(&shared.state, now)
            // In the order of what happened, whichever thread gets on first.
            let abandoned = actions.flatMap { schedule($0, &shared) }
            return (actions, abandoned)
        }
        for task in abandoned { task.cancel() }
        perform(actions)
    }

    /// Starts the tasks an action asks for.
    ///
    /// - Returns: Those that are to be cancelled.
    private func schedule(_ action: SocketSessionState.Action, _ shared: inout Shared) -> [Task<Void, Never>] {
        switch action {
        case .open(let number): shared.work = start { await $0.open(number) }
        case .login(let number): shared.work = start { await $0.logIn(number) }
        case .wake(let instant):
            defer { shared.alarm = alarm(instant) }
            return [shared.alarm].compactMap(\.self)
        case .abandon:
            defer { shared.work = nil }
            return [shared.work].compactMap(\.self)
        case .stop:
            defer { (shared.alarm, shared.work) = (nil, nil) }
            return [shared.alarm, shared.work].compactMap(\.self)
        case .send, .close, .finish, .settle, .deliver, .tell: break
        }
        return []
    }

    private func start(_ work: @escaping @Sendable (SocketSession) async -> Void) -> Task<Void, Never> {
        Task { [weak self] in
            if let self { await work(self) }
        }
    }

    private func alarm(_ instant: ContinuousClock.Instant) -> Task<Void, Never> {
        Task { [weak self, clock = options.clock] in
            if await clock.wait(until: instant) { self?.advance { $0.expire(now: $1) } }
        }
    }

    private func perform(_ actions: [SocketSessionState.Action]) {
        for action in actions {
            switch action {
            case .send(let ticket, let text, let connection): send(ticket, text, over: connection)
            case .close(let connection): connection.close()
            case .finish(let finish, let report): finish(report)
            case .settle(let settle, let failure): settle(failure)
            case .deliver(let news): for queue in listeners { queue.append(news) }
            case .tell(let event): observer(event)
            case .stop: for queue in listeners { queue.end() }
            case .open, .login, .wake, .abandon: break
            }
        }
    }

    private var listeners: [SocketNewsQueue] { shared.withLock { $0.listeners.compactMap(\.queue) } }

    private func send(_ ticket: UInt64, _ text: String, over connection: any SocketConnection) {
        let refusal = connection.send(text) { [weak self] in
            guard let self else { return false }
            let now = options.clock.now
            return shared.withLock { $0.state.leave(ticket, now: now) }
        }
        if let refusal { advance { $0.refuse(ticket, refusal, now: $1) } }
    }

    private func open(_ number: UInt64) async {
        guard let deadline = shared.withLock({ $0.state.deadline(of: number) }) else { return }
        do throws(SocketFailure) {
            let request = try await handshake()
            let opening = await transport.open(
                request, to: server, settings: options.settings, deadline: deadline
            ) { [weak self] in self?.receive($0, over: number) }
            switch opening {
            case .opened(let connection): advance { $0.didOpen(number, connection, now: $1) }
            case .failed(let failure): throw failure
            }
        } catch {
            advance { $0.didFail(number, error, now: $1) }
        }
    }

    private func logIn(_ number: UInt64) async {
        guard let login, let deadline = shared.withLock({ $0.state.deadline(of: number) }) else { return }
        let failure = await login(SocketLoginExchange(session: self, number: number, deadline: deadline))
        advance { $0.didLogIn(number, failure, now: $1) }
    }

    private func receive(_ event: SocketEvent, over number: UInt64) {
        switch event {
        case .frame(let frame):
            let (id, now) = (replyID(frame), options.clock.now)
            let actions = shared.withLock {
                $0.state.receive(number, frame, replyTo: id, isHeard: $0.hasListeners, now: now)
            }
            perform(actions)
        case .ended(let ending): advance { $0.didEnd(number, ending, now: $1) }
        }
    }
}

/// The calls of a login, over a connection on which nothing else is sent yet.
public struct SocketLoginExchange: Sendable {
    fileprivate let session: SocketSession
    fileprivate let number: UInt64
    /// When the login is to be complete.
    public let deadline: ContinuousClock.Instant

    /// Makes one call; as ``SocketSession/call(id:frame:deadline:)``.
    public func call(id: String, frame: String) async -> SocketReport {
        await session.call(id: id, frame: frame, deadline: deadline, loginOf: number)
    }
}

extension SocketSession {
    /// What can be chosen; the defaults suit cancelling orders.
    public struct Options: Sendable {
        /// What each connection keeps to.
        public var settings = SocketSettings()
        /// How many calls may be under way at a time; further ones are not sent.
        public var maximumCalls = 256
        /// How long opening a connection and logging in may take together.
        public var openTimeout: Duration = .seconds(10)
        /// How long to wait after failures.
        public var backoff = SocketBackoff()
        /// How many frames may wait for a listener that is slow.
        public var maximumWaitingNews = 1024
        /// What calls are timed by.
        public var clock: any CallClock = ContinuousClock()

        /// Makes options with the defaults each property names.
        public init() {}
    }
}

/// How long to wait before a connection is opened again, after one that failed or ended without having answered a call.
public struct SocketBackoff: Sendable {
    /// The wait after the first failure, at most; it doubles with each further one in a row, and is at least half of that.
    public var first: Duration = .milliseconds(250)
    /// The longest wait.
    public var longest: Duration = .seconds(30)
    /// Gives a random time between nothing and its argument.
    public var jitter: @Sendable (Duration) -> Duration = RetryPolicy.fullJitter

    /// Makes a policy with the defaults each property names.
    public init() {}
}
