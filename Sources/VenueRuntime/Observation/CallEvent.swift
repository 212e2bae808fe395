/// A step of a call, as an observer is told it.
///
/// Holds no secrets: the request line has none, and header fields and bodies are left out.
public struct CallEvent: Hashable, Sendable {
    /// The steps.
    public enum Step: Hashable, Sendable {
        /// A request is handed to the transport: its method and URL.
        case attemptStarted(request: String)
        /// The request has been written.
        case sent
        /// The first byte of the answer arrived.
        case firstByte
        /// The attempt ended.
        case attemptFinished(CallAttempt)
        /// Another attempt follows after this time, because of this outcome.
        case retryScheduled(after: Duration, because: CancelOutcome)
        /// The rate limiter holds the request back for this time.
        case throttled(Duration)
        /// The venue refused the credentials; others are asked for.
        case reauthenticating
    }

    /// The venue's name.
    public let venue: String
    /// The operation's name.
    public let operation: String
    /// The call's number, unique in this process.
    public let call: UInt64
    /// The attempt's number, from 1.
    public let attempt: Int
    /// The time since the call's start.
    public let time: Duration
    /// The step.
    public let step: Step
}

extension CallEvent: CustomStringConvertible {
    /// The call, the time and the step, on one line.
    public var description: String {
        let text: String =
            switch step {
            case .attemptStarted(let request): request
            case .sent: "sent"
            case .firstByte: "first byte"
            case .attemptFinished(let attempt): "\(attempt.outcome)" + (attempt.detail.map { ": \($0)" } ?? "")
            case .retryScheduled(let delay, let outcome): "again in \(delay.brief) after \(outcome)"
            case .throttled(let delay): "held back for \(delay.brief)"
            case .reauthenticating: "asks for other credentials"
            }
        return "\(venue) \(operation) #\(call).\(attempt) +\(time.brief) \(text)"
    }
}
