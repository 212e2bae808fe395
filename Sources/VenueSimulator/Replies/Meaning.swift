internal import VenueSpec

/// What a simulated venue wants to say.
enum Meaning: Hashable, CaseIterable {
    /// The cancel was carried out.
    case canceled
    /// The cancel was taken on and is under way.
    case pending
    /// A cancel was under way already.
    case alreadyPending
    /// The order was cancelled before.
    case wasCanceled
    /// The order was filled before.
    case wasFilled
    /// The order expired before.
    case wasExpired
    /// There is no such order.
    case unknownOrder
    /// The credentials are missing or wrong.
    case unauthenticated
    /// A rate limit was exceeded.
    case throttled
    /// The request breaks the documentation.
    case invalid
    /// The request is refused although nothing is wrong with it.
    case refused
    /// The venue fails.
    case serverError

    /// The outcomes that say so, the plainest first.
    ///
    /// None claims more than is true: a venue that cannot say that an order was filled says that it is gone. One that can
    /// say nothing of the kind refuses, or acknowledges what comes to nothing.
    var outcomes: [Outcome] {
        let refusals: [Outcome] = [.rejected(.other), .rejected(.invalidRequest), .rejected(.notSupported)]
        let ended: [Outcome] = [.rejected(.other), .unknownOrder, .rejected(.invalidRequest), .pendingCancel]
        return switch self {
        case .canceled: [.canceled, .pendingCancel]
        case .pending: [.pendingCancel]
        case .alreadyPending: [.alreadyPending, .pendingCancel, .rejected(.other), .rejected(.invalidRequest)]
        case .wasCanceled: [.gone, .tooLate(.unspecified), .canceled, .alreadyPending] + ended
        case .wasFilled: [.tooLate(.filled), .gone, .tooLate(.unspecified)] + ended
        case .wasExpired: [.tooLate(.expired), .gone, .tooLate(.unspecified)] + ended
        case .unknownOrder: [.unknownOrder, .gone, .rejected(.other), .rejected(.invalidRequest)]
        case .unauthenticated: [.rejected(.authentication)]
        case .throttled: [.throttled(.notProcessed), .throttled(.unknown)]
        case .invalid: [.rejected(.invalidRequest), .rejected(.other)]
        case .refused: refusals + [.rejected(.permission)]
        case .serverError: [.unknown(.serverError), .unknown(.venueTimeout)]
        }
    }

    /// Whether a reply of that status and outcome can say so.
    ///
    /// A 400 that finds the request invalid is about the request, such as a malformed id, and says nothing of the state an
    /// order is in; a 409 or 422 may.
    func allows(status: Int, outcome: Outcome) -> Bool {
        switch self {
        case .canceled, .pending: (200..<300).contains(status)
        case .serverError: status >= 500
        case .alreadyPending, .wasCanceled, .wasFilled, .wasExpired, .unknownOrder:
            status != 400 || outcome != .rejected(.invalidRequest)
        case .unauthenticated, .throttled, .invalid, .refused: true
        }
    }

    /// The status of an answer outside the documentation, where the venue documents none that says so.
    var plainStatus: Int {
        switch self {
        case .canceled, .pending, .refused: 500
        case .alreadyPending, .wasCanceled, .wasFilled, .wasExpired: 409
        case .unknownOrder: 404
        case .unauthenticated: 401
        case .throttled: 429
        case .invalid: 400
        case .serverError: 502
        }
    }
}
