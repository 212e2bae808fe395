import VenueRuntime

/// Cancel calls of a venue that does not exist; the status alone decides, and only repeatability differs.
enum Probe {
    struct Server: VenueServer {
        var baseURL: BaseURL
        init(_ baseURL: BaseURL) { self.baseURL = baseURL }
        static let production = Self(BaseURL(https: "api.probe.example"))
    }

    struct Credentials: RefreshTokenCredentials {
        var token: Secret
        static let tokenEndpoint = TokenEndpoint(
            BaseURL(https: "auth.probe.example"), path: "/oauth2/token", requestBody: .json, lifetime: .seconds(3600))

        init(token: Secret) { self.token = token }

        init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {
            token = try secret("token")
        }

        static func bearer(_ token: Secret) -> Self { Self(token: token) }

        var headerFields: [CredentialField] {
            [CredentialField(name: "Authorization", prefix: "Bearer ", secret: token)]
        }
    }

    struct Input: JSONModel {
        var orderID: String

        init(orderID: String) { self.orderID = orderID }

        init(json: inout JSONReader) throws(JSONError) {
            var orderID: String?
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "orderId": orderID = try json.string()
                default: try json.skipValue()
                }
            }
            self.orderID = try json.require(orderID, "orderId")
        }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("orderId", orderID)
            json.endObject()
        }
    }

    /// What each status means.
    static func outcome(of http: HTTPResponse) -> CancelOutcome? {
        switch http.status {
        case 200: .canceled
        case 202: .pendingCancel
        case 400: .rejected(.invalidRequest)
        case 401: .rejected(.authentication)
        case 404: .gone
        case 406: .unknownOrder
        case 408: .unknown(.venueTimeout)
        case 409: .alreadyPending
        case 410: .tooLate(.filled)
        case 420: .throttled(retryAfter: http.retryAfter, processing: .unknown)
        case 429: .throttled(retryAfter: http.retryAfter, processing: .notProcessed)
        default: nil
        }
    }

    enum Safe: ProbeOperation { static let repeatability = Repeatability.safe }
    enum Unsafe: ProbeOperation { static let repeatability = Repeatability.unsafe }
    enum Undocumented: ProbeOperation { static let repeatability = Repeatability.undocumented }
    enum Limited: ProbeOperation {
        static let repeatability = Repeatability.safe
        static let rateLimits = [RateLimit(requests: 10, per: .seconds(1), burst: 2, scope: .user)]
    }
}

protocol ProbeOperation: CancelOperation
where Input == Probe.Input, Response == HTTPResponse, Credentials == Probe.Credentials, Server == Probe.Server {}

extension ProbeOperation {
    static var venue: String { "Probe" }
    static var name: String { "cancelOrder" }
    static var rateLimits: [RateLimit] { [] }
    static var confirmations: [Confirmation] { [Confirmation("GET order", statuses: [.init("X", .canceled)])] }

    static func prepare(_ input: Probe.Input) throws(InvalidInput) -> PreparedRequest {
        var check = InputCheck()
        check.text(input.orderID, "orderId", use: [.identity, .segment])
        try check.finish()
        var target = RequestTarget("/orders/")
        target.segment(input.orderID)
        return try PreparedRequest(method: "DELETE", target: target)
    }

    static func read(_ http: HTTPResponse) -> HTTPResponse { http }

    static func judge(_ response: HTTPResponse, to input: Probe.Input, http: HTTPResponse) -> Verdict {
        guard let outcome = Probe.outcome(of: http) else { return .undocumented(http) }
        return JudgedReply(http, text: String(decoding: http.body, as: UTF8.self)).verdict(outcome, "\(http.status)")
    }
}

extension RetryPolicy {
    /// Waits without chance: always the whole of what is allowed.
    static func steady(_ attempts: Int = 3) -> RetryPolicy { RetryPolicy(maximumAttempts: attempts, jitter: \.self) }
}

/// A client of a probe with fixed credentials.
func probe<Operation: ProbeOperation>(
    _: Operation.Type, _ transport: ScriptedTransport, clock: ManualClock = ManualClock(skipping: .seconds(8)),
    options change: (inout ClientOptions) -> Void = { _ in }
) throws -> VenueClient<Operation> {
    var options = ClientOptions(retry: .steady(), clock: clock)
    change(&options)
    return try VenueClient<Operation>(
        server: .production, credentials: .bearer(Secret("planted-token")), transport: transport, options: options)
}
