/// What a mass cancel tells while it runs, one event after the other.
public enum MassCancelEvent: Hashable, Sendable {
    /// An order is done; each order of the input is told once.
    case finished(MassCancelResult, MassCancelProgress)
    /// The cancel of an order is over and its end is not proven: it is read once all cancels are over.
    case unconfirmed(position: Int, CancelReport, MassCancelProgress)
    /// An entry of the input names an order that an earlier one names; it was not sent again.
    case duplicate(position: Int, of: Int, MassCancelProgress)
    /// A client is given no more orders, because its credentials were refused or could not be had.
    case clientStopped(Int)
}

/// What became of one order of a mass cancel.
public struct MassCancelResult: Hashable, Sendable {
    /// Why an order was never given to its client.
    public enum Skip: String, Hashable, Sendable, CaseIterable {
        /// The venue refused the client's credentials, or they could not be had, at an earlier order.
        case authenticationFailed
        /// The mass cancel was stopped before its turn.
        case stopped
        /// There is no client of the order's index.
        case noClient
    }

    /// How far an order came.
    public enum Fate: Hashable, Sendable {
        /// Its client was given it and reports this.
        case reported(CancelReport)
        /// No client was given it, so nothing was sent.
        case skipped(Skip)
    }

    /// The order's place in the input, from 1; duplicates are counted.
    public let position: Int
    /// The order, as the input has it.
    public let order: MassCancelOrder
    /// Whether its client was given it, and what came of that.
    public let fate: Fate

    /// What the cancel came to, with what an earlier call for the order left open.
    public var outcome: CancelOutcome {
        switch fate {
        case .reported(let report): report.outcome
        case .skipped(let skip): order.earlier.map(skip.outcome.following) ?? skip.outcome
        }
    }
}

extension MassCancelResult.Skip {
    fileprivate var outcome: CancelOutcome {
        switch self {
        case .authenticationFailed: .notSent(.credentialsUnavailable)
        case .stopped: .notSent(.interrupted)
        case .noClient: .notSent(.invalidInput)
        }
    }
}

/// How far a mass cancel has come.
public struct MassCancelProgress: Hashable, Sendable {
    /// The orders that are done, by class; duplicates are not among them.
    public let tally: OutcomeTally
    /// The orders whose cancels are over and whose ends are still looked for; they are not among those that are done.
    public let unconfirmed: Int
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

/// What a mass cancel came to.
public struct MassCancelSummary: Hashable, Sendable {
    /// The orders by class of outcome, each order once.
    public let tally: OutcomeTally
    /// The orders whose end is proven, whichever it is.
    public let proven: Int
    /// Those of them whose end was proven by a read after the cancel.
    public let provenByReads: Int
    /// How much of the orders was executed, as far as the venue told.
    public let fills: FillTally
    /// Entries of the input that repeated an order and were not sent again.
    public let duplicates: Int
    /// The clients that were given no more orders, because their credentials were refused or could not be had.
    public let stoppedClients: Set<Int>
    /// Whether the mass cancel was stopped before its end.
    public let wasStopped: Bool
    /// The time from the start to the end of the last order.
    public let elapsed: Duration
}

/// How much of some orders was executed, as far as replies tell.
public struct FillTally: Hashable, Sendable {
    /// How many orders replies told the filled quantity of, zero included.
    public private(set) var known = 0
    /// How many of them were filled, in part or in full.
    public private(set) var filled = 0
    /// The sum of the filled quantities, each in its own market's unit; `nil` if it would take too many digits.
    public private(set) var total: ExactDecimal? = ExactDecimal(0)

    /// A tally of no orders.
    public init() {}

    /// Counts what a reply told of one order; `nil`, or quantities of which none is the filled one, count for nothing.
    public mutating func add(_ quantities: Quantities?) {
        guard let quantity = quantities?.filled else { return }
        known += 1
        if !quantity.isZero { filled += 1 }
        total = total?.adding(quantity)
    }
}

/// How many orders came to which class of outcome.
public struct OutcomeTally: Hashable, Sendable {
    private var counts: [OutcomeClass: Int] = [:]
    /// How many orders were counted, of all classes.
    public private(set) var total = 0

    /// A tally of no orders.
    public init() {}

    /// The count of a class.
    public subscript(outcomeClass: OutcomeClass) -> Int { counts[outcomeClass] ?? 0 }

    /// The most severe class that occurred; `nil` before the first order.
    public var mostSevere: OutcomeClass? { counts.keys.max() }

    /// Counts one order.
    public mutating func add(_ outcomeClass: OutcomeClass) {
        counts[outcomeClass, default: 0] += 1
        total += 1
    }
}
