/// A request without credentials.
///
/// No transport takes it; ``authorized(by:)`` makes one that transports take.
public struct PreparedRequest: Hashable, Sendable {
    /// The method, such as `DELETE`.
    public let method: String
    /// Path and query, as in the request line.
    public var target: String { String(decoding: targetBytes, as: UTF8.self) }
    private(set) var targetBytes: [UInt8]
    /// The header fields beside those of the credentials.
    public private(set) var headers: HTTPHeaderFields
    /// The body; `nil` for none, which is not the same as an empty one.
    public private(set) var body: [UInt8]?

    /// Makes a request; `Content-Type` is its last header field.
    ///
    /// - Throws: ``InvalidInput`` if the method, the target, a header field or the media type must not go on the wire.
    ///   Generated code has checked its input before, and lint the spec's constants, so this is the second lock on the
    ///   same door.
    public init(
        method: StaticString,
        target: RequestTarget,
        headers: HTTPHeaderFields = HTTPHeaderFields(),
        contentType: String? = nil,
        body: [UInt8]? = nil
    ) throws(InvalidInput) {
        var headers = headers
        var violations = target.violations
        if let contentType {
            headers.append(name: "Content-Type", value: contentType)
            if !HeaderRules.isMediaType(contentType) {
                violations.append(Violation(field: "content type", problem: .notMediaType))
            }
        }
        self.method = "\(method)"
        if !HeaderRules.isToken(self.method) {
            violations.append(Violation(field: "method", problem: .notHeaderText))
        }
        for field in headers.fields {
            if !HeaderRules.isToken(field.name) || !HeaderRules.isSendable(field.value) {
                violations.append(Violation(field: "header \(field.name)", problem: .notHeaderText))
            } else if HeaderRules.isTransports(field.name) {
                violations.append(Violation(field: "header \(field.name)", problem: .transportField))
            }
        }
        guard violations.isEmpty else { throw InvalidInput(violations: violations) }
        targetBytes = target.bytes
        self.headers = headers
        self.body = body
    }

    /// The same request as it goes to a server, with the constant header fields of that behind its own.
    func addressed(to server: BaseURL) -> PreparedRequest {
        if server.headerFields.fields.isEmpty { return self }
        var addressed = self
        addressed.headers.append(server.headerFields)
        return addressed
    }

    /// The request with its credentials; their header fields come first.
    public func authorized(by credentials: some VenueCredentials) throws(InvalidCredentials) -> AuthorizedRequest {
        try authorized(by: credentials.headerFields)
    }

    func authorized(by fields: [CredentialField]) throws(InvalidCredentials) -> AuthorizedRequest {
        for (index, field) in fields.enumerated() {
            try field.check()
            guard headers[field.name] == nil,
                !fields.prefix(index).contains(where: { HeaderRules.isSameName($0.name, field.name) })
            else { throw InvalidCredentials(field: field.name, problem: .duplicateField) }
        }
        return AuthorizedRequest(request: self, credentials: fields)
    }
}

extension PreparedRequest {
    /// The method alone, where nothing else can be shown.
    var methodAlone: PreparedRequest {
        var shown = self
        (shown.targetBytes, shown.headers, shown.body) = ([UInt8(ascii: "/")], HTTPHeaderFields(), nil)
        return shown
    }

    /// The request with names in angle brackets where their brackets were percent-encoded, for people.
    func showing(_ names: [String]) -> PreparedRequest {
        let percent = UInt8(ascii: "%")
        guard targetBytes.contains(percent) || body?.contains(percent) == true else { return self }
        var shown = self
        for name in names + [String(Secret.placeholder.dropFirst().dropLast())] {
            let (encoded, plain) = (Array("%3C\(name)%3E".utf8), Array("<\(name)>".utf8))
            shown.targetBytes.replace(encoded, with: plain)
            shown.body?.replace(encoded, with: plain)
        }
        return shown
    }
}

extension PreparedRequest: CustomStringConvertible {
    /// The request line.
    public var description: String { "\(method) \(target)" }
}

/// A request with its credentials: the only kind a transport takes.
///
/// It is made by ``PreparedRequest/authorized(by:)``, whose secrets travel in header fields, and by token requests, whose
/// secrets travel in the body. Computed values, such as a signature, may stand in any part. Every rendering shows
/// `<redacted>` for secrets and the name of a computed value in its place; ``target``, ``exposedHeaders()`` and ``body``
/// are the ways to read what is sent.
public struct AuthorizedRequest: Sendable {
    /// The request without its credentials, as it is shown.
    public var request: PreparedRequest {
        guard let computation else { return plain }
        do throws(InvalidInput) { return try RequestValues.shown(ofSet: set, computation.make) } catch {
            return plain.methodAlone
        }
    }
    /// The request without its credentials; of one with computed values the one that is sent.
    private let plain: PreparedRequest
    let credentials: [CredentialField]
    let secretBody: Secret?
    /// What made it with its computed values, and makes it without them when it is shown; `nil` where it has none.
    private let computation: RequestComputation?
    /// The set of the venue's credentials it carries, where there are several.
    private let set: String?

    /// A request whose secrets travel in header fields, in the body, or in both, and perhaps among its computed values.
    init(
        request: PreparedRequest, credentials: [CredentialField] = [], secretBody: Secret? = nil,
        computation: RequestComputation? = nil, set: String? = nil
    ) {
        self.set = set
        plain = request
        self.credentials = credentials
        self.secretBody = secretBody
        self.computation = computation
    }

    /// The same request as one with computed values, which is shown as what a computation makes without them.
    func showing(_ computation: RequestComputation, ofSet set: String? = nil) -> AuthorizedRequest {
        AuthorizedRequest(
            request: plain, credentials: credentials, secretBody: secretBody, computation: computation, set: set)
    }

    /// The same request with further secret header fields after those of the credentials.
    ///
    /// For transports that sign: what a signature covers is final by then, and a repeat is signed anew. The fields are
    /// shown no more than credentials are, but are not looked for in what the venue replies.
    ///
    /// - Throws: ``InvalidCredentials`` for a field that cannot be sent, or that the request has already.
    public func adding(_ fields: [CredentialField]) throws(InvalidCredentials) -> AuthorizedRequest {
        let all = try plain.authorized(by: credentials + fields).credentials
        return AuthorizedRequest(
            request: plain, credentials: all, secretBody: secretBody, computation: computation, set: set)
    }

    /// The method, such as `DELETE`.
    public var method: String { plain.method }
    /// Path and query as they are sent, computed values included.
    public var target: String { plain.target }
    var targetBytes: [UInt8] { plain.targetBytes }
    /// The body, secrets and computed values included; `nil` for none.
    public var body: [UInt8]? { secretBody.map { Array($0.expose().utf8) } ?? plain.body }

    /// The body as text, with `<redacted>` for one that is secret; `nil` for none.
    var redactedBody: String? {
        secretBody.map(\.description) ?? request.body.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every header field in the order it travels, with `<redacted>` for each secret.
    public var redactedHeaders: HTTPHeaderFields { headers(of: request) { _ in Secret.placeholder } }

    /// Every header field in the order it travels, secrets included.
    ///
    /// Call it only to send the request.
    public func exposedHeaders() -> HTTPHeaderFields { headers(of: plain) { $0.expose() } }

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
        for field in plain.headers.fields { try body(field.name, "", field.value) }
    }

    /// The header fields with each secret as the closure shows it.
    private func headers(of request: PreparedRequest, _ show: (Secret) -> String) -> HTTPHeaderFields {
        var headers = HTTPHeaderFields()
        for field in credentials { headers.append(name: field.name, value: field.prefix + show(field.secret)) }
        headers.append(request.headers)
        return headers
    }
}

extension AuthorizedRequest: Equatable {
    /// Whether the same would be sent.
    public static func == (left: AuthorizedRequest, right: AuthorizedRequest) -> Bool {
        left.plain == right.plain && left.credentials == right.credentials && left.secretBody == right.secretBody
    }
}

extension AuthorizedRequest: CustomStringConvertible, CustomReflectable {
    /// What is shown of it; what is sent may hold computed values that are nobody's business.
    public var customMirror: Mirror {
        Mirror(self, children: [("request", request), ("credentials", credentials), ("secretBody", secretBody as Any)])
    }

    /// The request line and the header fields with `<redacted>` for each secret.
    public var description: String {
        ([request.description] + redactedHeaders.fields.map { "\($0.name): \($0.value)" }).joined(separator: "\n")
    }
}

/// A request as a `curl` command, for people: every secret is masked, so it has to be put in before the command works.
package enum CurlCommand {
    /// The command of a request that is not authorised yet; the credentials only tell which header fields there are.
    static func text(
        _ request: PreparedRequest, _ credentials: some VenueCredentials, server: BaseURL
    ) -> String {
        let masked = credentials.headerFields.map { "\($0.name): \($0.prefix)\(Secret.placeholder)" }
        return text(
            method: request.method, url: server.description + request.target,
            headers: masked + request.headers.fields.map(line),
            body: request.body.map { String(decoding: $0, as: UTF8.self) })
    }

    static func text(method: String, url: String, headers: [String], body: String?) -> String {
        var words = ["curl", "--globoff", "--path-as-is", "--request", method]
        for header in headers { words += ["--header", header] }
        if let body {
            if !headers.contains(where: { $0.lowercased().hasPrefix("content-type:") }) {
                words += ["--header", "Content-Type:"]
            }
            words += ["--data-raw", body]
        }
        return (words + [url]).map(quoted).joined(separator: " ")
    }

    /// A header field as `curl` takes it: a semicolon stands for a value that is empty.
    private static func line(_ field: HTTPHeaderFields.Field) -> String {
        field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }

    /// A word as a POSIX shell takes it.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || "-._/:=@%+,".utf8.contains($0) }
        if isPlain, !word.isEmpty { return word }
        // A quote ends the word whatever combines with it: to a shell it is a byte.
        let quotes = word.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + quotes.map(String.init).joined(separator: #"'\''"#) + "'"
    }
}

extension AuthorizedRequest {
    /// The request as a `curl` command with every secret masked.
    public func curlCommand(to server: BaseURL) -> String {
        CurlCommand.text(
            method: method, url: server.shownText(for: self),
            headers: redactedHeaders.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" },
            body: redactedBody)
    }
}
