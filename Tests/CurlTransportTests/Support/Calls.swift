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

/// A request with the credentials above.
func authorized(
    _ method: StaticString, _ path: StaticString = "/orders/7", headers: [(String, String)] = [],
    contentType: StaticString? = nil, body: String? = nil
) throws -> AuthorizedRequest {
    var fields = HTTPHeaderFields()
    for (name, value) in headers { fields.append(name: name, value: value) }
    return try PreparedRequest(
        method: method, target: RequestTarget(path), headers: fields, contentType: contentType,
        body: body.map { Array($0.utf8) }
    ).authorized(by: TestCredentials { _ in Secret("planted-secret") })
}

extension Transport {
    /// Sends to a URL with a deadline no test should reach.
    func send(
        _ request: AuthorizedRequest, to url: String, within limit: Duration = .seconds(60),
        observer: @escaping @Sendable (TransportEvent) -> Void = { _ in }
    ) async throws -> TransportReport {
        await send(request, to: try BaseURL(url), deadline: .now + limit, observer: observer)
    }
}

extension TransportReport {
    /// The reply, if one came.
    var reply: HTTPResponse? {
        if case .answered(let reply) = result { reply } else { nil }
    }
}
