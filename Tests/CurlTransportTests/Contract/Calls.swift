import LoopbackServer
import VenueRuntime

/// The credentials of every call of these tests.
struct TestCredentials: VenueCredentials {
    let token: Secret

    init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {
        token = try secret("token")
    }

    var headerFields: [CredentialField] {
        [CredentialField(name: "Authorization", prefix: "Bearer ", secret: token)]
    }
}

/// A cancel request with the credentials above, and the identifier at the end of its path.
func order(
    _ method: String, _ path: StaticString = "/orders/7", id: Int? = nil, headers: [(String, String)] = [],
    contentType: String? = nil, body: String? = nil
) throws -> AuthorizedRequest {
    let methods: [String: StaticString] = ["DELETE": "DELETE", "POST": "POST", "PUT": "PUT"]
    var target = RequestTarget(path)
    if let id { target.segment("\(id)") }
    var fields = HTTPHeaderFields()
    for (name, value) in headers { fields.append(name: name, value: value) }
    return try PreparedRequest(
        method: methods[method] ?? "GET", target: target, headers: fields, contentType: contentType,
        body: body.map { Array($0.utf8) }
    ).authorized(by: TestCredentials { _ in Secret("planted-secret") })
}

extension Transport {
    /// Sends to a URL with a deadline no test should reach.
    func send(
        _ request: AuthorizedRequest, to url: String, within limit: Duration = .seconds(600),
        observer: @escaping @Sendable (TransportEvent) -> Void = { _ in }
    ) async throws -> TransportReport {
        await send(request, to: try BaseURL(url), deadline: .now + limit, observer: observer)
    }
}

extension TransportReport {
    /// Why the result is unknown, if it is.
    var unknownCause: UnknownCause? {
        if case .unknown(let cause) = result { cause } else { nil }
    }

    /// The reply, if one came.
    var reply: HTTPResponse? {
        if case .answered(let reply) = result { reply } else { nil }
    }
}
