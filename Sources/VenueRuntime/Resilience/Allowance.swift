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

    /// The first instant, not before another, at which there is room for a weight, or for as much of it as ever.
    func next(at instant: ContinuousClock.Instant, _ weight: Int) -> ContinuousClock.Instant {
        switch self {
        case .bucket(let bucket): bucket.next(at: instant, weight)
        case .window(let window): window.next(at: instant, weight)
        }
    }

    /// Takes an instant, not before any taken earlier, at which there is room.
    mutating func take(_ instant: ContinuousClock.Instant, _ weight: Int) {
        switch self {
        case .bucket(var bucket):
            bucket.take(instant, weight)
            self = .bucket(bucket)
        case .window(var window):
            // The array must have one owner while it changes, or each request would copy it.
            self = .bucket(TokenBucket(interval: .zero, burst: 1))
            window.take(instant, weight)
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

/// A bucket that a request takes tokens from and time refills, kept as the one instant at which it is full again.
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

    func next(at instant: ContinuousClock.Instant, _ weight: Int) -> ContinuousClock.Instant {
        full.map { max(instant, $0 - interval * (burst - min(weight, burst))) } ?? instant
    }

    mutating func take(_ instant: ContinuousClock.Instant, _ weight: Int) {
        before = full
        full = max(full ?? instant, instant) + interval * min(weight, burst)
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
    /// What the newest request took: places of earlier instants, which these were, and further places.
    private var replaced: [ContinuousClock.Instant] = []
    private var added = 0

    init(requests: Int, period: Duration) {
        self.requests = requests
        self.period = period
    }

    func next(at instant: ContinuousClock.Instant, _ weight: Int) -> ContinuousClock.Instant {
        let lacking = min(weight, requests) - (requests - taken.count)
        guard lacking > 0 else { return instant }
        let limiting = (oldest + lacking - 1) % taken.count
        return taken.indices.contains(limiting) ? max(instant, taken[limiting] + period) : instant
    }

    mutating func take(_ instant: ContinuousClock.Instant, _ weight: Int) {
        replaced.removeAll(keepingCapacity: true)
        added = 0
        for _ in 0..<max(0, min(weight, requests)) {
            if taken.count < requests {
                taken.append(instant)
                added += 1
            } else {
                replaced.append(taken[oldest])
                taken[oldest] = instant
                oldest = (oldest + 1) % requests
            }
        }
    }

    mutating func undo() {
        for instant in replaced.reversed() {
            oldest = (oldest + requests - 1) % requests
            taken[oldest] = instant
        }
        taken.removeLast(added)
        replaced.removeAll(keepingCapacity: true)
        added = 0
    }
}
