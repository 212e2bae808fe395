import Synchronization
import VenueRuntime

/// A transport of sockets without a network: tests decide what its connections do.
///
/// A class because sessions and tests share it.
final class ScriptedSockets: SocketTransport {
    private struct State {
        var openings = 0
        var connections: [ScriptedConnection] = []
    }

    private let state = Mutex(State())
    /// What comes of an opening, by its number from 1: `nil` for a connection.
    private let failure: @Sendable (Int) async -> SocketFailure?
    /// What a connection does with a frame that left.
    private let serve: @Sendable (String, ScriptedConnection) -> Void

    init(
        failure: @escaping @Sendable (Int) async -> SocketFailure? = { _ in nil },
        serve: @escaping @Sendable (String, ScriptedConnection) -> Void = { _, _ in }
    ) {
        self.failure = failure
        self.serve = serve
    }

    /// How often a connection was to be opened.
    var openings: Int { state.withLock(\.openings) }
    /// The connections that came about.
    var connections: [ScriptedConnection] { state.withLock(\.connections) }

    /// The newest connection, once there are so many.
    func connection(_ count: Int = 1) async -> ScriptedConnection {
        while true {
            if let last = connections.last, connections.count >= count { return last }
            await Task.yield()
        }
    }

    func open(
        _ handshake: AuthorizedRequest, to server: SocketURL, settings: SocketSettings,
        deadline: ContinuousClock.Instant, receiver: @escaping @Sendable (SocketEvent) -> Void
    ) async -> SocketOpening {
        let number = state.withLock { state in
            state.openings += 1
            return state.openings
        }
        if let failure = await failure(number) { return .failed(failure) }
        let connection = ScriptedConnection(serve, receiver)
        state.withLock { $0.connections.append(connection) }
        return .opened(connection)
    }

    func shutdown() async {}
}

/// A connection that takes frames, or keeps them waiting.
final class ScriptedConnection: SocketConnection {
    private struct State {
        var takesFrames = true
        var refusal: SocketRefusal?
        var waiting: [(text: String, leave: @Sendable () -> Bool)] = []
        var sent: [String] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let serve: @Sendable (String, ScriptedConnection) -> Void
    private let receiver: @Sendable (SocketEvent) -> Void

    init(
        _ serve: @escaping @Sendable (String, ScriptedConnection) -> Void,
        _ receiver: @escaping @Sendable (SocketEvent) -> Void
    ) {
        self.serve = serve
        self.receiver = receiver
    }

    /// What was handed over, in order.
    var sent: [String] { state.withLock(\.sent) }
    /// How many frames wait.
    var waitingCount: Int { state.withLock(\.waiting.count) }
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Refuses frames from now on.
    func refuse(_ refusal: SocketRefusal) { state.withLock { $0.refusal = refusal } }

    /// Keeps frames waiting from now on.
    func hold() { state.withLock { $0.takesFrames = false } }

    /// Takes what waits, and frames from now on.
    func release() {
        let waiting = state.withLock { state in
            defer { (state.takesFrames, state.waiting) = (true, []) }
            return state.waiting
        }
        for frame in waiting { take(frame.text, frame.leave) }
    }

    func receive(_ text: String) { receiver(.frame(SocketFrame(text))) }

    func end(_ ending: SocketEnding = SocketEnding(.lost)) { receiver(.ended(ending)) }

    /// Waits until so many frames have left.
    func waitUntilSent(_ count: Int) async { while sent.count < count { await Task.yield() } }

    /// Waits until so many frames wait.
    func waitUntilWaiting(_ count: Int) async { while waitingCount < count { await Task.yield() } }

    private func take(_ text: String, _ leave: () -> Bool) {
        guard leave() else { return }
        state.withLock { $0.sent.append(text) }
        serve(text, self)
    }

    func send(_ text: String, leave: @escaping @Sendable () -> Bool) -> SocketRefusal? {
        let (refusal, takes) = state.withLock { state in
            if state.refusal == nil, !state.takesFrames { state.waiting.append((text, leave)) }
            return (state.refusal, state.refusal == nil && state.takesFrames)
        }
        if takes { take(text, leave) }
        return refusal
    }

    func close() { state.withLock { $0.isClosed = true } }
}

/// A session over scripted sockets, and what it told.
///
/// Frames are an id, a space and anything; so are replies. A frame that begins with `event` is no reply.
struct ScriptedSession {
    let sockets: ScriptedSockets
    let session: SocketSession
    let clock: ManualClock
    let told = Told()

    /// What a session told its observer.
    final class Told: Sendable {
        private let list = Mutex<[SocketSessionEvent]>([])
        var events: [SocketSessionEvent] { list.withLock(\.self) }
        func append(_ event: SocketSessionEvent) { list.withLock { $0.append(event) } }
    }

    init(
        _ sockets: ScriptedSockets = ScriptedSockets(), clock: ManualClock = ManualClock(),
        login: (@Sendable (SocketLoginExchange) async -> SocketFailure?)? = nil,
        changing change: (inout SocketSession.Options) -> Void = { _ in }
    ) throws {
        self.sockets = sockets
        self.clock = clock
        var options = SocketSession.Options()
        options.clock = clock
        options.backoff.jitter = { $0 }
        change(&options)
        let request = try PreparedRequest(method: "GET", target: RequestTarget("/")).authorized(by: NoCredentials())
        session = SocketSession(
            server: try SocketURL("wss://sockets.example"), transport: sockets, options: options,
            handshake: { () throws(SocketFailure) in request }, login: login,
            replyID: { frame in frame.text.hasPrefix("event") ? nil : String(frame.text.prefix { $0 != " " }) },
            observer: { [told] event in told.append(event) })
    }

    /// Makes a call with a minute to go.
    func call(_ id: String, within limit: Duration = .seconds(60)) async -> SocketReport {
        await session.call(id: id, frame: "\(id) hunter2", deadline: clock.now + limit)
    }

    /// Begins a call, and returns when its frame has left, or waits where the connection takes none.
    func begin(_ id: String, within limit: Duration = .seconds(60)) async -> Task<SocketReport, Never> {
        let (sent, waiting) = (sockets.connections.map(\.sent.count), sockets.connections.map(\.waitingCount))
        let task = Task { await call(id, within: limit) }
        while sockets.connections.map(\.sent.count) == sent, sockets.connections.map(\.waitingCount) == waiting {
            await Task.yield()
        }
        return task
    }

    /// Begins a call on a connection that stands.
    func connected() async -> ScriptedConnection {
        _ = await session.connect(deadline: clock.now + .seconds(60))
        return await sockets.connection()
    }
}

extension SocketReport {
    /// The reply's text.
    var text: String? { reply?.text }
}
