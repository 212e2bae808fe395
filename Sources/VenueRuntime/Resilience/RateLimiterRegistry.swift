internal import Synchronization

/// One rate limiter for all clients whose requests a venue counts together.
///
/// A class because the clients share it.
public final class RateLimiterRegistry: Sendable {
    /// What tells limiters apart.
    private struct Key: Hashable {
        /// The venue's name.
        let venue: String
        /// The caller's name for what the venue counts together.
        let scope: String
    }

    /// The limiters, behind a lock.
    private let limiters = Mutex<[Key: RateLimiter]>([:])

    /// Makes an empty registry.
    public init() {}

    /// The limiter of a venue for what it counts together.
    ///
    /// - Parameters:
    ///   - operation: An operation of the venue.
    ///   - scope: The caller's own name for what the venue counts together, such as a user's or a key's; not a secret.
    /// - Returns: The same limiter each time.
    public func limiter(for operation: any CancelOperation.Type, scope: String) -> RateLimiter {
        limiters.withLock { limiters in
            let key = Key(venue: operation.venue, scope: scope)
            if let limiter = limiters[key] { return limiter }
            let limiter = RateLimiter(operation.rateLimits)
            limiters[key] = limiter
            return limiter
        }
    }
}
