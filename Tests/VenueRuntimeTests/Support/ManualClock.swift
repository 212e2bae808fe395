import Synchronization
import VenueRuntime

/// A clock that tests move.
///
/// A class because clients and tests share it.
final class ManualClock: CallClock {
    private struct State {
        var now = ContinuousClock.now
        var next = 0
        var sleepers: [Int: (until: ContinuousClock.Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())
    /// Sleeps no longer than this end at once and move the clock; longer ones wait for the test or for cancellation.
    private let skips: Duration

    init(skipping skips: Duration = .zero) { self.skips = skips }

    var now: ContinuousClock.Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .nanoseconds(1) }
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if deadline <= state.now { return .success(()) }
                    if state.now.duration(to: deadline) <= skips {
                        state.now = deadline
                        return .success(())
                    }
                    state.sleepers[id] = (deadline, continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Waits until somebody sleeps, then moves the clock.
    func advance(by duration: Duration, afterSleepers count: Int) async {
        while sleeperCount < count { await Task.yield() }
        advance(by: duration)
    }
}
