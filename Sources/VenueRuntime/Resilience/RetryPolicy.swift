/// When and how soon an attempt is followed by another.
///
/// It narrows what is safe and never widens it: nothing is sent again unless it is proven that the venue did not act on
/// it, or the spec says that a repeat does no harm.
public struct RetryPolicy: Sendable {
    /// The most attempts of a call, 3 unless said otherwise; 1 for none but the first.
    ///
    /// The one attempt that follows a renewal of credentials, or of what has to come first in a session, is not counted.
    public var maximumAttempts: Int
    /// The wait before the first retry is between nothing and this; it doubles with each further one.
    public var base: Duration
    /// The longest wait, unless the venue asks for a longer one.
    public var cap: Duration
    /// How long one attempt may take where the spec says that a repeat does no harm; `nil` for all the time there is.
    ///
    /// With it, an attempt that gets no answer leaves time for another.
    public var attemptTimeout: Duration?
    /// Gives a random time between nothing and its argument.
    public var jitter: @Sendable (Duration) -> Duration

    /// Makes a policy; without arguments three attempts in all, up to 100 ms and then 200 ms apart.
    public init(
        maximumAttempts: Int = 3,
        base: Duration = .milliseconds(100),
        cap: Duration = .seconds(2),
        attemptTimeout: Duration? = nil,
        jitter: @escaping @Sendable (Duration) -> Duration = RetryPolicy.fullJitter
    ) {
        self.maximumAttempts = maximumAttempts
        self.base = base
        self.cap = cap
        self.attemptTimeout = attemptTimeout
        self.jitter = jitter
    }

    /// A policy of one attempt.
    public static let never = RetryPolicy(maximumAttempts: 1)

    /// A random time between nothing and a limit, every one as likely.
    public static let fullJitter: @Sendable (Duration) -> Duration = { limit in
        let parts: Int64 = 1 << 20
        return limit * Int.random(in: 0...Int(parts)) / Int(parts)
    }

    /// The wait before a retry, counted from 1; the wait the venue asked for is never cut short.
    func delay(beforeRetry retry: Int, asked: Duration?) -> Duration {
        var limit = base
        var doublings = retry - 1
        while doublings > 0, limit > .zero, limit < cap {
            limit *= 2
            doublings -= 1
        }
        return (asked ?? .zero) + jitter(min(limit, cap))
    }
}

/// Decides whether a request may be sent again: a pure function of what is known.
struct RetryRules {
    enum Step: Hashable {
        case stop
        case retry
    }

    /// Whether a repeat does no harm, as the spec says.
    let repeatability: Repeatability
    /// Whether the caller can be told that an earlier attempt may have acted; a bare response cannot.
    let tellsEarlierAttempts: Bool
    /// Whether the request only reads.
    var isRead = false
    /// Whether it is made again at a pace of its own, which further attempts would break.
    var isPaced = false

    init(repeatability: Repeatability, tellsEarlierAttempts: Bool) {
        self.repeatability = repeatability
        self.tellsEarlierAttempts = tellsEarlierAttempts
    }

    /// The rules of a call that only reads.
    static func read(isPaced: Bool) -> RetryRules {
        var rules = RetryRules(repeatability: .safe, tellsEarlierAttempts: true)
        (rules.isRead, rules.isPaced) = (true, isPaced)
        return rules
    }

    func step(after outcome: CancelOutcome) -> Step {
        if isPaced { return .stop }
        let isRepeatable = repeatability == .safe && tellsEarlierAttempts
        switch outcome {
        case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending, .rejected: return .stop
        case .throttled(_, .notProcessed): return .retry
        case .throttled(_, .unknown): return isRepeatable ? .retry : .stop
        case .notSent(let cause): return Self.passes(cause) ? .retry : .stop
        case .unknown(let cause) where isRead: return Self.isFailure(cause) ? .retry : .stop
        case .unknown(let cause): return isRepeatable && Self.passes(cause) ? .retry : .stop
        }
    }

    /// Whether a cause can be gone a moment later.
    private static func passes(_ cause: NotSentCause) -> Bool {
        switch cause {
        case .hostNotFound, .connectionFailed, .tlsFailed: true
        case .invalidInput, .invalidCredentials, .credentialsUnavailable, .precondition, .localThrottle, .deadline,
            .interrupted:
            false
        }
    }

    /// Whether there was no reply to a read, or none by the venue's own fault: what a reply leaves open, it leaves open a
    /// moment later.
    private static func isFailure(_ cause: UnknownCause) -> Bool {
        switch cause {
        case .serverError, .venueTimeout, .timeout, .connectionLost: true
        case .inconclusive, .unreadable, .undocumented, .otherOrder, .oversized, .interrupted: false
        }
    }

    private static func passes(_ cause: UnknownCause) -> Bool {
        switch cause {
        case .serverError, .venueTimeout, .inconclusive, .unreadable, .timeout, .connectionLost: true
        case .undocumented, .otherOrder, .oversized, .interrupted: false
        }
    }
}

extension CredentialFailure {
    /// Whether a call that readies a session may fare better a moment later.
    var passes: Bool {
        let rules = RetryRules.read(isPaced: false)
        switch reason {
        case .notSent(let cause): return rules.step(after: .notSent(cause)) == .retry
        case .unknown(let cause): return rules.step(after: .unknown(cause)) == .retry
        case .notGranted(.throttled(let wait, let processing), _, _, _):
            return rules.step(after: .throttled(retryAfter: wait, processing: processing)) == .retry
        case .notGranted(.unknown(let cause), _, _, _): return rules.step(after: .unknown(cause)) == .retry
        case .notGranted, .provider, .canceled, .refused, .unreadable, .signing: return false
        }
    }
}
