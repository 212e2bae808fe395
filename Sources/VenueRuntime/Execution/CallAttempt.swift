/// One request handed to the transport, and what became of it.
public struct CallAttempt: Hashable, Sendable {
    /// Its place in the call, from 1.
    public let number: Int
    /// When it was handed over, from the call's start.
    public let started: Duration
    /// When its steps were reached, each from ``started``.
    public let timings: TransportTimings
    /// What it came to by itself.
    public let outcome: CancelOutcome
    /// What that rests on; `nil` if there was no answer.
    public let evidence: Evidence?
    /// What the system said of a failure, such as `Connection refused`.
    public let detail: String?

    /// Whether it may have acted on the order without anything proving that it did or did not.
    var leavesOpen: Bool {
        switch outcome {
        case .unknown, .throttled(_, .unknown): true
        default: false
        }
    }
}
