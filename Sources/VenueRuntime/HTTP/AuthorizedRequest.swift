/// A request with its credentials: the only kind a transport takes.
///
/// It is made by ``PreparedRequest/authorized(by:)``, whose secrets travel in header fields, and by token requests, whose
/// secrets travel in the body. Every rendering shows `<redacted>` for secrets; ``exposedHeaders()`` and ``body`` are
/// the ways to read them.
public struct AuthorizedRequest: Equatable, Sendable {
    /// The request without its credentials.
    public let request: PreparedRequest
    /// The header fields the secrets travel in.
    let credentials: [CredentialField]
    /// The body, where it is what authorises the request.
    let secretBody: Secret?

    /// A request whose secrets travel in header fields, in the body, or in both.
    init(request: PreparedRequest, credentials: [CredentialField] = [], secretBody: Secret? = nil) {
        self.request = request
        self.credentials = credentials
        self.secretBody = secretBody
    }

    /// The same request with further secret header fields after those of the credentials.
    ///
    /// For transports that sign: what a signature covers is final by then, and a repeat is signed anew. The fields are
    /// shown no more than credentials are, but are not looked for in what the venue replies.
    ///
    /// - Throws: ``InvalidCredentials`` for a field that cannot be sent, or that the request has already.
    public func adding(_ fields: [CredentialField]) throws(InvalidCredentials) -> AuthorizedRequest {
        let all = try request.authorized(by: credentials + fields).credentials
        return AuthorizedRequest(request: request, credentials: all, secretBody: secretBody)
    }

    /// The method, such as `DELETE`.
    public var method: String { request.method }
    /// Path and query, as in the request line.
    public var target: String { request.target }
    /// The body, secrets included; `nil` for none.
    public var body: [UInt8]? { secretBody.map { Array($0.expose().utf8) } ?? request.body }

    /// The body as text, with `<redacted>` for one that is secret; `nil` for none.
    var redactedBody: String? { secretBody.map(\.description) ?? body.map { String(decoding: $0, as: UTF8.self) } }

    /// Every header field in the order it travels, with `<redacted>` for each secret.
    public var redactedHeaders: HTTPHeaderFields { headers { _ in Secret.placeholder } }

    /// Every header field in the order it travels, secrets included.
    ///
    /// Call it only to send the request.
    public func exposedHeaders() -> HTTPHeaderFields { headers { $0.expose() } }

    /// Tells a closure every header field in the order it travels, secrets included, and makes no copies.
    ///
    /// Call it only to send the request.
    ///
    /// - Parameter body: Takes the name and the two parts of the value.
    /// - Throws: What the closure throws.
    package func withExposedHeaders<Failure: Error>(
        _ body: (_ name: String, _ prefix: String, _ value: String) throws(Failure) -> Void
    ) throws(Failure) {
        for field in credentials { try body(field.name, field.prefix, field.secret.expose()) }
        for field in request.headers.fields { try body(field.name, "", field.value) }
    }

    /// The header fields with each secret as the closure shows it.
    private func headers(_ show: (Secret) -> String) -> HTTPHeaderFields {
        var headers = HTTPHeaderFields()
        for field in credentials { headers.append(name: field.name, value: field.prefix + show(field.secret)) }
        headers.append(request.headers)
        return headers
    }
}

extension AuthorizedRequest: CustomStringConvertible {
    /// The request line and the header fields with `<redacted>` for each secret.
    public var description: String {
        ([request.description] + redactedHeaders.fields.map { "\($0.name): \($0.value)" }).joined(separator: "\n")
    }
}
