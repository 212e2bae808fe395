/// How a call ended: the attempts, and the one that decides.
struct CallEnding: Sendable {
    private(set) var attempts: [CallAttempt] = []
    private var deciding: Int?
    /// Whether an attempt before the deciding one may have acted.
    private(set) var followsUnknownAttempt = false
    private(set) var reply: HTTPResponse?
    /// Why nothing was handed to the transport, as long as that is so.
    private var cause: NotSentCause
    private(set) var stage: CallError.Stage
    private(set) var problem: CallProblem?
    var duration: Duration = .zero

    /// The end of a call that was never handed to the transport.
    init(notSent cause: NotSentCause, at stage: CallError.Stage, _ problem: CallProblem? = nil) {
        self.cause = cause
        self.stage = stage
        self.problem = problem
    }

    var decidingAttempt: CallAttempt? {
        deciding.flatMap { attempts.indices.contains($0) ? attempts[$0] : nil }
    }

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

    /// The end as it is for one of several orders of the call, of which the deciding reply says this.
    ///
    /// A refusal says nothing about an earlier attempt that may have acted.
    func about(_ outcome: CancelOutcome, _ evidence: Evidence) -> CallEnding {
        guard let deciding, attempts.indices.contains(deciding) else { return self }
        var ending = self
        ending.attempts[deciding].outcome = outcome
        ending.attempts[deciding].evidence = evidence
        switch outcome {
        case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending, .unknown: break
        case .rejected, .throttled, .notSent:
            guard let open = attempts[..<deciding].lastIndex(where: \.leavesOpen) else { break }
            ending.deciding = open
            ending.followsUnknownAttempt = attempts[..<open].contains(where: \.leavesOpen)
        }
        return ending
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

    func report<Operation: CancelOperation>(of _: Operation.Type, input: ReportedInput) -> CancelReport {
        CancelReport(
            venue: Operation.venue, operation: Operation.name, reportedInput: input, cancelOutcome: outcome,
            cancelEvidence: decidingAttempt?.evidence, followsUnknownAttempt: followsUnknownAttempt, problem: problem,
            attempts: attempts, confirmations: Operation.confirmations, duration: duration)
    }

    /// The end as an error, where there is no response.
    func error<Operation: VenueOperation>(of _: Operation.Type) -> CallError {
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

/// One request handed to the transport, and what became of it.
public struct CallAttempt: Hashable, Sendable {
    /// Its place in the call, from 1.
    public let number: Int
    /// When it was handed over, from the call's start.
    public let started: Duration
    /// When its steps were reached, each from ``started``.
    public let timings: TransportTimings
    /// What it proves by itself, whatever the attempts around it.
    ///
    /// For a read it tells how the request fared: it is unknown where the order works, and where the reply tells of
    /// several orders.
    public internal(set) var outcome: CancelOutcome
    /// What the reply to a read proves of the order; `nil` for a cancel, and where there was no answer.
    public internal(set) var state: OrderState?
    /// What that rests on; `nil` if there was no answer.
    public internal(set) var evidence: Evidence?
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

/// What kept a call from an answer, beyond its outcome's word for it.
///
/// Holds no secrets and no values of the input.
public enum CallProblem: Hashable, Sendable {
    /// The input breaks constraints of the spec; all of them are listed.
    case input(InvalidInput)
    /// The input is no JSON of the operation's parameters.
    case json(JSONError)
    /// A secret cannot stand in its header field.
    case credentials(InvalidCredentials)
    /// The provider or the token endpoint gave no credentials.
    case credentialsUnavailable(CredentialFailure)
    /// The named call, which has to come first in the session, was not granted.
    case precondition(call: String, CredentialFailure)
    /// The request could not be signed.
    case signing(SigningFailure)
    /// The rate limiter would have let the request go only after this time.
    case rateLimited(wait: Duration)
    /// The venue asked for no request for this time, or for one that could not be read.
    case heldBack(wait: Duration)
    /// The spec declares no read of the order, or none that can be made of what is known of it.
    case noRead
    /// The report to confirm is one of another call.
    case otherCall(venue: String, operation: String)
    /// What the transport said, such as `Connection refused`.
    case transport(String)
    /// The words of a report that was read from JSON.
    case told(String)
}

extension CallProblem: CustomStringConvertible {
    /// The problem on one line, without secrets and values of the input.
    public var description: String {
        switch self {
        case .input(let error): error.description
        case .json(let error): "\(error)"
        case .credentials(let error): error.description
        case .credentialsUnavailable(let error): error.description
        case .precondition(let call, let failure):
            failure.description(of: "the call '\(call)', which has to come first,")
        case .signing(let failure): failure.description
        case .rateLimited(let wait): "the rate limit leaves no room for \(wait.brief)"
        case .heldBack(let wait): "the venue asked for no request for \(wait.brief)"
        case .noRead: "no read of the order can be made"
        case .otherCall(let venue, let operation): "the report is one of \(operation) at \(venue)"
        case .transport(let detail), .told(let detail): detail
        }
    }
}
