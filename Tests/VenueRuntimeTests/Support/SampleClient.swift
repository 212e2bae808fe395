import VenueRuntime

// A client of a venue that does not exist, in the shape generated code has. It shows that the runtime's interface
// carries every construct of the spec language, and the tests run it.

private typealias RuntimeVersion = VenueRuntimeVersion.V2

enum Sample {
    enum OrderStatus: OpenEnumeration {
        case working
        case cancelled
        case killed
        case undocumented(String)

        static let documented: [OrderStatus] = [.working, .cancelled, .killed]

        var wireValue: String {
            switch self {
            case .working: "Working"
            case .cancelled: "Cancelled"
            case .killed: "Kill"
            case .undocumented(let value): value
            }
        }
    }

    enum ErrorCode: OpenEnumeration {
        case notFound
        case undocumented(Int64)

        static let documented: [ErrorCode] = [.notFound]

        var wireValue: Int64 {
            switch self {
            case .notFound: 104
            case .undocumented(let value): value
            }
        }
    }

    struct Order: JSONModel {
        var id: Int64
        var status: OrderStatus
        var price: ExactDecimal?
        var fee: ExactDecimal
        var stop: Field<ExactDecimal>
        var created: Timestamp
        var updated: EpochTimestamp?
        var reference: TextOrNumber?
        var fills: [ExactDecimal]?
        var tags: [String]?
        var extra: JSONValue?

        init(json: inout JSONReader) throws(JSONError) {
            var id: Int64?
            var status: OrderStatus?
            var price: Field<ExactDecimal> = .absent
            var fee: ExactDecimal?
            var stop: Field<ExactDecimal> = .absent
            var created: Timestamp?
            var updated: EpochTimestamp?
            var reference: TextOrNumber?
            var fills: [ExactDecimal]?
            var tags: [String]?
            var extra: JSONValue?
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "id": id = try json.integer()
                case "status": status = try json.decode()
                case "price": price = try json.readNull() ? .null : .value(json.decimalString())
                case "fee": fee = try json.decimalNumber()
                case "stop": stop = try json.readNull() ? .null : .value(json.decimalString())
                case "created": created = try json.timestamp()
                case "updated": updated = try json.readNull() ? nil : json.epoch(.milliseconds)
                case "reference": reference = try json.readNull() ? nil : json.textOrNumber()
                case "fills":
                    fills =
                        try json.readNull() ? nil : json.array { (json) throws(JSONError) in try json.decimalNumber() }
                case "tags": tags = try json.readNull() ? nil : json.decode()
                case "extra": extra = try json.readNull() ? nil : json.value()
                default: try json.skipValue()
                }
            }
            self.id = try json.require(id, "id")
            self.status = try json.require(status, "status")
            self.price = try json.requireNullable(price, "price")
            self.fee = try json.require(fee, "fee")
            self.stop = stop
            self.created = try json.require(created, "created")
            self.updated = updated
            self.reference = reference
            self.fills = fills
            self.tags = tags
            self.extra = extra
        }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("id", id)
            json.member("status", status)
            json.member("price", orNull: price)
            json.member("fee", fee.number)
            json.member("stop", field: stop)
            json.member("created", created)
            json.member("updated", ifPresent: updated)
            json.member("reference", ifPresent: reference)
            json.member("fills", ifPresent: fills?.map(\.number))
            json.member("tags", ifPresent: tags)
            json.member("extra", ifPresent: extra)
            json.endObject()
        }
    }

    struct Failure: JSONModel {
        var error: String
        var code: ErrorCode?

        init(json: inout JSONReader) throws(JSONError) {
            var error: String?
            var code: ErrorCode?
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "error": error = try json.string()
                case "code": code = try json.readNull() ? nil : json.decode()
                default: try json.skipValue()
                }
            }
            self.error = try json.require(error, "error")
            self.code = code
        }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("error", error)
            json.member("code", ifPresent: code)
            json.endObject()
        }
    }

    struct Server: VenueServer {
        var baseURL: BaseURL

        init(_ baseURL: BaseURL) { self.baseURL = baseURL }

        static let production: Self = Self(BaseURL(https: "api.sample.example"))
    }

    struct Credentials: VenueCredentials {
        var token: Secret

        init(token: Secret) { self.token = token }

        init<Failure: Error>(secrets secret: (String) throws(Failure) -> Secret) throws(Failure) {
            token = try secret("token")
        }

        var headerFields: [CredentialField] {
            [CredentialField(name: "Authorization", prefix: "Bearer ", secret: token)]
        }
    }
}

enum SampleCancel: CancelOperation {
    enum Side: String, ClosedEnumeration {
        case buy = "BUY"
        case sell = "SELL"
    }

    struct Input: JSONModel {
        enum Identity: Hashable, Sendable {
            case orderID(String)
            case clientOrderID(Int64)
        }

        var account: String
        var identity: Identity
        var side: Side?
        var ids: [String]?

        init(account: String, identity: Identity, side: Side? = nil, ids: [String]? = nil) {
            self.account = account
            self.identity = identity
            self.side = side
            self.ids = ids
        }

        init(json: inout JSONReader) throws(JSONError) {
            var account: String?
            var orderID: String?
            var clientOrderID: Int64?
            var side: Side?
            var ids: [String]?
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "account": account = try json.string()
                case "orderId": orderID = try json.string()
                case "clientOrderId": clientOrderID = try json.integer()
                case "side": side = try json.decode()
                case "ids": ids = try json.decode()
                default: throw json.error(.unknownMember)
                }
            }
            switch (orderID, clientOrderID) {
            case (let value?, nil): identity = .orderID(value)
            case (nil, let value?): identity = .clientOrderID(value)
            default: throw json.error(.invalidCombination("exactly one of orderId; clientOrderId"))
            }
            self.account = try json.require(account, "account")
            self.side = side
            self.ids = ids
        }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("account", account)
            switch identity {
            case .orderID(let value): json.member("orderId", value)
            case .clientOrderID(let value): json.member("clientOrderId", value)
            }
            json.member("side", ifPresent: side)
            json.member("ids", ifPresent: ids)
            json.endObject()
        }
    }

    enum Response: Hashable, Sendable {
        case ok(Body<Sample.Order>)
        case okFailure(Body<Sample.Failure>)
        case badRequest(Body<Sample.Failure>)
        case unauthorized(Body<[UInt8]>)
        case tooManyRequests(Body<String>)
        case noContent(Body<NoContent>)
        case undocumented
    }

    typealias Credentials = Sample.Credentials
    typealias Server = Sample.Server

    static let venue = "Sample"
    static let name = "cancelOrder"
    static let repeatability = Repeatability.safe
    static let rateLimits = [RateLimit(requests: 180, per: .seconds(60), burst: 20, scope: .user)]
    static let confirmations = [Confirmation("GetOrder", statuses: [.init("Cancelled", .canceled)])]
    static let production = BaseURL(https: "api.sample.example")

    static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest {
        var check = InputCheck()
        check.text(input.account, "account", use: [.segment, .identity], maxLength: 50)
        switch input.identity {
        case .orderID(let value): check.text(value, "orderId", use: [.header, .identity], pattern: "^[0-9a-f]{32}$")
        case .clientOrderID(let value): check.integer(value, "clientOrderId", minimum: 1, not: [99])
        }
        check.items(input.ids?.count, "ids", minimum: 1, maximum: 3)
        check.texts(input.ids, "ids", maxLength: 5)
        try check.finish()
        var target = RequestTarget("/v1/accounts/")
        target.segment(input.account)
        target.literal("/cancel")
        target.query("ids", joined: input.ids ?? [])
        var headers = HTTPHeaderFields()
        var json = JSONWriter()
        json.beginObject()
        switch input.identity {
        case .orderID(let value): headers.append(name: "X-Order", value: value)
        case .clientOrderID(let value): json.member("clientOrderId", value)
        }
        json.member("side", ifPresent: input.side)
        json.member("version", literal: "1.0")
        json.endObject()
        return try PreparedRequest(
            method: "POST", target: target, headers: headers, contentType: "application/json", body: json.bytes)
    }

    static func read(_ http: HTTPResponse) -> Response {
        switch http.status {
        case 200:
            let first = http.json(Sample.Order.self)
            if first.value == nil, let second = http.json(Sample.Failure.self).value {
                return .okFailure(.value(second))
            }
            return .ok(first)
        case 204: return .noContent(http.noContent())
        case 400: return .badRequest(http.json())
        case 401: return .unauthorized(http.raw())
        case 429: return .tooManyRequests(http.text())
        default: return .undocumented
        }
    }

    static func judge(_ response: Response, to input: Input, http: HTTPResponse) -> Verdict {
        switch response {
        case .ok(.value(let body)):
            let reply = JudgedReply(http, code: body.status.wireValue)
            switch body.status {
            case .cancelled: return reply.verdict(.canceled, "200 by status = Cancelled")
            case .working: return reply.verdict(.pendingCancel, "200 by status = Working", .inferred)
            default: break
            }
            return reply.verdict(.unknown(.inconclusive), "200")
        case .okFailure(.value(let body)), .badRequest(.value(let body)):
            let reply = JudgedReply(http, code: body.code.map { "\($0)" }, text: body.error)
            if body.code == .notFound, FieldMatch.contains(body.error, "not found") {
                return reply.verdict(
                    .gone, "400 when code = 104 and error contains \"not found\"", .external(source: "sdk"))
            }
            return reply.verdict(.rejected(.invalidRequest), "400")
        case .unauthorized(let body):
            return JudgedReply(http, problem: body.problem).verdict(.rejected(.authentication), "401")
        case .tooManyRequests(.value(let text)):
            return JudgedReply(http, text: text)
                .verdict(.throttled(retryAfter: http.retryAfter, processing: .notProcessed), "429")
        case .noContent(.value): return JudgedReply(http).verdict(.pendingCancel, "204")
        case .ok(.unreadable(let problem)), .okFailure(.unreadable(let problem)), .badRequest(.unreadable(let problem)),
            .tooManyRequests(.unreadable(let problem)), .noContent(.unreadable(let problem)):
            return .unreadable(http, problem)
        case .undocumented: return .undocumented(http)
        }
    }
}
