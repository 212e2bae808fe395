internal import Foundation

/// Waiting for what other threads do.
public enum Pause {
    /// Waits for a few milliseconds, as a server does that takes its time.
    public static func briefly() { Thread.sleep(forTimeInterval: 0.005) }

    /// Waits until something holds, for at most a minute; whether it does.
    public static func until(_ condition: @Sendable () -> Bool) async -> Bool {
        for _ in 1...30_000 {
            if condition() { return true }
            try? await Task.sleep(for: .milliseconds(2))
        }
        return condition()
    }
}
