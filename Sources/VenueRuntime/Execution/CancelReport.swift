/// What a cancel came to, and all that is known about it.
public struct CancelReport: Hashable, Sendable {
    /// The venue's name, as in its spec.
    public let venue: String
    /// The call's name in the spec, such as `cancelOrder`.
    public let operation: String
    /// The input, by the venue's own names.
    public var input: JSONValue { reportedInput.value }
    let reportedInput: ReportedInput
    /// What the cancel came to.
    ///
    /// After an attempt that left it open, only an answer about the order itself replaces ``CancelOutcome/unknown(_:)``;
    /// a later refusal says nothing about the earlier attempt.
    public let outcome: CancelOutcome
    /// What the outcome rests on; `nil` if there was no answer.
    public let evidence: Evidence?
    /// How much of the order was executed, as the reply that decided tells it; `nil` if it does not, which is not zero.
    public var quantities: Quantities? { evidence?.quantities }
    /// Whether an attempt before the deciding one may have acted on the order.
    ///
    /// ``CancelOutcome/gone``, ``CancelOutcome/unknownOrder``, ``CancelOutcome/alreadyPending`` or
    /// ``CancelOutcome/tooLate(_:)`` can then be the earlier attempt's own doing: the order was canceled by it or ended
    /// before.
    public let followsUnknownAttempt: Bool
    /// Why there is no answer, if more is known than the outcome says.
    public let problem: CallProblem?
    /// What was handed to the transport, in order; empty if nothing was.
    public let attempts: [CallAttempt]
    /// How to learn the final state, best first, as the spec says.
    public let confirmations: [Confirmation]
    /// How long the call took, waits and retries included.
    public let duration: Duration
}

extension CancelReport {
    /// The report as it reads where an earlier call for the same order, of this process or another, may have acted.
    ///
    /// A refusal of the repeat, or that nothing was sent this time, says nothing about the earlier call: the outcome stays
    /// unknown, and ``evidence`` is what the venue said of the repeat. Every other answer is about the order itself.
    ///
    /// - Parameter earlier: What the earlier call left open.
    /// - Returns: The same, with what the earlier call left open.
    public func following(_ earlier: UnknownCause) -> CancelReport {
        CancelReport(
            venue: venue, operation: operation, reportedInput: reportedInput, outcome: outcome.following(earlier),
            evidence: evidence, followsUnknownAttempt: true, problem: problem, attempts: attempts,
            confirmations: confirmations, duration: duration)
    }
}

extension CancelOutcome {
    /// What the outcome is worth where an earlier call for the same order may have acted.
    ///
    /// - Parameter earlier: What the earlier call left open.
    /// - Returns: The same, with what the earlier call left open.
    public func following(_ earlier: UnknownCause) -> CancelOutcome {
        switch self {
        case .rejected, .throttled, .notSent: .unknown(earlier)
        case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending, .unknown: self
        }
    }
}

/// The input of a call, made into a JSON value only when somebody looks.
enum ReportedInput: Hashable, Sendable {
    case value(JSONValue)
    case model(any JSONWritable & Sendable)

    var value: JSONValue {
        switch self {
        case .value(let value): value
        case .model(let model): (try? JSONValue(jsonBytes: model.jsonBytes())) ?? .null
        }
    }

    static func == (left: ReportedInput, right: ReportedInput) -> Bool { left.value == right.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension CancelReport: CustomStringConvertible {
    /// The call, its outcome, what the outcome rests on, and the effort, on one line.
    public var description: String {
        var text = "\(venue) \(operation): \(outcome)"
        if followsUnknownAttempt { text += " (an earlier attempt may have canceled it)" }
        if let quantities { text += ", \(quantities)" }
        if let evidence { text += ", by rule '\(evidence.rule)'" }
        if let problem { text += ", \(problem)" }
        return text + ", \(attempts.count) \(attempts.count == 1 ? "attempt" : "attempts") in \(duration.brief)"
    }
}

/// Why a call gave no response: how far it came and what is known of the order.
///
/// Holds no secrets and no values of the input.
public struct CallError: Error, Hashable, Sendable {
    /// How far a call came.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// Its input was being checked; nothing can have left.
        case input
        /// It waited for credentials, or these could not be sent; nothing can have left.
        case credentials
        /// It waited for its turn under the rate limit; nothing can have left.
        case rateLimit
        /// It was about to be handed to the transport.
        case start
        /// A transport had the request; ``CallError/knowledge-swift.property`` tells whether it can have left.
        case transport
    }

    /// Whether the request can have reached the venue.
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
    /// Whether the request can have reached the venue, and why there is no response.
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
