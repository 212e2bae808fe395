/// How a call ended: the attempts, and the one that decides.
struct CallEnding: Sendable {
    /// What was handed to the transport.
    private(set) var attempts: [CallAttempt] = []
    /// The index of the deciding attempt, if there was any.
    private var deciding: Int?
    /// Whether an attempt before the deciding one may have acted.
    private(set) var followsUnknownAttempt = false
    /// The venue's answer in the deciding attempt.
    private(set) var reply: HTTPResponse?
    /// Why nothing was handed to the transport, as long as that is so.
    private var cause: NotSentCause
    /// How far the call came.
    private(set) var stage: CallError.Stage
    /// What is known beyond the outcome.
    private(set) var problem: CallProblem?
    /// How long the call took.
    var duration: Duration = .zero

    /// The end of a call that was never handed to the transport.
    init(notSent cause: NotSentCause, at stage: CallError.Stage, _ problem: CallProblem? = nil) {
        self.cause = cause
        self.stage = stage
        self.problem = problem
    }

    /// The attempt that decides, if there was any.
    private var decidingAttempt: CallAttempt? {
        deciding.flatMap { attempts.indices.contains($0) ? attempts[$0] : nil }
    }

    /// What the call came to.
    var outcome: CancelOutcome { decidingAttempt?.outcome ?? .notSent(cause) }

    /// Takes in an attempt.
    ///
    /// It decides unless an earlier one weighs more: after an attempt that may have acted, only an answer about the order
    /// itself counts, and whatever a venue answered counts more than that nothing was sent.
    mutating func add(_ attempt: CallAttempt, _ reply: HTTPResponse?) {
        let isOpen = attempts.contains { $0.leavesOpen }
        let weighsLess: Bool =
            switch attempt.outcome {
            case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending, .unknown: false
            case .rejected, .throttled: isOpen
            case .notSent: attempts.contains { $0.evidence != nil || $0.leavesOpen }
            }
        attempts.append(attempt)
        if weighsLess { return }
        deciding = attempts.count - 1
        self.reply = reply
        followsUnknownAttempt = isOpen
        stage = .transport
        problem = attempt.detail.map(CallProblem.transport)
    }

    /// Takes in that no further attempt follows, and why; it decides only if nothing was handed to the transport.
    mutating func stop(_ cause: NotSentCause, at stage: CallError.Stage, _ problem: CallProblem?) {
        guard attempts.isEmpty else {
            self.problem = self.problem ?? problem
            return
        }
        self.cause = cause
        self.stage = stage
        self.problem = problem
    }

    /// The end as a report.
    func report<Operation: CancelOperation>(of _: Operation.Type, input: ReportedInput) -> CancelReport {
        CancelReport(
            venue: Operation.venue, operation: Operation.name, reportedInput: input, outcome: outcome,
            evidence: decidingAttempt?.evidence, followsUnknownAttempt: followsUnknownAttempt, problem: problem,
            attempts: attempts,
            confirmations: Operation.confirmations, duration: duration)
    }

    /// The end as an error, where there is no response.
    func error<Operation: CancelOperation>(of _: Operation.Type) -> CallError {
        let knowledge: CallError.Knowledge =
            switch outcome {
            case .notSent(let cause): .notSent(cause)
            case .unknown(let cause): .unknown(cause)
            default: .unknown(.inconclusive)
            }
        return CallError(
            venue: Operation.venue, operation: Operation.name, stage: stage, knowledge: knowledge, problem: problem,
            attempts: attempts)
    }
}
