/// A request without credentials.
///
/// No transport takes it; ``authorized(by:)`` makes one that transports take.
public struct PreparedRequest: Hashable, Sendable {
    /// The method, such as `DELETE`.
    public let method: String
    /// Path and query, as in the request line.
    public var target: String { String(decoding: targetBytes, as: UTF8.self) }
    /// The bytes of ``target``.
    let targetBytes: [UInt8]
    /// The header fields beside those of the credentials.
    public let headers: HTTPHeaderFields
    /// The body; `nil` for none, which is not the same as an empty one.
    public let body: [UInt8]?

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

    /// The request with its credentials; their header fields come first.
    public func authorized(by credentials: some VenueCredentials) throws(InvalidCredentials) -> AuthorizedRequest {
        try authorized(by: credentials.headerFields)
    }

    /// The request with the header fields of its credentials; they come first.
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

extension PreparedRequest: CustomStringConvertible {
    /// The request line.
    public var description: String { "\(method) \(target)" }
}
