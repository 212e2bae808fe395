/// The life of a session as a state machine: it is told what happened, and says what is to be done.
///
/// It does nothing itself.
struct SocketSessionState {
    /// What the session is to do, in this order.
    enum Action: Sendable {
        case open(UInt64)
        case login(UInt64)
        case send(ticket: UInt64, text: String, over: any SocketConnection)
        case close(any SocketConnection)
        case finish(@Sendable (SocketReport) -> Void, SocketReport)
        case settle(@Sendable (SocketFailure?) -> Void, SocketFailure?)
        case deliver(SocketNews)
        case tell(SocketSessionEvent)
        /// Call ``expire(now:)`` then; replaces what was asked for before.
        case wake(ContinuousClock.Instant)
        /// Stop opening, or logging in.
        case abandon
        /// Stop whatever is being done, for good.
        case stop
    }

    /// A call, as it is made.
    struct Call: Sendable {
        let id: String
        let text: String
        let start: ContinuousClock.Instant
        let deadline: ContinuousClock.Instant
        /// The connection whose login it is part of; `nil` for a call of the session's users.
        var loginOf: UInt64?
        /// When its frame was handed to the socket.
        var sent: ContinuousClock.Instant?
        let finish: @Sendable (SocketReport) -> Void
    }

    /// Somebody who waits for a connection without a call.
    struct Waiter: Sendable {
        let deadline: ContinuousClock.Instant
        let settle: @Sendable (SocketFailure?) -> Void
    }

    private enum Phase {
        case idle
        /// A connection is being opened; if it has ended before this was told of it, how.
        case opening(SocketEnding?)
        case loggingIn(any SocketConnection)
        case ready(any SocketConnection)
        case shutDown

        var connection: (any SocketConnection)? {
            switch self {
            case .loggingIn(let connection), .ready(let connection): connection
            case .idle, .opening, .shutDown: nil
            }
        }
    }

    private let options: SocketSession.Options
    private let hasLogin: Bool
    private var phase = Phase.idle
    /// The number of the connection; what is told of an earlier one is passed over.
    private var generation: UInt64 = 0
    private var calls: [UInt64: Call] = [:]
    /// The calls under way by their ids.
    private var tickets: [String: UInt64] = [:]
    private var waiters: [UInt64: Waiter] = [:]
    /// The ids of the connection's calls that have ended.
    private var spent = SpentIDs()
    /// Whether the connection has answered a call.
    private var hasAnswered = false
    /// How many connections in a row failed or ended without having answered a call, and how the last of them did.
    private var failures = 0
    private var lastFailure: SocketFailure?
    /// When a connection may be opened again.
    private var notBefore: ContinuousClock.Instant?
    /// When opening and login are to be complete.
    private var openingDeadline: ContinuousClock.Instant?
    private var wake: ContinuousClock.Instant?
    private(set) var counts = SocketSessionCounts()

    init(_ options: SocketSession.Options, hasLogin: Bool) {
        self.options = options
        self.hasLogin = hasLogin
    }

    var isShutDown: Bool { if case .shutDown = phase { true } else { false } }

    // MARK: Calls

    mutating func begin(_ ticket: UInt64, _ call: Call, now: ContinuousClock.Instant) -> [Action] {
        if let refusal = refusal(of: call, now: now) {
            return [.finish(call.finish, SocketReport(.notSent(refusal.cause), detail: refusal.detail))]
        }
        calls[ticket] = call
        tickets[call.id] = ticket
        var actions = arm(call.deadline)
        switch phase {
        case .loggingIn(let connection) where call.loginOf != nil, .ready(let connection):
            actions.append(.send(ticket: ticket, text: call.text, over: connection))
        case .idle: actions += open(now: now)
        case .opening, .loggingIn, .shutDown: break
        }
        return actions
    }

    private func refusal(of call: Call, now: ContinuousClock.Instant) -> SocketFailure? {
        if let failure = refusal(now: now, deadline: call.deadline) { return failure }
        if let number = call.loginOf {
            guard number == generation, case .loggingIn = phase else {
                return SocketFailure(.interrupted, detail: "the login is over")
            }
        } else if calls.count >= options.maximumCalls {
            return SocketFailure(.localThrottle, detail: "as many calls are under way as may be")
        }
        if tickets[call.id] != nil || phase.connection != nil && spent.contains(call.id) {
            return SocketFailure(.invalidInput, detail: "another call of the connection has the same id")
        }
        return nil
    }

    /// Why nothing can wait for a connection now.
    private func refusal(now: ContinuousClock.Instant, deadline: ContinuousClock.Instant) -> SocketFailure? {
        if case .shutDown = phase { return SocketFailure(.interrupted, detail: "the session is shut down") }
        if deadline <= now { return SocketFailure(.deadline) }
        if case .idle = phase, let notBefore, notBefore > now {
            return SocketFailure(
                lastFailure?.cause ?? .connectionFailed, status: lastFailure?.status,
                detail: "the last connection failed, and it is too early for the next: \(lastFailure?.detail ?? "lost")"
            )
        }
        return nil
    }

    /// Asks for a connection without a call.
    mutating func await(
        _ ticket: UInt64, _ waiter: Waiter, now: ContinuousClock.Instant
    ) -> [Action] {
        if case .ready = phase { return [.settle(waiter.settle, nil)] }
        if let failure = refusal(now: now, deadline: waiter.deadline) { return [.settle(waiter.settle, failure)] }
        waiters[ticket] = waiter
        var actions = arm(waiter.deadline)
        if case .idle = phase { actions += open(now: now) }
        return actions
    }

    /// Whether a call's frame may be handed to the socket; from then on it may have reached the venue.
    mutating func leave(_ ticket: UInt64, now: ContinuousClock.Instant) -> Bool {
        guard let call = calls[ticket], call.sent == nil, call.deadline > now else { return false }
        calls[ticket]?.sent = now
        return true
    }

    /// A connection did not take a call's frame.
    mutating func refuse(_ ticket: UInt64, _ refusal: SocketRefusal, now: ContinuousClock.Instant) -> [Action] {
        guard calls[ticket]?.sent == nil else { return [] }
        switch refusal {
        case .full: return end(ticket, .localThrottle, nil, "too many frames wait to be sent", now: now)
        case .ended: return end(ticket, .connectionFailed, nil, "the connection has ended", now: now)
        }
    }

    mutating func cancel(_ ticket: UInt64, now: ContinuousClock.Instant) -> [Action] {
        if let waiter = waiters.removeValue(forKey: ticket) {
            return [.settle(waiter.settle, SocketFailure(.interrupted))]
        }
        return end(ticket, .interrupted, .interrupted, nil, now: now)
    }

    /// Ends what has run out of time.
    mutating func expire(now: ContinuousClock.Instant) -> [Action] {
        if let wake, wake > now { return [] }
        wake = nil
        var actions: [Action] = []
        if let deadline = openingDeadline, deadline <= now {
            switch phase {
            case .opening: actions += fail(SocketFailure(.deadline, detail: "opening took too long"), now: now)
            case .loggingIn(let connection):
                actions.append(.close(connection))
                actions += fail(SocketFailure(.credentialsUnavailable, detail: "the login took too long"), now: now)
            case .idle, .ready, .shutDown: break
            }
        }
        for ticket in calls.keys.sorted() where calls[ticket].map({ $0.deadline <= now }) == true {
            actions += end(ticket, .deadline, .timeout, nil, now: now)
        }
        for (ticket, waiter) in waiters where waiter.deadline <= now {
            waiters[ticket] = nil
            actions.append(.settle(waiter.settle, SocketFailure(.deadline)))
        }
        let rest = calls.values.map(\.deadline) + waiters.values.map(\.deadline) + [openingDeadline].compactMap(\.self)
        return actions + (rest.min().map { arm($0) } ?? [])
    }

    /// Ends a call without a reply, as not sent or unknown by whether its frame has left.
    private mutating func end(
        _ ticket: UInt64, _ notSent: NotSentCause, _ unknown: UnknownCause?, _ detail: String?,
        now: ContinuousClock.Instant
    ) -> [Action] {
        guard let call = calls.removeValue(forKey: ticket) else { return [] }
        tickets[call.id] = nil
        let result: SocketReport.Result
        if call.sent == nil {
            result = .notSent(notSent)
        } else {
            spent.insert(call.id, isAnswered: false)
            result = .unknown(unknown ?? .connectionLost)
        }
        return [finish(call, result, detail, now: now)]
    }

    private func finish(
        _ call: Call, _ result: SocketReport.Result, _ detail: String?, now: ContinuousClock.Instant
    ) -> Action {
        let sent = call.sent.map { $0 - call.start }
        return .finish(call.finish, SocketReport(result, detail: detail, sent: sent, total: now - call.start))
    }

    /// Sees to it that time is looked at again by an instant.
    private mutating func arm(_ instant: ContinuousClock.Instant) -> [Action] {
        if let wake, wake <= instant { return [] }
        wake = instant
        return [.wake(instant)]
    }

    // MARK: The connection

    private mutating func open(now: ContinuousClock.Instant) -> [Action] {
        generation += 1
        phase = .opening(nil)
        spent = SpentIDs()
        hasAnswered = false
        let deadline = now + options.openTimeout
        openingDeadline = deadline
        return [.open(generation)] + arm(deadline)
    }

    /// When the opening of a connection, and its login, are to be complete.
    func deadline(of number: UInt64) -> ContinuousClock.Instant? { number == generation ? openingDeadline : nil }

    mutating func didOpen(
        _ number: UInt64, _ connection: any SocketConnection, now: ContinuousClock.Instant
    ) -> [Action] {
        guard number == generation, case .opening(let ending) = phase else { return [.close(connection)] }
        if let ending {
            return fail(SocketFailure(.connectionFailed, detail: "the connection ended at once, \(ending)"), now: now)
        }
        guard hasLogin else { return becomeReady(connection) }
        phase = .loggingIn(connection)
        return [.login(number)]
    }

    mutating func didFail(_ number: UInt64, _ failure: SocketFailure, now: ContinuousClock.Instant) -> [Action] {
        guard number == generation, case .opening = phase else { return [] }
        return fail(failure, now: now)
    }

    mutating func didLogIn(_ number: UInt64, _ failure: SocketFailure?, now: ContinuousClock.Instant) -> [Action] {
        guard number == generation, case .loggingIn(let connection) = phase else { return [] }
        guard let failure else { return becomeReady(connection) }
        return [.close(connection)] + fail(failure, now: now)
    }

    private mutating func becomeReady(_ connection: any SocketConnection) -> [Action] {
        phase = .ready(connection)
        openingDeadline = nil
        counts.connections += 1
        var actions = [Action.tell(.ready)]
        for waiter in waiters.values { actions.append(.settle(waiter.settle, nil)) }
        waiters = [:]
        for (ticket, call) in calls.sorted(by: { $0.key < $1.key }) where call.loginOf == nil {
            actions.append(.send(ticket: ticket, text: call.text, over: connection))
        }
        return actions
    }

    /// There is no connection after all: whoever waited for it is told.
    private mutating func fail(_ failure: SocketFailure, now: ContinuousClock.Instant) -> [Action] {
        let ended = endCalls(failure.cause, .connectionLost, failure.description, now: now)
        let settled = waiters.values.map { Action.settle($0.settle, failure) }
        waiters = [:]
        phase = .idle
        // What is still told of the connection is of no interest.
        generation += 1
        holdOff(failure, now: now)
        return [.abandon, .tell(.failed(failure))] + ended + settled
    }

    private mutating func endCalls(
        _ notSent: NotSentCause, _ unknown: UnknownCause, _ detail: String?, now: ContinuousClock.Instant
    ) -> [Action] {
        openingDeadline = nil
        return calls.keys.sorted().flatMap { end($0, notSent, unknown, detail, now: now) }
    }

    /// Lets some time pass before the next connection, more with each failure in a row.
    private mutating func holdOff(_ failure: SocketFailure, now: ContinuousClock.Instant) {
        failures = min(failures + 1, 32)
        lastFailure = failure
        let backoff = options.backoff
        let limit = min(backoff.longest, backoff.first * Int(1 << (failures - 1)))
        notBefore = now + limit / 2 + backoff.jitter(limit / 2)
    }

    mutating func didEnd(_ number: UInt64, _ ending: SocketEnding, now: ContinuousClock.Instant) -> [Action] {
        guard number == generation else { return [] }
        switch phase {
        case .opening:
            phase = .opening(ending)
            return []
        case .loggingIn:
            return fail(
                SocketFailure(.connectionFailed, detail: "the connection ended during its login, \(ending)"), now: now)
        case .ready:
            phase = .idle
            generation += 1
            if hasAnswered {
                (failures, notBefore, lastFailure) = (0, nil, nil)
            } else {
                holdOff(SocketFailure(.connectionFailed, detail: "the connection ended, \(ending)"), now: now)
            }
            let notSent: NotSentCause = ending.unknownCause == .interrupted ? .interrupted : .connectionFailed
            let ended = endCalls(notSent, ending.unknownCause, "the connection ended, \(ending)", now: now)
            return [.tell(.ended(ending)), .deliver(.gap(.connectionEnded(ending)))] + ended
        case .idle, .shutDown: return []
        }
    }

    // MARK: Frames

    /// Takes a frame; `id` is that of the call it answers, `nil` for a frame that is no reply.
    mutating func receive(
        _ number: UInt64, _ frame: SocketFrame, replyTo id: String?, isHeard: Bool, now: ContinuousClock.Instant
    ) -> [Action] {
        guard number == generation else { return [] }
        guard let id else {
            if !isHeard { counts.unheardFrames += 1 }
            return isHeard ? [.deliver(.frame(frame))] : []
        }
        if let ticket = tickets[id], let call = calls[ticket], call.sent != nil {
            calls[ticket] = nil
            tickets[id] = nil
            spent.insert(id, isAnswered: true)
            if call.loginOf == nil { hasAnswered = true }
            return [finish(call, .answered(frame), nil, now: now)]
        }
        // A call whose frame has not left has no reply yet, whatever came before it.
        let isWaiting = tickets[id] != nil
        switch isWaiting ? nil : spent.take(id) {
        case .late:
            counts.lateReplies += 1
            return [.tell(.lateReply(id: id, frame))]
        case .second:
            counts.secondReplies += 1
            return [.tell(.secondReply(id: id, frame))]
        case nil:
            counts.unclaimedReplies += 1
            return [.tell(.unclaimedReply(id: id))]
        }
    }

    mutating func shutDown(now: ContinuousClock.Instant) -> [Action] {
        if case .shutDown = phase { return [] }
        let connection = phase.connection
        let detail = "the session was shut down"
        let ended = endCalls(.interrupted, .interrupted, detail, now: now)
        let settled = waiters.values.map { Action.settle($0.settle, SocketFailure(.interrupted, detail: detail)) }
        waiters = [:]
        phase = .shutDown
        generation += 1
        return [.stop] + (connection.map { [.close($0)] } ?? []) + ended + settled
    }
}

/// The ids of a connection's calls that have ended, the newest of them.
struct SpentIDs {
    /// How many of each kind are remembered; a reply with an older id is one that nobody waits for.
    private static let limit = 4096

    private var answered = RecentIDs(limit: limit)
    private var unanswered = RecentIDs(limit: limit)

    func contains(_ id: String) -> Bool { answered.contains(id) || unanswered.contains(id) }

    mutating func insert(_ id: String, isAnswered: Bool) {
        if isAnswered { answered.insert(id) } else { unanswered.insert(id) }
    }

    /// What a reply is to calls that have ended; the next one with its id is a second.
    mutating func take(_ id: String) -> Kind? {
        if answered.contains(id) { return .second }
        guard unanswered.remove(id) else { return nil }
        answered.insert(id)
        return .late
    }

    enum Kind {
        /// The first to a call that ended without one.
        case late
        /// One more to a call that had one.
        case second
    }
}

/// A set that forgets its oldest elements.
private struct RecentIDs {
    private let limit: Int
    private var set: Set<String> = []
    /// In the order they came; full, the oldest stands at `next`.
    private var order: [String] = []
    private var next = 0

    init(limit: Int) { self.limit = limit }

    func contains(_ id: String) -> Bool { set.contains(id) }

    mutating func insert(_ id: String) {
        guard set.insert(id).inserted else { return }
        if order.count < limit { return order.append(id) }
        set.remove(order[next])
        order[next] = id
        next = (next + 1) % limit
    }

    mutating func remove(_ id: String) -> Bool { set.remove(id) != nil }
}
