/// How far a mass cancel has come.
public struct MassCancelProgress: Hashable, Sendable {
    /// The orders that are done, by class; duplicates are not among them.
    public let tally: OutcomeTally
    /// Entries of the input that repeat an order.
    public let duplicates: Int
    /// Entries of the input, if their number is known.
    public let total: Int?
    /// The time since the start.
    public let elapsed: Duration
    /// Orders per second over the last seconds; 0 until there is anything to measure.
    public let rate: Double

    /// Entries of the input that are dealt with.
    public var done: Int { tally.total + duplicates }

    /// The time the rest takes at the present rate; `nil` where the total is unknown or nothing moves.
    public var remaining: Duration? {
        guard let total else { return nil }
        let rest = max(0, total - done)
        if rest == 0 { return .zero }
        let seconds = Double(rest) / rate
        return seconds.isFinite && seconds < 1e9 ? .seconds(seconds) : nil
    }
}
