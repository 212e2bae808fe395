/// How a client works where the spec leaves it to the caller.
public struct ClientOptions: Sendable {
    /// How long a call may take in all, retries and waits included, unless the call says otherwise: 10 seconds.
    public var deadline: Duration
    /// When and how soon an attempt is followed by another.
    public var retry: RetryPolicy
    /// What holds requests back; `nil` for one of the client's own with the limits of the spec.
    ///
    /// Give one limiter to every client whose requests the venue counts together; see ``RateLimiterRegistry``.
    public var rateLimiter: RateLimiter?
    /// Told every step of every call, on any thread; `nil` for nobody, which is the default.
    public var observer: (@Sendable (CallEvent) -> Void)?
    /// The clock: `ContinuousClock` unless a test says otherwise.
    public var clock: any CallClock

    /// Makes options.
    public init(
        deadline: Duration = .seconds(10),
        retry: RetryPolicy = RetryPolicy(),
        rateLimiter: RateLimiter? = nil,
        observer: (@Sendable (CallEvent) -> Void)? = nil,
        clock: any CallClock = ContinuousClock()
    ) {
        self.deadline = deadline
        self.retry = retry
        self.rateLimiter = rateLimiter
        self.observer = observer
        self.clock = clock
    }
}
