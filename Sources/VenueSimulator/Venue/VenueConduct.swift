/// How a simulated venue conducts itself where its spec leaves it open.
public struct VenueConduct: Sendable {
    /// When an accepted cancel takes effect.
    public enum Settlement: Sendable, Hashable {
        /// At once.
        case atOnce
        /// When ``SimulatedVenue/settle(_:as:)`` is called; until then the cancel is pending.
        case later
    }

    /// The accepted secret of each credential by its name; any secret is accepted for a credential that is not listed.
    public var secrets: [String: String]
    /// Whether an order nobody told the venue about is an open one.
    public var opensUnknownOrders: Bool
    /// When an accepted cancel takes effect.
    public var settlement: Settlement
    /// The share of orders, from 0 to 1, that turn out to be filled when their first cancel arrives.
    public var filledFirst: Double
    /// The share of orders, from 0 to 1, that turn out to be expired when their first cancel arrives.
    public var expiredFirst: Double
    /// Whether the documented request limits are kept.
    public var limitsRate: Bool
    /// What goes wrong.
    public var faults: FaultPlan

    /// A venue without faults that accepts any secret, opens every order it is asked for and keeps its request limits.
    public init(
        secrets: [String: String] = [:], opensUnknownOrders: Bool = true, settlement: Settlement = .atOnce,
        filledFirst: Double = 0, expiredFirst: Double = 0, limitsRate: Bool = true, faults: FaultPlan = FaultPlan()
    ) {
        self.secrets = secrets
        self.opensUnknownOrders = opensUnknownOrders
        self.settlement = settlement
        self.filledFirst = filledFirst
        self.expiredFirst = expiredFirst
        self.limitsRate = limitsRate
        self.faults = faults
    }
}
