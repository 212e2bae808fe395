/// A request with its credentials: the only kind a transport takes, made only by ``PreparedRequest/authorized(by:)``.
///
/// Every rendering shows `<redacted>` for secrets; ``exposedHeaders()`` is the one way to read them.
public struct AuthorizedRequest: Equatable, Sendable {
    /// The request without its credentials.
    public let request: PreparedRequest
    /// The header fields the secrets travel in.
    let credentials: [CredentialField]

    /// The method, such as `DELETE`.
    public var method: String { request.method }
    /// Path and query, as in the request line.
    public var target: String { request.target }
    /// The body; `nil` for none.
    public var body: [UInt8]? { request.body }

    /// Every header field in the order it travels, with `<redacted>` for each secret.
    public var redactedHeaders: HTTPHeaderFields { headers { _ in Secret.placeholder } }

    /// Every header field in the order it travels, secrets included.
    ///
    /// Call it only to send the request.
    public func exposedHeaders() -> HTTPHeaderFields { headers { $0.expose() } }

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
