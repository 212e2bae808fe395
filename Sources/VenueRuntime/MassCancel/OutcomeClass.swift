/// Outcomes by what is left to do about the order, from nothing to most.
public enum OutcomeClass: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// It is cancelled.
    case canceled
    /// A cancel is under way; confirm it.
    case pending
    /// It ended otherwise, or is not known any more or at all.
    case ended
    /// The venue refused the request.
    case rejected
    /// A rate limit refused the request.
    case throttled
    /// Nothing was sent.
    case notSent
    /// Nothing proves what became of it.
    case unknown

    /// Orders by severity.
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
