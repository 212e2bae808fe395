/// One order of a mass cancel.
public struct MassCancelOrder: Hashable, Sendable {
    /// Which of the clients cancels it: an index of ``MassCancel/clients``.
    public var client: Int
    /// What the client is given, by the venue's own names.
    public var input: JSONValue
    /// What tells the order from the client's other orders.
    public var identity: JSONValue
    /// What an earlier call for the order left open; `nil` if there was none, or its end is known.
    public var earlier: UnknownCause?

    /// Makes an order.
    ///
    /// - Parameters:
    ///   - input: What the client is given.
    ///   - identity: What tells the order from others; `nil` for the whole input. Give the identifying parameters alone
    ///     where inputs hold others: two inputs for one order are then one order.
    ///   - client: Which of the clients cancels it.
    ///   - earlier: What an earlier call for the order left open, as in ``CancelReport/following(_:)``.
    public init(_ input: JSONValue, identity: JSONValue? = nil, client: Int = 0, following earlier: UnknownCause? = nil)
    {
        self.earlier = earlier
        self.client = client
        self.input = input
        self.identity = identity ?? input
    }
}
