/// Where an order of a simulated venue stands.
public enum OrderState: String, Hashable, Sendable, CaseIterable {
    /// Live in the book.
    case open
    /// A cancel was taken on and has not taken effect.
    case pendingCancel
    /// Cancelled.
    case canceled
    /// Traded in full.
    case filled
    /// Ended by its time in force.
    case expired

    /// Whether nothing can happen to the order any more.
    public var isTerminal: Bool {
        switch self {
        case .open, .pendingCancel: false
        case .canceled, .filled, .expired: true
        }
    }
}
