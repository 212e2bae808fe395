import Synchronization
import VenueRuntime

/// A clock on which nobody waits: a sleep moves it.
///
/// Sleeps of more than a minute, as deadlines are, wait to be cancelled. A class because a client and a venue share it.
final class VirtualClock: CallClock {
    private struct State {
        var now = ContinuousClock.now
        var next = 0
        var sleepers: [Int: CheckedContinuation<Void, any Error>] = [:]
    }

    private let state = Mutex(State())

    var now: ContinuousClock.Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func advance(by duration: Duration) { state.withLock { $0.now += duration } }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let isOver: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    guard state.now.duration(to: deadline) > .seconds(60) else {
                        state.now = max(state.now, deadline)
                        return .success(())
                    }
                    state.sleepers[id] = continuation
                    return nil
                }
                if let isOver { continuation.resume(with: isOver) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume(throwing: CancellationError())
        }
    }
}
