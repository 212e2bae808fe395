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
