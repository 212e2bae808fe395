/// Sends one cancel call of a venue and tells what came of it.
///
///     let report = await client.cancel(input)
///     switch report.outcome {
///     case .canceled: …                     // proven
///     case .pendingCancel: …                // accepted; confirm it, report.confirmations says how
///     …
///     }
///
/// Generated clients are this type with a function that takes the call's parameters. Copies share everything; a client
/// is made once and used from anywhere.
public struct VenueClient<Operation: CancelOperation>: Sendable {
    let core: ClientCore

    init(core: ClientCore) { self.core = core }

    /// Makes a client with credentials that stay the same.
    ///
    /// - Parameters:
    ///   - server: Where requests go.
    ///   - credentials: What authorises them.
    ///   - transport: What carries them; it stays the caller's to shut down.
    ///   - options: Deadlines, retries, limits, observation.
    /// - Throws: ``InvalidCredentials`` for a secret that cannot be sent, such as one with a line end, and for
    ///   credentials that the server does not take.
    public init(
        server: Operation.Server, credentials: Operation.Credentials, transport: any Transport,
        options: ClientOptions = ClientOptions()
    ) throws(InvalidCredentials) {
        for field in credentials.headerFields { try field.check() }
        try server.baseURL.check(KeyRing(credentials.signing).set)
        self.init(server: server, credentials: .fixed(credentials), transport: transport, options: options)
    }

    /// Makes a client with credentials that are asked for when they are needed.
    public init(
        server: Operation.Server, credentials: CredentialSource<Operation.Credentials>, transport: any Transport,
        options: ClientOptions = ClientOptions()
    ) {
        core = ClientCore(
            server: server.baseURL, credentials: credentials.holder, transport: transport, options: options,
            limiter: options.rateLimiter ?? RateLimiter(Operation.rateLimits), preconditions: Operation.preconditions)
    }

    /// The same client for another operation of the venue.
    public func client<Other: CancelOperation>(for _: Other.Type) -> VenueClient<Other>
    where Other.Server == Operation.Server, Other.Credentials == Operation.Credentials {
        VenueClient<Other>(core: core)
    }

    /// Cancels an order and gives the venue's own answer.
    ///
    /// What may have been sent is not sent again, whatever the spec allows: a response cannot tell that an earlier
    /// attempt may have acted. ``cancel(_:deadline:)`` can.
    ///
    /// - Parameters:
    ///   - input: What to cancel.
    ///   - deadline: How long the call may take, retries included; `nil` for the client's own.
    /// - Returns: The answer, typed by its status.
    /// - Throws: ``CallError`` where there is no answer, or one about another order; it tells whether the request may
    ///   have been sent.
    public func send(_ input: Operation.Input, deadline: Duration? = nil) async throws(CallError) -> Operation.Response
    {
        let ending = await core.run(Operation.self, input, deadline: deadline, Self.rules(tellsEarlierAttempts: false))
        if let reply = ending.reply, ending.outcome != .unknown(.otherOrder) { return Operation.read(reply) }
        throw ending.error(of: Operation.self)
    }

    /// What may be sent again, for a caller that can be told that an earlier attempt may have acted, or cannot.
    static func rules(tellsEarlierAttempts: Bool) -> RetryRules {
        RetryRules(repeatability: Operation.repeatability, tellsEarlierAttempts: tellsEarlierAttempts)
    }

    /// Cancels an order and tells what came of it.
    ///
    /// - Parameters:
    ///   - input: What to cancel.
    ///   - deadline: How long the call may take, retries included; `nil` for the client's own.
    /// - Returns: What came of it, whatever that is.
    public func cancel(_ input: Operation.Input, deadline: Duration? = nil) async -> CancelReport {
        await core.run(Operation.self, input, deadline: deadline, Self.rules(tellsEarlierAttempts: true))
            .report(of: Operation.self, input: .model(input))
    }

    /// The request as a `curl` command with every secret masked; sends nothing and asks for no credentials.
    ///
    /// - Throws: ``CallError`` for input that would not be sent.
    public func curlCommand(_ input: Operation.Input) throws(CallError) -> String {
        try core.curlCommand(Operation.self, input)
    }

    /// Ends every call of the client and its copies that is under way and refuses further ones; returns when the last
    /// has ended.
    ///
    /// The transport, the credential source and the rate limiter stay their owner's.
    public func shutdown() async { await core.calls.close() }
}

extension VenueClient: CancelClient {
    /// The venue's name, as in its spec.
    public var venue: String { Operation.venue }

    /// The call's name in the spec, such as `cancelOrder`.
    public var operation: String { Operation.name }

    /// How many calls its transport can have under way at a time; `nil` if that does not know.
    public var callLimit: Int? { core.transport.callLimit }

    /// Cancels an order given by the venue's own names.
    public func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport {
        await cancel(json: json, deadline: deadline, confirm: nil)
    }

    /// Cancels an order given by the venue's own names and, with a window, finds out what became of it.
    public func cancel(json: JSONValue, deadline: Duration?, confirm window: ConfirmationWindow?) async -> CancelReport
    {
        do throws(JSONError) {
            let input = try Operation.Input(jsonBytes: json.jsonBytes())
            return await cancel(input, deadline: deadline, confirm: window)
        } catch {
            return CallEnding(notSent: .invalidInput, at: .input, .json(error))
                .report(of: Operation.self, input: .value(json))
        }
    }

    /// How many orders one call names at most, as the venue says; 1 for a call about one order.
    public var batchLimit: Int { (Operation.self as? any BatchCancelOperation.Type)?.batchLimit ?? 1 }

    /// What an order has to share with the others of its call.
    public func batchKey(json: JSONValue) -> JSONValue {
        guard let operation = Operation.self as? any BatchCancelOperation.Type else { return .null }
        return .array(operation.sharedValues(of: json).map { $0 ?? .null })
    }

    /// Cancels orders given by the venue's own names in one call, or in one each where it names only one.
    public func cancel(batch: [JSONValue], deadline: Duration?) async -> [CancelReport] {
        if batch.count > 1, let operation = Operation.self as? any BatchCancelOperation.Type {
            return await cancel(batch, operation, deadline)
        }
        var reports: [CancelReport] = []
        for json in batch { reports.append(await cancel(json: json, deadline: deadline)) }
        return reports
    }

    private func cancel<Batch: BatchCancelOperation>(
        _ batch: [JSONValue], _: Batch.Type, _ deadline: Duration?
    ) async -> [CancelReport] {
        do throws(JSONError) {
            let inputs = try batch.map { json throws(JSONError) in try Batch.Input(jsonBytes: json.jsonBytes()) }
            return await VenueClient<Batch>(core: core).cancel(batch: inputs, deadline: deadline)
        } catch {
            return batch.map {
                CallEnding(notSent: .invalidInput, at: .input, .json(error))
                    .report(of: Operation.self, input: .value($0))
            }
        }
    }

    /// Reads what became of an order given by the venue's own names.
    public func orderState(json: JSONValue, deadline: Duration?) async -> OrderRead {
        do throws(JSONError) {
            return await orderState(try Operation.Input(jsonBytes: json.jsonBytes()), deadline: deadline)
        } catch {
            return OrderRead(nil, notMade: .invalidInput, .json(error), at: .zero)
        }
    }

    /// The request of an order given by the venue's own names, as a `curl` command with every secret masked.
    public func curlCommand(json: JSONValue) throws(CallError) -> String {
        try core.curlCommand(Operation.self, json: json)
    }
}

/// A client of any venue's cancel call, for code that deals with several venues at once.
///
///     let clients: [any CancelClient] = [first, second]
///     for client in clients { print(await client.cancel(json: order)) }
public protocol CancelClient: Sendable {
    var venue: String { get }
    /// The call's name in the spec, such as `cancelOrder`.
    var operation: String { get }

    /// How many calls it can have under way at a time; `nil` if it does not know.
    var callLimit: Int? { get }

    /// Cancels an order.
    ///
    /// - Parameters:
    ///   - json: The input as an object, by the venue's own names.
    ///   - deadline: How long the call may take; `nil` for the client's own.
    /// - Returns: What came of it, whatever that is.
    func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport

    /// How many orders one call names at most.
    var batchLimit: Int { get }

    /// What an order has to share with the others of its call: only orders with equal keys go in one.
    func batchKey(json: JSONValue) -> JSONValue

    /// Cancels several orders in one call.
    ///
    /// - Parameters:
    ///   - batch: The inputs as objects, by the venue's own names; at most ``batchLimit``, with equal keys.
    ///   - deadline: How long the call may take; `nil` for the client's own.
    /// - Returns: What came of each, in the same order.
    func cancel(batch: [JSONValue], deadline: Duration?) async -> [CancelReport]

    /// Cancels an order and, with a window, finds out what became of it.
    ///
    /// - Parameters:
    ///   - json: The input as an object, by the venue's own names.
    ///   - deadline: How long the cancel may take; `nil` for the client's own.
    ///   - window: How long reads may take after it; `nil` for none.
    /// - Returns: What is proven at last, whatever that is.
    func cancel(json: JSONValue, deadline: Duration?, confirm window: ConfirmationWindow?) async -> CancelReport

    /// Reads what became of an order; cancels nothing.
    ///
    /// - Parameters:
    ///   - json: The input of a cancel as an object, by the venue's own names.
    ///   - deadline: How long it may take; `nil` for the client's own.
    /// - Returns: The read that tells most.
    func orderState(json: JSONValue, deadline: Duration?) async -> OrderRead

    /// Finds out what became of the orders of earlier reports.
    ///
    /// - Parameters:
    ///   - reports: Reports of this client's call.
    ///   - window: How long it may take in all.
    ///   - concurrency: How many reads are under way at most.
    ///   - settled: Told each report's index and the report with what was read, one after the other.
    func confirm(
        _ reports: [CancelReport], _ window: ConfirmationWindow, concurrency: Int,
        settled: @escaping @Sendable (_ index: Int, CancelReport) async -> Void
    ) async

    /// The request as a `curl` command with every secret masked; sends nothing and asks for no credentials.
    ///
    /// - Throws: ``CallError`` for input that would not be sent.
    func curlCommand(json: JSONValue) throws(CallError) -> String

    /// Ends every call of the client that is under way and refuses further ones; returns when the last has ended.
    ///
    /// The transport, the credential source and the rate limiter stay their owner's.
    func shutdown() async
}

extension CancelClient {
    /// `nil`: the client does not know.
    public var callLimit: Int? { nil }

    /// 1: the client's calls are about one order.
    public var batchLimit: Int { 1 }

    /// Nothing: the client's calls are about one order.
    public func batchKey(json _: JSONValue) -> JSONValue { .null }

    /// Cancels one order after the other: the client's calls are about one.
    public func cancel(batch: [JSONValue], deadline: Duration?) async -> [CancelReport] {
        var reports: [CancelReport] = []
        for json in batch { reports.append(await cancel(json: json, deadline: deadline)) }
        return reports
    }

    /// Cancels the order only: the client cannot read.
    public func cancel(json: JSONValue, deadline: Duration?, confirm _: ConfirmationWindow?) async -> CancelReport {
        await cancel(json: json, deadline: deadline)
    }

    /// Unknown: the client cannot read.
    public func orderState(json: JSONValue, deadline: Duration?) async -> OrderRead {
        OrderRead(nil, notMade: .invalidInput, .noRead, at: .zero)
    }

    /// Tells each report as it is: the client cannot read.
    public func confirm(
        _ reports: [CancelReport], _: ConfirmationWindow, concurrency: Int,
        settled: @escaping @Sendable (_ index: Int, CancelReport) async -> Void
    ) async {
        for (index, report) in reports.enumerated() { await settled(index, report) }
    }

    /// Cancels an order within the client's own deadline.
    public func cancel(json: JSONValue) async -> CancelReport { await cancel(json: json, deadline: nil) }
}
