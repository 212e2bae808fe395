public import VenueRuntime

/// Everything a simulated venue received and did, in order.
public struct Ledger: Sendable, Hashable {
    /// Every request that reached the venue, in order of arrival.
    public var requests: [Request]
    /// The changes of orders' states.
    public var transitions: [Transition]
    /// Every order as it stands: the truth that clients are held against.
    public var orders: [SimulatedOrder]

    /// One request that reached the venue.
    public struct Request: Sendable, Hashable {
        /// Its number, from 0.
        public var number: Int
        /// The order it was for, if it could be read; `nil` for a read of many and a cancel of all.
        public var order: OrderKey?
        /// Whether it only reads.
        public var isRead: Bool
        /// Whether it asks for credentials, or readies a session.
        public var isLogin: Bool
        /// Its method and path; the query is left out, since some venues put secrets there.
        public var line: String
        /// The fault that was played; `nil` for none.
        public var fault: Fault?
        /// Whether the network delivered it a second time; the client sent it once.
        public var isDuplicate: Bool
        /// What the venue made of it; `nil` until the venue has worked on it, and for a fault that keeps it from that.
        public var effect: Effect?
        /// Which credential or computed value the venue refused the request for and why, such as `'signature' is not what the
        /// request gives` or `the session has ended`; never what it came as; `nil` where it did not.
        public var refusal: String?
        /// What the venue's answer means by its documentation, in the words of `CancelOutcome.description`, such as
        /// `canceled`, of `OrderState.description`, or of `LoginOutcome.description`; `nil` where no answer left, it tells of many orders, or no call has
        /// the request's method and path.
        public var told: String?
    }

    /// What a venue made of a request.
    public enum Effect: Sendable, Hashable {
        /// No call has that method and path.
        case notRouted
        /// The credentials are missing or wrong, or what a login gave has ended.
        case unauthenticated
        /// The login was granted: it gave credentials, or readied the session.
        case granted
        /// A call is missing that has to come first in the session.
        case unprepared
        /// A rate limit was exceeded.
        case throttled
        /// The request breaks the documentation; tells how.
        case invalid(String)
        /// There is no such order.
        case unknownOrder
        /// The cancel was taken on.
        case canceled
        /// The order was in this state already.
        case tooLate(SimulatedOrderState)
        /// The orders it asks for were told.
        case read
    }

    /// One change of an order's state.
    public struct Transition: Sendable, Hashable {
        /// The order, by the first of its keys.
        public var order: OrderKey
        /// The state it left.
        public var from: SimulatedOrderState
        /// The state it took.
        public var to: SimulatedOrderState
        /// When that was.
        public var instant: ContinuousClock.Instant
        /// What was executed of it by then.
        public var filled: ExactDecimal
        /// The request that caused it; `nil` where the market did.
        public var request: Int?
    }

    /// How many cancels of an order a client sent; what the network doubled counts once.
    public func requestCount(for order: OrderKey) -> Int {
        requests.count { $0.order == order && !$0.isDuplicate && !$0.isRead }
    }
}

extension Ledger.Effect: CustomStringConvertible {
    /// The effect in one word or two, such as `canceled` or `tooLate(filled)`.
    public var description: String {
        switch self {
        case .notRouted: "notRouted"
        case .unauthenticated: "unauthenticated"
        case .granted: "granted"
        case .unprepared: "unprepared"
        case .throttled: "throttled"
        case .invalid(let problem): "invalid: \(problem)"
        case .unknownOrder: "unknownOrder"
        case .canceled: "canceled"
        case .tooLate(let state): "tooLate(\(state.rawValue))"
        case .read: "read"
        }
    }
}
