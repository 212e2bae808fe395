enum Allowance: Sendable {
    case bucket(TokenBucket)
    case window(SlidingWindow)

    init(_ limit: RateLimit) {
        let requests = max(1, limit.requests)
        self =
            if let burst = limit.burst {
                .bucket(TokenBucket(interval: limit.period / requests, burst: max(1, burst)))
            } else {
                .window(SlidingWindow(requests: requests, period: limit.period))
            }
    }

    /// The first instant, not before another, at which there is room.
    func next(at instant: ContinuousClock.Instant) -> ContinuousClock.Instant {
        switch self {
        case .bucket(let bucket): bucket.next(at: instant)
        case .window(let window): window.next(at: instant)
        }
    }

    /// Takes an instant, not before any taken earlier, at which there is room.
    mutating func take(_ instant: ContinuousClock.Instant) {
        switch self {
        case .bucket(var bucket):
            bucket.take(instant)
            self = .bucket(bucket)
        case .window(var window):
            // The array must have one owner while it changes, or each request would copy it.
            self = .bucket(TokenBucket(interval: .zero, burst: 1))
            window.take(instant)
            self = .window(window)
        }
    }

    mutating func undo() {
        switch self {
        case .bucket(var bucket):
            bucket.undo()
            self = .bucket(bucket)
        case .window(var window):
            window.undo()
            self = .window(window)
        }
    }
}

/// A bucket that a request takes a token from and time refills, kept as the one instant at which it is full again.
struct TokenBucket: Sendable {
    /// The time in which one token comes back.
    let interval: Duration
    let burst: Int
    /// When it is full again; `nil` before the first request.
    private var full: ContinuousClock.Instant?
    private var before: ContinuousClock.Instant?

    init(interval: Duration, burst: Int) {
        self.interval = interval
        self.burst = burst
    }

    func next(at instant: ContinuousClock.Instant) -> ContinuousClock.Instant {
        full.map { max(instant, $0 - interval * (burst - 1)) } ?? instant
    }

    mutating func take(_ instant: ContinuousClock.Instant) {
        before = full
        full = max(full ?? instant, instant) + interval
    }

    mutating func undo() { full = before }
}

/// The newest requests of a limit, as many as it allows in its period.
struct SlidingWindow: Sendable {
    let requests: Int
    let period: Duration
    /// The newest instants taken; once there are ``requests`` of them, each new one takes the oldest one's place.
    private var taken: [ContinuousClock.Instant] = []
    /// The place the next instant takes once there are ``requests``.
    private var oldest = 0
    private var replaced: ContinuousClock.Instant?

    init(requests: Int, period: Duration) {
        self.requests = requests
        self.period = period
    }

    private var limiting: ContinuousClock.Instant? {
        taken.count == requests && taken.indices.contains(oldest) ? taken[oldest] : nil
    }

    func next(at instant: ContinuousClock.Instant) -> ContinuousClock.Instant {
        limiting.map { max(instant, $0 + period) } ?? instant
    }

    mutating func take(_ instant: ContinuousClock.Instant) {
        replaced = limiting
        if replaced == nil {
            taken.append(instant)
        } else {
            taken[oldest] = instant
            oldest = (oldest + 1) % requests
        }
    }

    mutating func undo() {
        if let replaced {
            oldest = (oldest + requests - 1) % requests
            taken[oldest] = replaced
        } else if !taken.isEmpty {
            taken.removeLast()
        }
        replaced = nil
    }
}
