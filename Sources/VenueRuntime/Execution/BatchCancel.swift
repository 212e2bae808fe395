/// A cancel call whose request can name several orders, each judged by itself.
///
/// A call about one order is one with one order in it, so everything that holds for ``CancelOperation`` holds here, too.
public protocol BatchCancelOperation: CancelOperation {
    /// How many orders one call names at most.
    static var batchLimit: Int { get }

    /// The parameters that are one for all orders of a call, by the venue's own names.
    static var sharedParameters: [String] { get }

    /// Makes the request about some orders.
    ///
    /// - Throws: ``InvalidInput`` with every constraint an input breaks, and for orders that cannot go in one call.
    static func prepare(_ inputs: [Input]) throws(InvalidInput) -> PreparedRequest

    /// Makes the request of one attempt about some orders with its computed values.
    ///
    /// - Throws: ``InvalidInput`` with every constraint an input breaks, and for orders that cannot go in one call.
    static func prepare(_ inputs: [Input], with values: inout RequestValues) throws(InvalidInput) -> PreparedRequest

    /// Decides what a reply means for the order at a place in the call, from 0. Total.
    static func judge(
        _ response: Response, to input: Input, at position: Int, http: HTTPResponse
    ) -> ReplyVerdict<Meaning>
}

extension BatchCancelOperation {
    /// None: nothing has to be the same.
    public static var sharedParameters: [String] { [] }

    /// The request about one order.
    public static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest { try prepare([input]) }

    /// The request of one attempt about one order.
    public static func prepare(
        _ input: Input, with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest {
        try prepare([input], with: &values)
    }

    /// The same request, which holds no computed values.
    public static func prepare(
        _ inputs: [Input], with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest {
        try prepare(inputs)
    }

    /// Decides what a reply means for the one order of a call.
    public static func judge(_ response: Response, to input: Input, http: HTTPResponse) -> ReplyVerdict<Meaning> {
        judge(response, to: input, at: 0, http: http)
    }

    /// Decides what a reply means for each order of a call.
    ///
    /// A reply that names another order than one of them answers another call, and proves nothing of any.
    package static func verdicts(on http: HTTPResponse, to inputs: [Input]) -> [ReplyVerdict<Meaning>] {
        let response = read(http)
        let verdicts = inputs.enumerated().map { judge(response, to: $1, at: $0, http: http) }
        guard let other = verdicts.first(where: { $0.outcome == .unknown(.otherOrder) }) else { return verdicts }
        return verdicts.map { _ in other }
    }

    /// The first of the orders of a call, for what is one for all of them.
    ///
    /// - Throws: ``InvalidInput`` for no order, for more than the venue takes, and for orders that differ in what is one for
    ///   all.
    public static func first(of inputs: [Input]) throws(InvalidInput) -> Input {
        guard let first = inputs.first else {
            throw InvalidInput(violations: [Violation(field: "batch", problem: .tooFewItems(minimum: 1))])
        }
        if inputs.count > batchLimit {
            throw InvalidInput(violations: [Violation(field: "batch", problem: .tooManyItems(maximum: batchLimit))])
        }
        guard !sharedParameters.isEmpty, inputs.count > 1 else { return first }
        let shared = sharedValues(first)
        for input in inputs.dropFirst() {
            guard let name = zip(sharedParameters, zip(shared, sharedValues(input))).first(where: { $1.0 != $1.1 })?.0
            else { continue }
            throw InvalidInput(violations: [Violation(field: name, problem: .notShared)])
        }
        return first
    }

    /// What an order has of everything that is one for all orders of a call.
    private static func sharedValues(_ input: Input) -> [JSONValue?] {
        sharedValues(of: (try? JSONValue(jsonBytes: input.jsonBytes())) ?? .null)
    }

    static func sharedValues(of json: JSONValue) -> [JSONValue?] { sharedParameters.map { json[$0] } }

    /// What makes the request of each attempt about some orders; `nil` where all send the same.
    static func computation(_ inputs: [Input]) -> RequestComputation? {
        guard isComputed else { return nil }
        return RequestComputation(takesNonces: takesNonces) { values throws(InvalidInput) in
            try prepare(inputs, with: &values)
        }
    }
}

extension VenueClient where Operation: BatchCancelOperation {
    /// Cancels several orders in one call and tells what came of each.
    ///
    /// Each order is judged by itself; one that the reply does not mention is what the spec says of that. The call is made
    /// again only where nothing is known of any of the orders, or none was looked at, under the rules of
    /// ``cancel(_:deadline:)``.
    ///
    /// - Parameters:
    ///   - inputs: The orders: at most as many as the venue takes, alike in what is one for all; none makes no call.
    ///   - deadline: How long the call may take, retries included; `nil` for the client's own.
    /// - Returns: What came of each order, in the order of the inputs.
    public func cancel(batch inputs: [Operation.Input], deadline: Duration? = nil) async -> [CancelReport] {
        if inputs.isEmpty { return [] }
        let start = core.options.clock.now
        func reports(_ ending: CallEnding) -> [CancelReport] {
            inputs.map { ending.report(of: Operation.self, input: .model($0)) }
        }
        var request: PreparedRequest?
        do throws(InvalidInput) {
            if Operation.isComputed {
                for input in inputs { try Operation.check(input) }
                _ = try Operation.first(of: inputs)
            } else {
                request = try Operation.prepare(inputs)
            }
        } catch {
            var ending = CallEnding(notSent: .invalidInput, at: .input, .input(error))
            ending.duration = start.duration(to: core.options.clock.now)
            return reports(ending)
        }
        let rules = RetryRules(repeatability: Operation.repeatability, tellsEarlierAttempts: true)
        let plan = CallPlan(
            venue: Operation.venue, operation: Operation.name, request: request,
            computation: Operation.computation(inputs), rules: rules, weight: Operation.weight(ofOrders: inputs.count),
            judge: { http in .cancel(Self.wholeVerdict(on: http, to: inputs, rules)) },
            start: start, end: start + min(deadline ?? core.options.deadline, .seconds(86400)))
        guard !Task.isCancelled, let interruption = core.calls.begin() else {
            return reports(CallEnding(notSent: .interrupted, at: .start))
        }
        defer { core.calls.end(interruption) }
        var call = Call(core: core, plan: plan, interruption: interruption)
        let ending = await call.run()
        guard let reply = ending.reply else { return reports(ending) }
        let secrets = call.knownSecrets
        return zip(inputs, Operation.verdicts(on: reply, to: inputs)).map { input, verdict in
            ending.about(verdict.outcome, verdict.evidence(without: secrets))
                .report(of: Operation.self, input: .model(input))
        }
    }

    /// The verdict that stands for those on all orders of a call: one that asks for no other attempt, if there is such.
    private static func wholeVerdict(
        on http: HTTPResponse, to inputs: [Operation.Input], _ rules: RetryRules
    ) -> Verdict {
        var whole: Verdict?
        for verdict in Operation.verdicts(on: http, to: inputs) {
            switch verdict.outcome {
            case .canceled, .pendingCancel, .tooLate, .unknownOrder, .gone, .alreadyPending: return verdict
            case .unknown, .throttled, .notSent, .rejected:
                let asks =
                    rules.step(after: verdict.outcome) == .retry
                    || [.rejected(.authentication), .rejected(.precondition)].contains(verdict.outcome)
                if whole == nil || !asks { whole = verdict }
            }
        }
        return whole ?? .undocumented(http)
    }
}
