internal import VenueSpec

/// What an outcome proves about the order, whatever the reason.
enum Proof: Hashable {
    /// It is cancelled.
    case canceled
    /// A cancel was accepted, and how it ends is open.
    case pending
    /// It ended in another way.
    case over
    /// The venue does not know it.
    case notKnown
    /// It is not known or has ended.
    case gone
    /// An earlier cancel is under way.
    case alreadyPending
    /// Nothing happened to it.
    case untouched
    /// Nothing is proven.
    case none
}

extension Outcome {
    /// What it proves about the order.
    var proof: Proof {
        switch self {
        case .canceled: .canceled
        case .pendingCancel: .pending
        case .tooLate: .over
        case .unknownOrder: .notKnown
        case .gone: .gone
        case .alreadyPending: .alreadyPending
        case .rejected, .throttled(.notProcessed): .untouched
        case .throttled(.unknown), .unknown: .none
        }
    }

    /// Whether a caller can rest: what became of the order is proven.
    var isSettled: Bool {
        switch proof {
        case .canceled, .over, .notKnown, .gone, .untouched: true
        case .pending, .alreadyPending, .none: false
        }
    }

    /// Whether an accepted cancel ended the order, of outcomes that speak of an accepted one; `nil` for all others.
    var isFinal: Bool? {
        switch self {
        case .canceled, .tooLate, .gone: true
        case .pendingCancel, .alreadyPending: false
        default: nil
        }
    }
}
