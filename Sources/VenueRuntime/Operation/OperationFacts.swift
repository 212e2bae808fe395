/// Whether sending the same cancel again is safe.
public enum Repeatability: String, Hashable, Sendable, CaseIterable {
    /// A repeat cannot change another order or be counted as a fault.
    case safe
    /// A repeat is refused or harmful.
    case unsafe
    /// Nobody says.
    case undocumented
}

/// How many requests a venue takes in a period.
public struct RateLimit: Hashable, Sendable {
    /// Requests allowed in ``period``.
    public let requests: Int
    /// The period.
    public let period: Duration
    /// Requests that may come at once, if the venue says.
    public let burst: Int?
    /// What is counted together.
    public let scope: Scope
    /// Other traffic that draws on the same limit, such as `websocket`.
    public let sharedWith: [String]

    /// What a limit counts together.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// All requests of a user.
        case user
        /// All requests for an account.
        case account
        /// All requests with a key.
        case key
        /// All requests from an address.
        case address
        /// All requests of a session.
        case session
    }

    /// Makes a limit.
    public init(requests: Int, per period: Duration, burst: Int? = nil, scope: Scope, sharedWith: [String] = []) {
        self.requests = requests
        self.period = period
        self.burst = burst
        self.scope = scope
        self.sharedWith = sharedWith
    }
}

/// A way to learn the final state of an order.
public struct Confirmation: Hashable, Sendable {
    /// The venue's name for the call or stream, such as `GetOrderStatus`.
    public let call: String
    /// Order statuses it reports and what each proves, in spec order.
    public let statuses: [Status]

    /// An order status and what it proves.
    public struct Status: Hashable, Sendable {
        /// The status on the wire.
        public let status: String
        /// What it proves.
        public let outcome: CancelOutcome

        /// Makes a pair.
        public init(_ status: String, _ outcome: CancelOutcome) {
            self.status = status
            self.outcome = outcome
        }
    }

    /// Makes a way to confirm.
    public init(_ call: String, statuses: [Status] = []) {
        self.call = call
        self.statuses = statuses
    }

    /// What an order status proves; `nil` if the spec does not list it.
    public func outcome(of status: String) -> CancelOutcome? {
        statuses.first { FieldMatch.equals($0.status, status) }?.outcome
    }
}
