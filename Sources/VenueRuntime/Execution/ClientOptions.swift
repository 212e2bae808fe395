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
    /// What signs requests: that of `VenueSigning`, or one of your own; `nil` for none, which is the default.
    ///
    /// A venue whose requests are not signed needs none.
    public var cryptography: (any Cryptography)?
    /// The time of day that signed requests tell: the system's unless a test says otherwise.
    public var wallTime: any WallTime

    /// Makes options; each has the default that its property names.
    public init(
        deadline: Duration = .seconds(10),
        retry: RetryPolicy = RetryPolicy(),
        rateLimiter: RateLimiter? = nil,
        observer: (@Sendable (CallEvent) -> Void)? = nil,
        clock: any CallClock = ContinuousClock(),
        cryptography: (any Cryptography)? = nil,
        wallTime: any WallTime = SystemWallTime()
    ) {
        self.deadline = deadline
        self.retry = retry
        self.rateLimiter = rateLimiter
        self.observer = observer
        self.clock = clock
        self.cryptography = cryptography
        self.wallTime = wallTime
    }
}

/// The clock calls are timed by: `ContinuousClock` outside tests.
///
/// Its instants are those of `ContinuousClock`, which is what a ``Transport`` takes.
public protocol CallClock: Clock where Instant == ContinuousClock.Instant, Duration == Swift.Duration {}

extension ContinuousClock: CallClock {}

extension CallClock {
    /// Waits until an instant; `false` if the task was cancelled first.
    func wait(until instant: ContinuousClock.Instant) async -> Bool {
        do {
            try await sleep(until: instant, tolerance: nil)
            return true
        } catch {
            return false
        }
    }

    /// Runs work that ends promptly when its task is cancelled, which it is at an instant; `nil` if that came first.
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

/// A step of a call, as an observer is told it.
///
/// Holds no secrets: the request line has none, and header fields and bodies are left out.
public struct CallEvent: Hashable, Sendable {
    /// What can happen in a call, in the order in which it does.
    public enum Step: Hashable, Sendable {
        /// A request is handed to the transport: its method and URL.
        case attemptStarted(request: String)
        /// The request has been written.
        case sent
        /// The first byte of the answer arrived.
        case firstByte
        /// The attempt ended, whatever it came to.
        case attemptFinished(CallAttempt)
        /// Another attempt follows after this time, because of this outcome.
        case retryScheduled(after: Duration, because: CancelOutcome)
        /// The rate limiter holds the request back for this time.
        case throttled(Duration)
        /// The venue refused the credentials; others are asked for.
        case reauthenticating
        /// Calls that have to come first in the session are waited for.
        case preparing
    }

    /// The venue's name, as in its spec.
    public let venue: String
    /// The call's name in the spec, such as `cancelOrder`.
    public let operation: String
    /// The call's number, unique in this process.
    public let call: UInt64
    /// The attempt's number, from 1.
    public let attempt: Int
    /// The time since the call's start.
    public let time: Duration
    /// What happened.
    public let step: Step
}

extension CallEvent: CustomStringConvertible {
    /// The call, the time and the step, on one line.
    public var description: String {
        let text: String =
            switch step {
            case .attemptStarted(let request): request
            case .sent: "sent"
            case .firstByte: "first byte"
            case .attemptFinished(let attempt):
                (attempt.state.map { "\($0)" } ?? "\(attempt.outcome)") + (attempt.detail.map { ": \($0)" } ?? "")
            case .retryScheduled(let delay, let outcome): "again in \(delay.brief) after \(outcome)"
            case .throttled(let delay): "held back for \(delay.brief)"
            case .reauthenticating: "asks for other credentials"
            case .preparing: "waits for what has to come first in the session"
            }
        return "\(venue) \(operation) #\(call).\(attempt) +\(time.brief) \(text)"
    }
}

extension Duration {
    /// The time of a word such as `250ms`, `2s`, `1m` or `3h`; `nil` for other words and for more than a day.
    package init?(word: String) {
        let units: [(name: String, length: Duration)] = [
            ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3600)),
        ]
        guard let unit = units.first(where: { word.hasSuffix($0.name) }),
            case let digits = word.utf8.dropLast(unit.name.utf8.count), digits.allSatisfy(PercentEncoding.isDigit),
            let count = Int(String(decoding: digits, as: UTF8.self)), count <= 86_400_000,
            unit.length * count <= .seconds(86_400)
        else { return nil }
        self = unit.length * count
    }

    /// The duration as people read it, such as `12.3 ms` or `4.5 s`: cut after a tenth of the unit.
    package var brief: String {
        let (seconds, attoseconds) = components
        if seconds == 0 {
            let microseconds = attoseconds / 1_000_000_000_000
            return "\(microseconds / 1000).\(abs(microseconds / 100 % 10)) ms"
        }
        return "\(seconds).\(abs(attoseconds / 100_000_000_000_000_000)) s"
    }
}
