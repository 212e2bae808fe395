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
    /// The secret, behind a lock.
    private let value: Mutex<Secret>

    /// Keeps a secret.
    init(_ secret: Secret) { value = Mutex(secret) }

    /// The newest secret.
    var secret: Secret { value.withLock(\.self) }

    /// Keeps another.
    ///
    /// - Returns: Whether it differs from the one before.
    func replace(with secret: Secret) -> Bool {
        value.withLock { value in
            defer { value = secret }
            return value != secret
        }
    }
}
