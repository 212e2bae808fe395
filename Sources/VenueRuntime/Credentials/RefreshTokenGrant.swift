internal import Synchronization

extension CredentialSource where Credentials: RefreshTokenCredentials {
    /// Access tokens had for a refresh token at the venue's token endpoint: when the first is needed, before each
    /// expires, and once after the venue refused one; however many calls wait, it is asked once.
    ///
    /// - Parameters:
    ///   - refreshToken: The refresh token.
    ///   - clientID: The name the venue knows the application by.
    ///   - clientSecret: The application's secret, if it has one.
    ///   - transport: What carries token requests; may be the client's.
    ///   - endpoint: Where the tokens come from; the spec's unless a test says otherwise.
    ///   - timeout: How long a token request may take.
    ///   - margin: How long before a token's end a new one is asked for.
    ///   - onRotation: Told each new refresh token, to be stored in the old one's place; the old one may be worthless.
    /// - Returns: The source.
    public static func refreshToken(
        _ refreshToken: Secret,
        clientID: String,
        clientSecret: Secret? = nil,
        transport: any Transport,
        endpoint: TokenEndpoint = Credentials.tokenEndpoint,
        timeout: Duration = .seconds(10),
        renewingBefore margin: Duration = .seconds(30),
        onRotation: (@Sendable (Secret) -> Void)? = nil
    ) -> Self {
        let newest = NewestSecret(refreshToken)
        return .issued(margin: margin) { clock throws(CredentialFailure) in
            let request = TokenRequest(
                endpoint, refreshToken: newest.secret, clientID: clientID, clientSecret: clientSecret)
            // Not part of the waiting task: its answer may hold the only copy of the next refresh token.
            let exchange = Task {
                await request.answer(over: transport, deadline: clock.now + timeout).map { token in
                    if let rotated = token.refreshToken, newest.replace(with: rotated) { onRotation?(rotated) }
                    return token
                }
            }
            let token = try await exchange.value.get()
            return IssuedCredentials(
                Credentials(secrets: { _ in token.accessToken }), lifetime: token.lifetime ?? endpoint.lifetime)
        }
    }
}

/// A secret that is replaced from time to time.
///
/// A class because every copy of its source shares it.
private final class NewestSecret: Sendable {
    private let value: Mutex<Secret>

    init(_ secret: Secret) { value = Mutex(secret) }

    var secret: Secret { value.withLock(\.self) }

    /// Keeps another; whether it differs from the one before.
    func replace(with secret: Secret) -> Bool {
        value.withLock { value in
            defer { value = secret }
            return value != secret
        }
    }
}

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
    let path: RequestTarget
    let requestBody: RequestBody
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

    private init(_ server: BaseURL, _ path: RequestTarget, _ requestBody: RequestBody, _ lifetime: Duration?) {
        self.server = server
        self.path = path
        self.requestBody = requestBody
        self.lifetime = lifetime
    }
}

/// Credentials that are one access token, had for a refresh token at an endpoint the spec names.
public protocol RefreshTokenCredentials: VenueCredentials {
    /// The endpoint the spec names, which takes refresh tokens (RFC 6749, 6).
    static var tokenEndpoint: TokenEndpoint { get }
}
