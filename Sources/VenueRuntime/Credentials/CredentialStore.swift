internal import Synchronization

/// Keeps credentials, and asks for new ones once however many calls wait.
///
/// A class because every copy of its source shares it.
final class CredentialStore: Sendable {
    /// New credentials as the header fields they are sent as, and how long they are good for.
    struct Issued: Sendable {
        let fields: [CredentialField]
        let signing: [SigningMaterial]
        /// How long they are good for, counted from when they were asked for; `nil` for until they are refused.
        let lifetime: Duration?
    }

    typealias Issue = @Sendable (any CallClock) async throws(CredentialFailure) -> Issued
    /// What a call that waits is given; `nil` if it was cancelled.
    typealias Answer = Result<HeldCredentials, CredentialFailure>?

    private struct State {
        var held: HeldCredentials?
        var renewalInstant: ContinuousClock.Instant?
        var renewalTask: Task<Void, Never>?
        /// Whether everybody who waited for ``renewalTask`` was cancelled.
        var isAbandoned = false
        var waiters: [UInt64: CheckedContinuation<Answer, Never>] = [:]
        var next: UInt64 = 0
    }

    /// How long before their end new credentials are asked for.
    private let margin: Duration
    private let issue: Issue
    private let state = Mutex(State())

    init(margin: Duration, issue: @escaping Issue) {
        self.margin = margin
        self.issue = issue
    }

    /// The credentials to send now, other than refused ones; `nil` if the task was cancelled first.
    func current(insteadOf refused: UInt64?, clock: any CallClock) async -> Answer {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let answer = answer(orAdd: continuation, number, refused, clock) {
                    continuation.resume(returning: answer)
                }
            }
        } onCancel: {
            removeWaiter(number)
        }
    }

    /// The credentials to send now, other than refused ones, if they are held.
    func ready(insteadOf refused: UInt64?, clock: any CallClock) -> HeldCredentials? {
        state.withLock { Self.ready($0, insteadOf: refused, clock) }
    }

    private static func ready(
        _ state: State, insteadOf refused: UInt64?, _ clock: any CallClock
    ) -> HeldCredentials? {
        guard let held = state.held, held.serial != refused, state.renewalInstant.map({ clock.now < $0 }) ?? true else {
            return nil
        }
        return held
    }

    /// The answer, if there is one already; else the call waits.
    private func answer(
        orAdd continuation: CheckedContinuation<Answer, Never>, _ number: UInt64, _ refused: UInt64?,
        _ clock: any CallClock
    ) -> Answer? {
        state.withLock { state in
            if Task.isCancelled { return .some(nil) }
            if let held = Self.ready(state, insteadOf: refused, clock) { return .some(.success(held)) }
            state.waiters[number] = continuation
            if state.renewalTask == nil { startRenewal(&state, clock) }
            return .none
        }
    }

    private func startRenewal(_ state: inout State, _ clock: any CallClock) {
        state.isAbandoned = false
        state.renewalTask = Task {
            let start = clock.now
            do throws(CredentialFailure) {
                finishRenewal(.success(try await issue(clock)), start: start, clock: clock)
            } catch {
                finishRenewal(.failure(error), start: start, clock: clock)
            }
        }
    }

    private func finishRenewal(
        _ result: Result<Issued, CredentialFailure>, start: ContinuousClock.Instant,
        clock: any CallClock
    ) {
        let (answer, waiters): (Answer, [UInt64: CheckedContinuation<Answer, Never>]) = state.withLock { state in
            state.renewalTask = nil
            switch result {
            case .success(let issued):
                let held = HeldCredentials(
                    issued.fields, issued.signing, serial: (state.held?.serial ?? 0) + 1)
                state.held = held
                // What lives hardly longer than the margin is used for half its life, not asked for by every call.
                state.renewalInstant = issued.lifetime.map { start + max($0 - margin, $0 / 2) }
                defer { state.waiters = [:] }
                return (Answer(.success(held)), state.waiters)
            case .failure where state.isAbandoned && !state.waiters.isEmpty:
                startRenewal(&state, clock)
                return (nil, [:])
            case .failure(let failure):
                defer { state.waiters = [:] }
                return (Answer(.failure(failure)), state.waiters)
            }
        }
        for waiter in waiters.values { waiter.resume(returning: answer) }
    }

    /// Ends the wait of a cancelled call, and cancels the request for new credentials with the last one.
    private func removeWaiter(_ number: UInt64) {
        let (waiter, task) = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: number)
            guard waiter != nil, state.waiters.isEmpty else { return (waiter, Task<Void, Never>?.none) }
            state.isAbandoned = true
            return (waiter, state.renewalTask)
        }
        task?.cancel()
        waiter?.resume(returning: nil)
    }
}
