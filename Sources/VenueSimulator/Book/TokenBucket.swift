internal import VenueSpec

/// Allows a number of requests at once and as many per period on average.
struct TokenBucket {
    /// The most requests at once.
    private let capacity: Double
    /// Requests per second.
    private let rate: Double
    /// What is left.
    private var tokens: Double
    /// When that was.
    private var time: ContinuousClock.Instant

    /// A full bucket.
    init(_ limit: RateLimit, at time: ContinuousClock.Instant) {
        capacity = Double(max(1, limit.burst ?? limit.requests))
        rate = Double(limit.requests) / max(1e-9, limit.period / .seconds(1))
        tokens = capacity
        self.time = time
    }

    /// Takes a token if there is one.
    mutating func take(at now: ContinuousClock.Instant) -> Bool {
        tokens = min(capacity, tokens + (now - time) / .seconds(1) * rate)
        time = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
