internal import Synchronization

/// A venue's call that has to have been made in a session before others, and gives nothing.
///
/// Clients make it themselves: before their first call with some credentials, and again where the venue says of a cancel
/// that it misses it, which is then sent once more.
public protocol PreconditionOperation: VenueOperation where Meaning == LoginOutcome, Input == NoInput {}

/// Makes the calls that have to come first in a client's session, once however many calls wait.
///
/// A class because the copies of a client share it.
final class SessionPreparation: Sendable {
    /// A session that is ready, so that a refusal can be told from one of an earlier session.
    struct Round: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    /// A call that failed, and why.
    struct Failure: Error, Hashable, Sendable {
        let call: String
        let reason: CredentialFailure

        /// Whether the venue does not know who asks.
        var isRefusalOfCredentials: Bool {
            if case .notGranted(.rejected(.authentication), _, _, _) = reason.reason { true } else { false }
        }
    }

    private struct State {
        /// The number of the credentials whose session is ready.
        var ready: UInt64?
        /// How often the calls were made.
        var count: UInt64 = 0
        /// Why they failed the last time; `nil` if they did not.
        var failure: Failure?
    }

    private let operations: [any PreconditionOperation.Type]
    private let server: BaseURL
    private let transport: any Transport
    private let options: ClientOptions
    private let limiter: RateLimiter
    private let turns = SendingTurns()
    private let state = Mutex(State())

    /// What makes the calls; `nil` where there are none.
    init?(
        _ operations: [any PreconditionOperation.Type], at server: BaseURL, over transport: any Transport,
        _ options: ClientOptions, _ limiter: RateLimiter
    ) {
        if operations.isEmpty { return nil }
        (self.operations, self.server, self.transport) = (operations, server, transport)
        (self.options, self.limiter) = (options, limiter)
    }

    /// The session of some credentials, if it is ready.
    func round(_ held: HeldCredentials) -> Round? {
        state.withLock { $0.ready == held.serial ? Round(number: $0.count) : nil }
    }

    /// How often the calls were made so far.
    var count: UInt64 { state.withLock { $0.count } }

    /// Takes in that the venue holds a session for not ready; one that was readied again since then stays so.
    func forget(_ round: Round) {
        state.withLock { state in
            if state.count == round.number { state.ready = nil }
        }
    }

    /// Readies the session of some credentials: by calls of its own, or by waiting for those of somebody else.
    ///
    /// - Parameters:
    ///   - held: The credentials.
    ///   - seen: How often the calls were made when the session was found not ready; who waited for calls that failed does
    ///     not make them once more.
    ///   - deadline: When to give up.
    /// - Returns: The session; `nil` if the task was cancelled, or the deadline passed, first.
    func ready(
        _ held: HeldCredentials, since seen: UInt64, before deadline: ContinuousClock.Instant
    ) async -> Result<Round, Failure>? {
        guard let turn = await turns.next() else { return nil }
        defer { turn.end() }
        if let round = round(held) { return .success(round) }
        if let failure = state.withLock({ $0.count == seen ? nil : $0.failure }) { return .failure(failure) }
        for operation in operations {
            do throws(CredentialFailure) { try await makeRepeatedly(operation, held, deadline) } catch {
                switch error.reason {
                case .notSent(.interrupted), .notSent(.deadline), .unknown(.interrupted), .unknown(.timeout): return nil
                default: break
                }
                let failure = Failure(call: operation.name, reason: error)
                finish(nil, failure)
                return .failure(failure)
            }
        }
        return .success(finish(held.serial, nil))
    }

    @discardableResult
    private func finish(_ serial: UInt64?, _ failure: Failure?) -> Round {
        state.withLock { state in
            (state.ready, state.failure) = (serial, failure)
            state.count += 1
            return Round(number: state.count)
        }
    }

    /// Makes one call, and again where it failed in a way that passes: it changes nothing of any order.
    private func makeRepeatedly(
        _ operation: any PreconditionOperation.Type, _ held: HeldCredentials, _ deadline: ContinuousClock.Instant
    ) async throws(CredentialFailure) {
        var retries = 0
        while true {
            do throws(CredentialFailure) { return try await make(operation, held, deadline) } catch {
                retries += 1
                let instant = options.clock.now + options.retry.delay(beforeRetry: retries, asked: nil)
                guard error.passes, retries < options.retry.maximumAttempts, instant < deadline else { throw error }
                guard await options.clock.wait(until: instant) else { throw CredentialFailure(.notSent(.interrupted)) }
            }
        }
    }

    /// Makes one call, under the rate limit.
    private func make<Operation: PreconditionOperation>(
        _: Operation.Type, _ held: HeldCredentials, _ deadline: ContinuousClock.Instant
    ) async throws(CredentialFailure) {
        let clock = options.clock
        switch limiter.take(at: clock.now, before: deadline) {
        case .go(let ticket):
            if ticket.instant > clock.now, !(await clock.wait(until: ticket.instant)) {
                limiter.giveBack(ticket)
                throw CredentialFailure(.notSent(.interrupted))
            }
        case .later, .tooLate, .heldBack: throw CredentialFailure(.notSent(.localThrottle))
        }
        let request = SessionRequest<Operation>(
            held: held, server: server, transport: transport, cryptography: options.cryptography,
            wallTime: options.wallTime)
        _ = try await request.grantingReply(clock, deadline) { http in
            limiter.keep(http.requestedWait, clock)
        }
    }
}
