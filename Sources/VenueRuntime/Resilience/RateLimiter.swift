internal import Synchronization

/// Holds requests back so that a venue's limits are kept before the venue has to enforce them.
///
/// Where the venue states a burst, the limit is a token bucket: that many requests at once, further ones spread evenly.
/// Where it states none, at most as many requests go in any stretch as long as the period as the limit allows, however
/// the venue divides time. Requests go in the order they asked.
///
/// A class because the clients that share a limit share it; see ``RateLimiterRegistry``.
public final class RateLimiter: Sendable {
    /// What a request that asks for its turn gets.
    package enum Answer: Hashable {
        /// It may go at this instant, which is taken for it.
        case go(Ticket)
        /// It could go at this instant, which is not taken for it.
        case later(ContinuousClock.Instant)
        /// It could go at this instant, which is too late; nothing is taken.
        case tooLate(ContinuousClock.Instant)
        /// The venue asked for nothing before this instant, which is too late; nothing is taken.
        case heldBack(ContinuousClock.Instant)
    }

    /// An instant taken for a request.
    package struct Ticket: Hashable {
        let instant: ContinuousClock.Instant
        fileprivate let number: UInt64
    }

    private struct State {
        var allowances: [Allowance]
        var newest: UInt64 = 0
        var floor: ContinuousClock.Instant?
    }

    private let state: Mutex<State>

    /// Makes a limiter that keeps all of these limits at once.
    public init(_ limits: [RateLimit]) { state = Mutex(State(allowances: limits.map(Allowance.init))) }

    /// Takes the first instant at which every limit has room.
    ///
    /// - Parameters:
    ///   - now: The present.
    ///   - end: When it is of no use any more.
    ///   - reserves: Whether an instant is also taken that is still to come.
    ///   - weight: How many requests it counts as; where a limit has room for fewer at once, as all of these.
    /// - Returns: The instant, or that it comes too late.
    package func take(
        at now: ContinuousClock.Instant, before end: ContinuousClock.Instant, reserves: Bool = true, weight: Int = 1
    ) -> Answer {
        state.withLock { state in
            var instant = max(now, state.floor ?? now)
            guard instant < end else { return instant > now ? .heldBack(instant) : .tooLate(instant) }
            for allowance in state.allowances { instant = max(instant, allowance.next(at: instant, weight)) }
            guard instant < end else { return .tooLate(instant) }
            guard reserves || instant == now else { return .later(instant) }
            for index in state.allowances.indices { state.allowances[index].take(instant, weight) }
            state.newest += 1
            return .go(Ticket(instant: instant, number: state.newest))
        }
    }

    /// Gives back the instant of a request that was not sent after all.
    ///
    /// Once a later request has been given its instant, an earlier one stays taken.
    func giveBack(_ ticket: Ticket) {
        state.withLock { state in
            guard ticket.number == state.newest else { return }
            for index in state.allowances.indices { state.allowances[index].undo() }
            state.newest += 1
        }
    }

    /// How long a venue's wish holds calls back that cannot be read.
    static let unmeasurableHold = Duration.seconds(60)

    /// Lets nothing go before an instant, because the venue asked to wait.
    func hold(until instant: ContinuousClock.Instant) {
        state.withLock { state in state.floor = max(instant, state.floor ?? instant) }
    }

    /// Lets nothing go for as long as a reply asks for.
    func keep(_ wait: RequestedWait?, _ clock: any CallClock) {
        switch wait {
        case .atLeast(let wait): hold(until: clock.now + wait)
        case .unmeasurable: hold(until: clock.now + Self.unmeasurableHold)
        case nil: break
        }
    }
}

/// One rate limiter for all clients whose requests a venue counts together.
///
/// A class because the clients share it.
public final class RateLimiterRegistry: Sendable {
    private struct Key: Hashable {
        let venue: String
        /// The caller's name for what the venue counts together.
        let scope: String
    }

    private let limiters = Mutex<[Key: RateLimiter]>([:])

    /// Makes a registry whose limiters are made as they are first asked for.
    public init() {}

    /// The limiter of a venue for what it counts together.
    ///
    /// - Parameters:
    ///   - operation: An operation of the venue.
    ///   - scope: The caller's own name for what the venue counts together, such as a user's or a key's; not a secret.
    /// - Returns: The same limiter each time.
    public func limiter(for operation: any VenueOperation.Type, scope: String) -> RateLimiter {
        limiters.withLock { limiters in
            let key = Key(venue: operation.venue, scope: scope)
            if let limiter = limiters[key] { return limiter }
            let limiter = RateLimiter(operation.rateLimits)
            limiters[key] = limiter
            return limiter
        }
    }
}
