/// The clock calls are timed by: `ContinuousClock` outside tests.
///
/// Its instants are those of `ContinuousClock`, which is what a ``Transport`` takes.
public protocol CallClock: Clock where Instant == ContinuousClock.Instant, Duration == Swift.Duration {}

extension ContinuousClock: CallClock {}

extension CallClock {
    /// Waits until an instant.
    ///
    /// - Returns: Whether it came; `false` if the task was cancelled first.
    func wait(until instant: ContinuousClock.Instant) async -> Bool {
        do {
            try await sleep(until: instant, tolerance: nil)
            return true
        } catch {
            return false
        }
    }

    /// Runs work until an instant, and cancels it then.
    ///
    /// - Parameters:
    ///   - instant: When to cancel it.
    ///   - work: Must end promptly when its task is cancelled.
    /// - Returns: What the work gave; `nil` if the instant came first.
    func limit<Value: Sendable>(
        until instant: ContinuousClock.Instant, _ work: @escaping @Sendable () async -> Value?
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                _ = await wait(until: instant)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
