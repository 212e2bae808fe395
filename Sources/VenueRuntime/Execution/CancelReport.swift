/// What a cancel came to, and all that is known about it.
public struct CancelReport: Hashable, Sendable {
    /// The venue's name, as in its spec.
    public let venue: String
    /// The call's name in the spec, such as `cancelOrder`.
    public let operation: String
    /// The input, by the venue's own names.
    public var input: JSONValue { reportedInput.value }
    let reportedInput: ReportedInput
    /// What the cancel itself came to, whatever was read afterwards.
    ///
    /// After an attempt that left it open, only an answer about the order itself replaces ``CancelOutcome/unknown(_:)``;
    /// a later refusal says nothing about the earlier attempt.
    public let cancelOutcome: CancelOutcome
    /// What ``cancelOutcome`` rests on; `nil` if there was no answer.
    public let cancelEvidence: Evidence?
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
    /// How long the call took, with all waits, retries and reads.
    public internal(set) var duration: Duration
    /// What was read of the order after the cancel, in the order it was read.
    public internal(set) var reads: [OrderRead] = []
}

extension CancelReport {
    /// What is proven of the order at last.
    ///
    /// A final state that was read is proof, whatever the cancel came to. No other state changes what the cancel came to
    /// (``lastState`` tells it), with one exception: an order that the cancel did not find and that is read alive is
    /// unknown. That a cancel is pending after one that was lost does not prove that it is the same, nor that it will not be
    /// refused.
    public var outcome: CancelOutcome { reads.isEmpty ? cancelOutcome : proof.outcome }

    /// What the outcome rests on: a read, or the reply to the cancel; `nil` if there was no answer.
    public var evidence: Evidence? {
        guard !reads.isEmpty, let index = proof.deciding, reads.indices.contains(index) else { return cancelEvidence }
        return reads[index].evidence
    }

    /// How much of the order was executed: as the last reply tells it that proves the order's end, else the newest that
    /// tells it; `nil` if none does, which is not zero.
    public var quantities: Quantities? {
        if let told = reads.last(where: { $0.state.isFinal && $0.quantities != nil }) { return told.quantities }
        if cancelOutcome.isProven, let told = cancelEvidence?.quantities { return told }
        return reads.last { $0.quantities != nil }?.quantities ?? cancelEvidence?.quantities
    }

    /// The newest state that was read of the order and says anything; that of a read that proved nothing if there is
    /// no other, `nil` if nothing was read.
    public var lastState: OrderState? {
        reads.last { if case .unknown = $0.state { false } else { true } }?.state ?? reads.last?.state
    }

    /// Two of the venue's words on the order that cannot both be true, such as `canceled, then working`; `nil` if there
    /// are none.
    ///
    /// They are never averaged: an end that was read first stays the outcome, and where only one of the two could be an
    /// end, the outcome is unknown.
    public var contradiction: String? { reads.isEmpty ? nil : proof.contradiction }

    private var proof: OrderProof { OrderProof(cancelOutcome, reads.map(\.state)) }

    /// The report with a further read of its order, such as one by ``VenueClient/orderState(_:deadline:)``.
    public func adding(_ read: OrderRead) -> CancelReport {
        var report = self
        report.reads.append(read)
        return report
    }
}

extension CancelReport {
    /// What is known of a call that may have been sent by a process that ended before it could tell.
    package init(
        venue: String, operation: String, input: JSONValue, lost cause: UnknownCause, followsUnknownAttempt: Bool,
        because problem: String, confirmations: [Confirmation]
    ) {
        self.init(
            venue: venue, operation: operation, reportedInput: .value(input), cancelOutcome: .unknown(cause),
            cancelEvidence: nil, followsUnknownAttempt: followsUnknownAttempt, problem: .told(problem), attempts: [],
            confirmations: confirmations, duration: .zero)
    }

    /// The report as it reads where an earlier call for the same order, of this process or another, may have acted.
    ///
    /// A refusal of the repeat, or that nothing was sent this time, says nothing about the earlier call: the outcome stays
    /// unknown, and ``evidence`` is what the venue said of the repeat. Every other answer is about the order itself.
    ///
    /// - Parameter earlier: What the earlier call left open.
    /// - Returns: The same, with what the earlier call left open.
    public func following(_ earlier: UnknownCause) -> CancelReport {
        CancelReport(
            venue: venue, operation: operation, reportedInput: reportedInput,
            cancelOutcome: cancelOutcome.following(earlier), cancelEvidence: cancelEvidence,
            followsUnknownAttempt: true, problem: problem, attempts: attempts, confirmations: confirmations,
            duration: duration, reads: reads)
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
        if let lastState {
            text += ", \(reads.count) \(reads.count == 1 ? "read" : "reads") after \(cancelOutcome), last \(lastState)"
        }
        if let contradiction { text += " (\(contradiction))" }
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
