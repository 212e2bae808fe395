/// Decides whether a request may be sent again: a pure function of what is known.
struct RetryRules {
    /// What follows an attempt.
    enum Step: Hashable {
        /// Nothing; the outcome stands.
        case stop
        /// Another attempt.
        case retry
    }

    /// Whether a repeat does no harm, as the spec says.
    let repeatability: Repeatability
    /// Whether the caller can be told that an earlier attempt may have acted; a bare response cannot.
    let tellsEarlierAttempts: Bool

    /// What may follow an attempt.
    func step(after outcome: CancelOutcome) -> Step {
        let isRepeatable = repeatability == .safe && tellsEarlierAttempts
        switch outcome {
        case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending, .rejected: return .stop
        case .throttled(_, .notProcessed): return .retry
        case .throttled(_, .unknown): return isRepeatable ? .retry : .stop
        case .notSent(let cause): return Self.passes(cause) ? .retry : .stop
        case .unknown(let cause): return isRepeatable && Self.passes(cause) ? .retry : .stop
        }
    }

    /// Whether a cause can be gone a moment later.
    private static func passes(_ cause: NotSentCause) -> Bool {
        switch cause {
        case .hostNotFound, .connectionFailed, .tlsFailed: true
        case .invalidInput, .invalidCredentials, .credentialsUnavailable, .localThrottle, .deadline, .interrupted:
            false
        }
    }

    /// Whether a cause can be gone a moment later.
    private static func passes(_ cause: UnknownCause) -> Bool {
        switch cause {
        case .serverError, .venueTimeout, .inconclusive, .unreadable, .timeout, .connectionLost: true
        case .undocumented, .otherOrder, .oversized, .interrupted: false
        }
    }
}

extension HTTPResponse {
    /// How long the venue asks to wait, if it asks.
    ///
    /// A date is held against the reply's own `Date`, not against a clock that may be set wrong.
    /// - Returns: `nil` without a readable `Retry-After`; ``RequestedWait/unmeasurable`` for a date without a `Date`.
    var requestedWait: RequestedWait? {
        switch retryAfter {
        case nil: return nil
        case .seconds(let seconds): return .atLeast(.seconds(seconds))
        case .date(let date):
            guard let now = headers["Date"].flatMap(HTTPDate.init) else { return .unmeasurable }
            return .atLeast(.seconds(max(0, date.secondsSinceEpoch - now.secondsSinceEpoch)))
        }
    }
}

/// A wait a venue asks for.
enum RequestedWait: Hashable {
    /// This long.
    case atLeast(Duration)
    /// Until a moment that cannot be told from the reply.
    case unmeasurable
}
