/// What a mass cancel came to.
public struct MassCancelSummary: Hashable, Sendable {
    /// The orders by class of outcome, each order once.
    public let tally: OutcomeTally
    /// Entries of the input that repeated an order and were not sent again.
    public let duplicates: Int
    /// The clients that were given no more orders, because their credentials were refused or could not be had.
    public let stoppedClients: Set<Int>
    /// Whether the mass cancel was stopped before its end.
    public let wasStopped: Bool
    /// How long it took.
    public let elapsed: Duration
}
