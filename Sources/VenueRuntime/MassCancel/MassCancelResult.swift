/// What became of one order of a mass cancel.
public struct MassCancelResult: Hashable, Sendable {
    /// Why an order was never given to its client.
    public enum Skip: String, Hashable, Sendable, CaseIterable {
        /// The venue refused the client's credentials, or they could not be had, at an earlier order.
        case authenticationFailed
        /// The mass cancel was stopped first.
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
    /// The order.
    public let order: MassCancelOrder
    /// How far it came.
    public let fate: Fate

    /// What the cancel came to.
    public var outcome: CancelOutcome {
        switch fate {
        case .reported(let report): report.outcome
        case .skipped(let skip): order.earlier.map(skip.outcome.following) ?? skip.outcome
        }
    }
}

extension MassCancelResult.Skip {
    /// What it comes to for an order nothing was sent for before.
    fileprivate var outcome: CancelOutcome {
        switch self {
        case .authenticationFailed: .notSent(.credentialsUnavailable)
        case .stopped: .notSent(.interrupted)
        case .noClient: .notSent(.invalidInput)
        }
    }
}
