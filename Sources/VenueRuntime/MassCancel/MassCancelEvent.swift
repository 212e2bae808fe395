/// A step of a mass cancel.
public enum MassCancelEvent: Hashable, Sendable {
    /// An order is done; each order of the input is told once.
    case finished(MassCancelResult, MassCancelProgress)
    /// An entry of the input names an order that an earlier one names; it was not sent again.
    case duplicate(position: Int, of: Int, MassCancelProgress)
    /// A client is given no more orders, because its credentials were refused or could not be had.
    case clientStopped(Int)
}
