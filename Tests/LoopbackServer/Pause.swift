internal import Foundation

/// Waiting on a server's own threads.
public enum Pause {
    /// Waits for a few milliseconds.
    public static func briefly() { Thread.sleep(forTimeInterval: 0.005) }
}
