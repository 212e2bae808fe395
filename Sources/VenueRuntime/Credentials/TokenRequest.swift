/// A request for an access token: the one kind of request that is authorised by its own body.
///
/// It can be sent nowhere but to the endpoint it was made for, and nothing else makes a request with a secret body.
struct TokenRequest: Sendable {
    let endpoint: TokenEndpoint
    /// The parameters, with the secret ones among them, in order.
    private let fields: [(name: StaticString, value: Secret)]
    private let secrets: SecretScan

    /// A request to exchange a refresh token (RFC 6749, 6).
    init(_ endpoint: TokenEndpoint, refreshToken: Secret, clientID: String, clientSecret: Secret?) {
        self.endpoint = endpoint
        var fields: [(StaticString, Secret)] = [
            ("grant_type", Secret("refresh_token")), ("client_id", Secret(clientID)),
        ]
        if let clientSecret { fields.append(("client_secret", clientSecret)) }
        fields.append(("refresh_token", refreshToken))
        self.fields = fields
        secrets = SecretScan(
            [refreshToken, clientSecret].compactMap { $0 }.map { CredentialField(name: "", secret: $0) })
    }

    /// Sends the request, once; the token, or why there is none.
    func answer(
        over transport: any Transport, deadline: ContinuousClock.Instant
    ) async -> Result<Token, CredentialFailure> {
        do throws(CredentialFailure) {
            return .success(try await send(over: transport, deadline: deadline))
        } catch {
            return .failure(error)
        }
    }

    /// The token; a refusal is told by its status and RFC 6749's error code alone.
    private func send(over transport: any Transport, deadline: ContinuousClock.Instant) async throws(CredentialFailure)
        -> Token
    {
        let request = try authorized()
        let report = await transport.send(request, to: endpoint.server, deadline: deadline) { _ in }
        switch report.result {
        case .notSent(let cause): throw CredentialFailure(.notSent(cause))
        case .unknown(let cause): throw CredentialFailure(.unknown(cause))
        case .answered(let http):
            guard 200...299 ~= http.status else {
                let code = secrets.redacted(http.json(TokenRefusal.self).value?.code, limit: TokenRefusal.longestCode)
                throw CredentialFailure(.refused(status: http.status, code: code))
            }
            guard let token = http.json(Token.self).value else { throw CredentialFailure(.unreadable) }
            return token
        }
    }

    private func authorized() throws(CredentialFailure) -> AuthorizedRequest {
        var headers = HTTPHeaderFields()
        headers.append(name: "Accept", value: "application/json")
        let type =
            endpoint.requestBody == .json ? "application/json" : "application/x-www-form-urlencoded"
        do throws(InvalidInput) {
            let request = try PreparedRequest(
                method: "POST", target: endpoint.path, headers: headers, contentType: type)
            return AuthorizedRequest(request: request, secretBody: Secret(body))
        } catch {
            throw CredentialFailure(.notSent(.invalidInput))
        }
    }

    private var body: String {
        switch endpoint.requestBody {
        case .form:
            var form = FormBody()
            for field in fields { form.append(field.name, field.value.expose()) }
            return form.text
        case .json:
            var json = JSONWriter()
            json.beginObject()
            for field in fields { json.member("\(field.name)", field.value.expose()) }
            json.endObject()
            return json.text
        }
    }
}

/// The answer to a token request (RFC 6749, 5.1).
struct Token: JSONReadable, Sendable {
    let accessToken: Secret
    /// The refresh token that takes the old one's place, if there is a new one.
    let refreshToken: Secret?
    /// How long the access token is good for, if the answer says.
    let lifetime: Duration?

    /// Reads the answer; refuses a token of another type than `bearer` and one that no header field can carry.
    init(json: inout JSONReader) throws(JSONError) {
        var accessToken: String?
        var refreshToken: String?
        var type: String?
        var seconds: String?
        try json.beginObject()
        while let key = try json.nextKey() {
            switch key {
            case "access_token": accessToken = try json.string()
            case "refresh_token": if try !json.readNull() { refreshToken = try json.string() }
            case "token_type": if try !json.readNull() { type = try json.string() }
            case "expires_in": if try !json.readNull() { seconds = try json.textOrNumber().text }
            default: try json.skipValue()
            }
        }
        let token = Secret(try json.require(accessToken, "access_token"))
        do throws(InvalidCredentials) {
            try CredentialField(name: "access_token", secret: token).check()
        } catch {
            throw json.error(.notListed)
        }
        if let type, type.lowercased() != "bearer" { throw json.error(.notListed) }
        self.accessToken = token
        self.refreshToken = refreshToken.flatMap { $0.isEmpty ? nil : Secret($0) }
        lifetime = seconds.flatMap { Int64($0) }.map { .seconds(max(0, $0)) }
    }
}

/// The answer to a token request that is refused (RFC 6749, 5.2).
private struct TokenRefusal: JSONReadable {
    /// The error code; anything but a short word of its alphabet is left out, since it could quote the request.
    let code: String?
    static let longestCode = 40

    init(json: inout JSONReader) throws(JSONError) {
        var code: String?
        try json.beginObject()
        while let key = try json.nextKey() {
            switch key {
            case "error": if try !json.readNull() { code = try json.string() }
            default: try json.skipValue()
            }
        }
        let isWord =
            code.map { (1...Self.longestCode).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isCode) } ?? false
        self.code = isWord ? code : nil
    }

    /// Whether a byte can be part of a code: a lower-case letter or an underscore.
    private static func isCode(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "_")
    }
}
