/// What is particular to one call: whose it is, what is sent, what may be sent again, and what a reply means.
///
/// Calls of all operations run the same code on it. A class because it is handed on often and never changes.
final class CallPlan: Sendable {
    let venue: String
    let operation: String
    /// The request without credentials; `nil` where each attempt has one of its own.
    let request: PreparedRequest?
    /// What makes the request of each attempt; `nil` where all send the same.
    let computation: RequestComputation?
    let rules: RetryRules
    /// How many requests each attempt counts as under the rate limits.
    let weight: Int
    let judge: @Sendable (HTTPResponse) -> ReplyJudgement
    let start: ContinuousClock.Instant
    let end: ContinuousClock.Instant

    init(
        venue: String, operation: String, request: PreparedRequest?, computation: RequestComputation?,
        rules: RetryRules, weight: Int,
        judge: @escaping @Sendable (HTTPResponse) -> ReplyJudgement, start: ContinuousClock.Instant,
        end: ContinuousClock.Instant
    ) {
        self.venue = venue
        self.operation = operation
        self.request = request
        self.computation = computation
        self.rules = rules
        self.weight = weight
        self.judge = judge
        self.start = start
        self.end = end
    }
}

/// Makes a request with the values of one attempt.
struct RequestComputation: Sendable {
    /// Whether the values are to grow from request to request.
    let takesNonces: Bool
    let make: @Sendable (inout RequestValues) throws(InvalidInput) -> PreparedRequest

    /// The same for a server, whose constant header fields come behind the request's own.
    func addressed(to server: BaseURL) -> RequestComputation {
        if server.headerFields.fields.isEmpty { return self }
        return RequestComputation(takesNonces: takesNonces) { values throws(InvalidInput) in
            try make(&values).addressed(to: server)
        }
    }
}

/// What a reply means to the call it ends.
enum ReplyJudgement {
    case cancel(Verdict)
    case read(StateVerdict)
    /// Of a reply that tells of several orders, or of some page of them.
    case page(StateVerdict)

    /// What it means for the call, in the words that decide whether another attempt follows.
    ///
    /// A state table says of a refused read only that it proves nothing; what to do about it, HTTP's own words tell.
    func outcome(_ http: HTTPResponse) -> CancelOutcome {
        switch self {
        case .cancel(let verdict): return verdict.outcome
        case .read(let verdict), .page(let verdict):
            switch verdict.state {
            case .working: return .unknown(.inconclusive)
            case .pendingCancel: return .pendingCancel
            case .canceled: return .canceled
            case .tooLate(let status): return .tooLate(status)
            case .unknownOrder: return .unknownOrder
            case .gone: return .gone
            case .unknown(let cause):
                switch http.status {
                case 401: return .rejected(.authentication)
                case 403: return .rejected(.permission)
                case 429: return .throttled(retryAfter: http.retryAfter, processing: .notProcessed)
                default: return .unknown(cause)
                }
            }
        }
    }

    var state: OrderState? { if case .read(let verdict) = self { verdict.state } else { nil } }

    func evidence(without secrets: SecretScan) -> Evidence {
        switch self {
        case .cancel(let verdict): verdict.evidence(without: secrets)
        case .read(let verdict), .page(let verdict): verdict.evidence(without: secrets)
        }
    }
}
