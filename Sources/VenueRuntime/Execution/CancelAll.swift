/// A venue's call that cancels every order of a scope, such as an account.
///
/// It is no ``CancelOperation``: no list of orders, no mass cancel and no client of one order's cancel can make it.
public protocol CancelAllOperation: VenueOperation where Meaning == CancelOutcome {
    /// Whether the same call may be sent again.
    static var repeatability: Repeatability { get }
    /// The scopes, in spec order.
    static var scopes: [CancelScope] { get }
}

/// What a call that cancels all orders cancels: those of which these parameters hold.
public struct CancelScope: Hashable, Sendable {
    /// The scope's name in the spec, such as `byAccount`.
    public let name: String
    /// The parameters that limit it, by the venue's own names; empty for every order at the venue that the credentials reach.
    public let parameters: [String]

    /// The member of an input's JSON that names the scope, so that none is widened by what is left out.
    package static let member = "$scope"

    /// Describes a scope as its spec declares it.
    public init(_ name: String, _ parameters: [String]) {
        self.name = name
        self.parameters = parameters
    }
}

extension VenueClient {
    /// Cancels every order of a scope and tells what came of it.
    ///
    /// It is sent again only where nothing can have been done by an earlier attempt, or where the spec says that a repeat does
    /// no harm.
    ///
    /// - Parameters:
    ///   - operation: The venue's call.
    ///   - input: Whose orders are cancelled.
    ///   - deadline: How long the call may take, retries included; `nil` for the client's own.
    /// - Returns: What came of it, whatever that is.
    public func cancelAll<All: CancelAllOperation>(
        _ operation: All.Type, _ input: All.Input, deadline: Duration? = nil
    ) async -> CancelAllReport where All.Server == Operation.Server, All.Credentials == Operation.Credentials {
        await core.cancelAll(operation, input, deadline: deadline)
    }
}

extension ClientCore {
    fileprivate func cancelAll<All: CancelAllOperation>(
        _: All.Type, _ input: All.Input, deadline: Duration?
    ) async -> CancelAllReport {
        let ending = await run(
            All.self, input, deadline: deadline,
            RetryRules(repeatability: All.repeatability, tellsEarlierAttempts: true))
        return CancelAllReport(All.self, ending, input: .model(input))
    }
}

/// A client of any venue's call that cancels all orders, for code that learns at run time what a venue takes.
package protocol CancelAllClient: Sendable {
    /// Cancels every order of the scope that an input names.
    ///
    /// - Parameters:
    ///   - json: The input as an object, by the venue's own names, with the scope's under ``CancelScope/member``.
    ///   - deadline: How long the call may take; `nil` for the client's own.
    /// - Returns: What came of it, whatever that is.
    func cancelAll(json: JSONValue, deadline: Duration?) async -> CancelAllReport

    /// The request as a `curl` command with every secret masked; sends nothing and asks for no credentials.
    ///
    /// - Throws: ``CallError`` for input that would not be sent.
    func curlCommand(json: JSONValue) throws(CallError) -> String
}

/// The client of one venue's call that cancels all orders.
package struct VenueCancelAllClient<All: CancelAllOperation>: CancelAllClient {
    private let core: ClientCore

    /// Makes a client; the transport stays the caller's to shut down.
    package init(
        server: All.Server, credentials: CredentialSource<All.Credentials>, transport: any Transport,
        options: ClientOptions
    ) {
        core = ClientCore(
            server: server.baseURL, credentials: credentials.holder, transport: transport, options: options,
            limiter: options.rateLimiter ?? RateLimiter(All.rateLimits), preconditions: All.preconditions)
    }

    package func cancelAll(json: JSONValue, deadline: Duration?) async -> CancelAllReport {
        do throws(JSONError) {
            return await core.cancelAll(All.self, try All.Input(jsonBytes: json.jsonBytes()), deadline: deadline)
        } catch {
            return CancelAllReport(
                All.self, CallEnding(notSent: .invalidInput, at: .input, .json(error)), input: .value(json))
        }
    }

    package func curlCommand(json: JSONValue) throws(CallError) -> String {
        try core.curlCommand(All.self, json: json)
    }
}

/// What a call that cancels every order of a scope came to, and all that is known about it.
public struct CancelAllReport: Hashable, Sendable {
    /// The venue's name, as in its spec.
    public let venue: String
    /// The call's name in the spec, such as `cancelOrders`.
    public let operation: String
    /// The input, by the venue's own names.
    public var input: JSONValue { reportedInput.value }
    let reportedInput: ReportedInput
    /// What is proven of the orders of the scope.
    ///
    /// ``CancelOutcome/canceled`` says that all of them are cancelled, or that there were none;
    /// ``CancelOutcome/pendingCancel`` that the venue took the call. An order that came in meanwhile may be alive.
    public let outcome: CancelOutcome
    /// What ``outcome`` rests on; `nil` if there was no answer.
    public let evidence: Evidence?
    /// Whether an attempt before the deciding one may have cancelled orders, which ``affected`` does not count.
    public let followsUnknownAttempt: Bool
    /// Why there is no answer, if more is known than the outcome says.
    public let problem: CallProblem?
    /// What was handed to the transport, in order; empty if nothing was.
    public let attempts: [CallAttempt]
    /// How long the call took, with all waits and retries.
    public let duration: Duration

    /// How many orders the venue says this call cancelled (FIX TotalAffectedOrders, 533); `nil` where it does not say, which
    /// is not zero.
    public var affected: Int? { evidence?.affected }

    init<All: CancelAllOperation>(_: All.Type, _ ending: CallEnding, input: ReportedInput) {
        venue = All.venue
        operation = All.name
        reportedInput = input
        outcome = ending.outcome
        evidence = ending.decidingAttempt?.evidence
        followsUnknownAttempt = ending.followsUnknownAttempt
        problem = ending.problem
        attempts = ending.attempts
        duration = ending.duration
    }
}

extension CancelAllReport: CustomStringConvertible {
    /// The call, its outcome, how many orders it says it cancelled, and the effort, on one line.
    public var description: String {
        var text = "\(venue) \(operation): \(outcome)"
        if followsUnknownAttempt { text += " (an earlier attempt may have canceled orders)" }
        if evidence != nil { text += ", " + affectedText }
        if let evidence { text += ", by rule '\(evidence.rule)'" }
        if let problem { text += ", \(problem)" }
        return text + ", \(attempts.count) \(attempts.count == 1 ? "attempt" : "attempts") in \(duration.brief)"
    }

    /// What the venue says of how many orders it cancelled.
    package var affectedText: String {
        guard let affected else { return "the venue does not say how many orders" }
        return "\(affected) \(affected == 1 ? "order" : "orders") by the venue's count"
    }
}
