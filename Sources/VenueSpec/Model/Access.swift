package struct Server: Sendable, Hashable {
    /// The name in the spec, such as `production`.
    package var name: SwiftIdentifier
    /// The URL scheme: `https` or `wss`.
    package var scheme: String
    /// The host name with optional port; `nil` where each operator has a host of its own.
    package var host: String?
    /// The path every request path is appended to, without a trailing slash; empty for none.
    package var basePath: String
    /// Constant header fields that every request to it carries, in spec order.
    package var headers: [Header] = []
    /// The names of the sets of credentials that it takes; empty for every one.
    package var credentialSets: [String] = ServerKeys.absent(\.security)
    package var description: String?
    package var provenance: Provenance

    /// A constant header field.
    package struct Header: Sendable, Hashable {
        package var name: String
        package var value: String
    }
}

package struct ServerKeys: Mapping {
    package typealias Model = Server
    package static let keys = KeyTable<ServerKeys>("server", "a server")
    package init() {}

    package let url = Field(required: "url", .serverAddress, "Its address.").standingAlone
    let headers = Field(
        "headers", .entries(.headerName, .text(.any)), default: [], "Constant header fields of every request to it.")
    package let security = Field(
        "security", .list(.text(.memberName)), default: [], "The sets of credentials that it takes; all unless stated.",
        to: \.credentialSets)
    let description = Field.description(\.description)
    let provenance = Included<ServerKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// One secret that authorises a request, and the header field it travels in.
package struct Credential: Sendable, Hashable {
    /// Ways a credential is obtained and named, in OpenAPI's words where it has one.
    package enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// `Authorization: Bearer …` with a token the user brings.
        case bearer
        /// `Authorization: Bearer …` with a token from an OAuth 2 token endpoint.
        case oauth2
        case header
        /// Where the templates of requests put it.
        case value
        /// Nowhere: requests are signed with it.
        case key

        /// Whether it travels in a header field of its own.
        package var hasHeader: Bool { self != .value && self != .key }
    }

    /// How the text of a key stands for its bytes.
    package enum KeyEncoding: String, Sendable, Hashable, CaseIterable {
        case text, hex, base64, base64url, pem
    }

    /// The name of the Swift property, such as `token`.
    package var name: SwiftIdentifier
    package var scheme: Scheme
    package var header: String = CredentialKeys.absent(\.header)
    /// Text before the secret in the field's value, such as `Bearer `.
    package var prefix: String
    /// OAuth 2 scopes the cancel needs.
    package var scopes: [String] = CredentialKeys.absent(\.scopes)
    /// The OAuth 2 token endpoint, for ``Scheme/oauth2``.
    package var tokenEndpoint: OAuthTokenEndpoint?
    /// How the text of a key stands for its bytes.
    package var encoding: KeyEncoding = CredentialKeys.absent(\.encoding)
    /// How many bytes a key has, if the venue says.
    package var bytes: Int?
    /// How long it lives, as a duration such as `3600s`, with what starts the clock told in the description.
    package var lifetime: Duration?
    package var description: String?
    package var provenance: Provenance
}

package struct CredentialKeys: Mapping {
    package typealias Model = Credential
    package static let keys = KeyTable<CredentialKeys>("credential", "a credential")
    package init() {}

    let type = Field(required: "type", .words(Credential.Scheme.self), "How it is obtained and placed.").standingAlone
    package let header = Field(
        "header", .text(.headerName), default: "Authorization", "The header field it travels in.", to: \.header)
    let prefix = Field("prefix", .text(.content), "Text before the secret.")
    let scopes = Field("scopes", .list(.text(.any)), default: [], "OAuth 2 scopes the cancel needs.", to: \.scopes)
    let tokenEndpoint = Field(
        "tokenEndpoint", .mapping(TokenEndpointKeys.self), "Where OAuth 2 tokens come from.")
    let encoding = Field(
        "encoding", .words(Credential.KeyEncoding.self), default: .text, "How the text of a key stands for its bytes.",
        to: \.encoding)
    let bytes = Field("bytes", .count(1...65536), "How many bytes a key has.", to: \.bytes)
    let lifetime = Field(
        "lifetime", .duration, "How long it lives; clients count it only for tokens had for a refresh token.",
        to: \.lifetime)
    let description = Field.description(\.description)
    let provenance = Included<CredentialKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// Credentials that authorise a request together, in place of those of other sets.
package struct CredentialSet: Sendable, Hashable {
    /// The name of the Swift case, such as `keyPair`.
    package var name: SwiftIdentifier
    /// The names of its credentials, in spec order.
    package var credentials: [String]
    package var description: String?
    package var provenance: Provenance
}

package struct CredentialSetKeys: Mapping {
    package typealias Model = CredentialSet
    package static let keys = KeyTable<CredentialSetKeys>("credentialSet", "a set of credentials")
    package init() {}

    package let `as` = Field(required: "as", .text(.memberName), "What it is called, such as 'keyPair'.")
    package let credentials = Field(
        required: "credentials", .entries(.memberName, credentialForm), "Credentials that travel together.")
    let description = Field.description(\.description)
    let provenance = Included<CredentialSetKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A credential, or the word for a bearer token.
let credentialForm: Form = .oneOf([.words([Credential.Scheme.bearer]), .record(CredentialKeys.self)])

/// An OAuth 2 token endpoint.
package struct OAuthTokenEndpoint: Sendable, Hashable {
    package enum RequestBody: String, Sendable, Hashable, CaseIterable {
        /// `application/json`.
        case json
        /// `application/x-www-form-urlencoded`, RFC 6749's.
        case form
    }

    /// Its absolute `https` address.
    package var url: String = TokenEndpointKeys.absent(\.url)
    package var requestBody: RequestBody
    /// The grant types it takes, in spec order.
    package var grants: [String] = TokenEndpointKeys.absent(\.grants)
}

struct TokenEndpointKeys: Mapping {
    typealias Model = OAuthTokenEndpoint
    static let keys = KeyTable<TokenEndpointKeys>("tokenEndpoint", "'tokenEndpoint'")

    let url = Field(required: "url", .text(.url), "Its address.", to: \.url)
    let body = Field(required: "body", .words(OAuthTokenEndpoint.RequestBody.self), "How its request body is encoded.")
    let grants = Field(required: "grants", .list(.text(.any)), "The grant types it takes.", to: \.grants)
}

/// How many requests the venue takes in a period.
package struct RateLimitPolicy: Sendable, Hashable {
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        case user, account, key, address, session
    }

    /// Requests allowed in ``period``.
    package var requests: Int
    package var period: Duration
    /// Requests that may come at once, if the venue says.
    package var burst: Int?
    package var scope: Scope
    /// Other traffic that draws on the same limit, such as `websocket`.
    package var sharedWith: [String] = RateLimitKeys.absent(\.sharedWith)
    package var description: String?
    package var provenance: Provenance
}

struct RateLimitKeys: Mapping {
    typealias Model = RateLimitPolicy
    static let keys = KeyTable<RateLimitKeys>("rateLimit", "a rate limit")

    let requests = Field(required: "requests", .count(1...1_000_000_000), "Requests allowed in the period.")
    let per = Field(required: "per", .duration, "The period.")
    let burst = Field("burst", .count(1...1_000_000_000), "Requests that may come at once.", to: \.burst)
    let scope = Field(required: "scope", .words(RateLimitPolicy.Scope.self), "What is counted together.")
    let sharedWith = Field(
        "sharedWith", .list(.text(.any)), default: [], "Other traffic that draws on the limit.", to: \.sharedWith)
    let description = Field.description(\.description)
    let provenance = Included<RateLimitKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
