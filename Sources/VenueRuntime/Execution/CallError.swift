/// Why a call gave no response: how far it came and what is known of the order.
///
/// Holds no secrets and no values of the input.
public struct CallError: Error, Hashable, Sendable {
    /// How far a call came.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// The input was checked.
        case input
        /// Credentials were gathered.
        case credentials
        /// It waited for the rate limit.
        case rateLimit
        /// It was about to be handed to the transport.
        case start
        /// The transport had it.
        case transport
    }

    /// What is known of the request.
    public enum Knowledge: Hashable, Sendable {
        /// It provably never left.
        case notSent(NotSentCause)
        /// It may have left and nothing proves what it did. Never to be read as "not cancelled".
        case unknown(UnknownCause)
    }

    /// The venue's name.
    public let venue: String
    /// The operation's name.
    public let operation: String
    /// How far the call came.
    public let stage: Stage
    /// What is known.
    public let knowledge: Knowledge
    /// Why, if more is known than ``knowledge`` says.
    public let problem: CallProblem?
    /// What was handed to the transport, in order.
    public let attempts: [CallAttempt]
}

extension CallError: CustomStringConvertible {
    /// The call, the stage, what is known and why, on one line.
    public var description: String {
        let known: String =
            switch knowledge {
            case .notSent(let cause): "not sent (\(cause.rawValue))"
            case .unknown(let cause): "unknown (\(cause.rawValue)), it may have been sent"
            }
        return "\(venue) \(operation) at stage \(stage.rawValue): \(known)" + (problem.map { ": \($0)" } ?? "")
    }
}
