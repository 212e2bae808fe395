/// What a cancel came to, in FIX's terms.
///
/// An acknowledgement and a cancelled order are different cases, and so are a refusal and an answer that proves nothing.
public enum CancelOutcome: Hashable, Sendable {
    /// The venue proved the order is cancelled: OrdStatus (39) = 4.
    case canceled
    /// The venue accepted the request; whether the order is cancelled is still to be confirmed: OrdStatus (39) = 6.
    case pendingCancel
    /// The order is proven to have ended otherwise: CxlRejReason (102) = 0.
    case tooLate(TerminalStatus)
    /// The venue proved it knows no such order: CxlRejReason (102) = 1.
    case unknownOrder
    /// Not known or already ended; the venue does not tell which. FIX has no word for it.
    case gone
    /// A cancel of the order is already under way: CxlRejReason (102) = 3.
    case alreadyPending
    /// The venue refused the request: CxlRejReason (102) = 99. Its own code and text are in the evidence.
    case rejected(RejectionReason)
    /// A rate limit refused the request; whether the venue acted on it all the same, the spec says.
    case throttled(retryAfter: RetryAfter?, processing: Processing)
    /// The request provably never left: the order is as it was.
    case notSent(NotSentCause)
    /// The request may have been sent and nothing proves what it did. Never to be read as "not cancelled".
    case unknown(UnknownCause)
}

/// How an order ended when it was not cancelled.
public enum TerminalStatus: String, Hashable, Sendable, CaseIterable {
    /// It traded in full: OrdStatus (39) = 2.
    case filled
    /// Its time ran out: OrdStatus (39) = C.
    case expired
    /// The venue refused the order itself: OrdStatus (39) = 8.
    case rejected
    /// The venue does not say how.
    case unspecified
}

/// Why a venue refused a request.
public enum RejectionReason: String, Hashable, Sendable, CaseIterable {
    /// It does not know who asks: the credentials are missing, wrong or expired.
    case authentication
    /// It knows who asks and does not allow it.
    case permission
    /// It cannot make sense of the request.
    case invalidRequest
    /// It does not do this for such an order, account or market.
    case notSupported
    /// The time in the request is too far from its own; see ``Evidence/clockOffset``.
    case clock
    /// It misses a call that has to come first in the session; clients make that call again, and the request once more.
    case precondition
    /// It gave another reason, or none.
    case other
}

/// Whether a venue acted on a request it throttled.
public enum Processing: String, Hashable, Sendable, CaseIterable {
    /// It states that it did not.
    case notProcessed
    /// The venue's page does not tell, so it may have acted.
    case unknown
}

/// Why a request provably never left.
public enum NotSentCause: String, Hashable, Sendable, CaseIterable {
    /// The input broke a constraint; see ``InvalidInput``.
    case invalidInput
    /// The credentials cannot be sent; see ``InvalidCredentials``.
    case invalidCredentials
    /// The credentials could not be had: their provider failed.
    case credentialsUnavailable
    /// A call that has to come first in the session failed.
    case precondition
    /// The host's name has no address, or no name server answered.
    case hostNotFound
    /// No connection came about: refused, unreachable, or none in time.
    case connectionFailed
    /// The server could not prove who it is, or no common TLS version was found.
    case tlsFailed
    /// A local rate limit held it back.
    case localThrottle
    /// The deadline passed before it was sent.
    case deadline
    /// The caller gave up, or the client was shut down, before it was sent.
    case interrupted
}

/// Why nothing proves what a request did.
public enum UnknownCause: String, Hashable, Sendable, CaseIterable {
    /// The venue reports a failure of its own.
    case serverError
    /// The venue reports that it waited in vain.
    case venueTimeout
    /// The reply contradicts itself or leaves it open.
    case inconclusive
    /// The reply does not have the documented shape.
    case unreadable
    /// The reply's status is not documented.
    case undocumented
    /// The reply names another order, so it answers another request; ``Evidence/otherOrder`` holds what was asked and
    /// what was named.
    case otherOrder
    /// No reply came in time.
    case timeout
    /// The connection ended before the reply did.
    case connectionLost
    /// The reply is larger than the transport accepts.
    case oversized
    /// The caller gave up waiting for the reply.
    case interrupted
}

extension CancelOutcome: CustomStringConvertible {
    /// The outcome in the words specs use, such as `rejected(invalidRequest)`.
    ///
    /// Stable; fit to be stored and searched.
    public var description: String {
        switch self {
        case .canceled: "canceled"
        case .pendingCancel: "pendingCancel"
        case .tooLate(let status): "tooLate(\(status.rawValue))"
        case .unknownOrder: "unknownOrder"
        case .gone: "gone"
        case .alreadyPending: "alreadyPending"
        case .rejected(let reason): "rejected(\(reason.rawValue))"
        case .throttled(_, let processing): "throttled(\(processing.rawValue))"
        case .notSent(let cause): "notSent(\(cause.rawValue))"
        case .unknown(let cause): "unknown(\(cause.rawValue))"
        }
    }
}

extension CancelOutcome {
    /// The outcome of a ``description``, without the wait a throttling venue asked for; `nil` for other words.
    package static func named(_ description: String) -> CancelOutcome? {
        let plain: [CancelOutcome] = [.canceled, .pendingCancel, .unknownOrder, .gone, .alreadyPending]
        let all =
            plain + TerminalStatus.allCases.map { .tooLate($0) } + RejectionReason.allCases.map { .rejected($0) }
            + Processing.allCases.map { .throttled(retryAfter: nil, processing: $0) }
            + NotSentCause.allCases.map { .notSent($0) } + UnknownCause.allCases.map { .unknown($0) }
        return all.first { $0.description == description }
    }
}

/// Outcomes by what is left to do about the order, from nothing to most.
public enum OutcomeClass: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// The order is proven cancelled; nothing is left to do.
    case canceled
    /// A cancel is under way; confirm it.
    case pending
    /// It ended otherwise, or is not known any more or at all.
    case ended
    /// The venue refused the request; the order is as it was.
    case rejected
    /// A rate limit refused the request; send it again later.
    case throttled
    /// Nothing was sent; the order is as it was.
    case notSent
    /// Nothing proves what became of the order; look it up at the venue.
    case unknown

    /// Whether less is left to do about the order.
    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension CancelOutcome {
    /// What is left to do about the order.
    public var outcomeClass: OutcomeClass {
        switch self {
        case .canceled: .canceled
        case .pendingCancel, .alreadyPending: .pending
        case .tooLate, .unknownOrder, .gone: .ended
        case .rejected: .rejected
        case .throttled: .throttled
        case .notSent: .notSent
        case .unknown: .unknown
        }
    }
}
