/// Where OAuth 2 access tokens come from.
public struct TokenEndpoint: Hashable, Sendable {
    /// The encodings a token request's body can have.
    public enum RequestBody: Hashable, Sendable {
        /// `application/json`.
        case json
        /// `application/x-www-form-urlencoded`, RFC 6749's.
        case form
    }

    /// The host that takes token requests.
    public let server: BaseURL
    /// The path of the request.
    let path: RequestTarget
    /// How the body is encoded.
    let requestBody: RequestBody
    /// How long a token is good for where the answer does not say.
    let lifetime: Duration?

    /// Makes an endpoint.
    ///
    /// - Parameters:
    ///   - server: The host that takes token requests.
    ///   - path: The path of the request, percent-encoded, with a slash at its start.
    ///   - requestBody: How the body is encoded.
    ///   - lifetime: How long a token is good for where the answer does not say; `nil` for until it is refused.
    public init(_ server: BaseURL, path: StaticString, requestBody: RequestBody, lifetime: Duration? = nil) {
        self.init(server, RequestTarget(path), requestBody, lifetime)
    }

    /// The same endpoint at another host, such as a test's.
    public func at(_ server: BaseURL) -> TokenEndpoint { TokenEndpoint(server, path, requestBody, lifetime) }

    /// Makes an endpoint.
    private init(_ server: BaseURL, _ path: RequestTarget, _ requestBody: RequestBody, _ lifetime: Duration?) {
        self.server = server
        self.path = path
        self.requestBody = requestBody
        self.lifetime = lifetime
    }
}

/// Credentials that are one access token, had for a refresh token at an endpoint the spec names.
public protocol RefreshTokenCredentials: VenueCredentials {
    /// Where the tokens come from.
    static var tokenEndpoint: TokenEndpoint { get }
}
