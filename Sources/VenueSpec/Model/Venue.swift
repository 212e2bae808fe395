public import SourceText

/// One venue as its spec means it: names resolved, shorthands expanded, every rule of the language satisfied.
///
/// Made by ``SpecAnalysis`` and only when the spec has no errors, so a reader never meets a dangling name.
public struct Venue: Sendable, Hashable {
    /// The name the spec gives, which is also the Swift namespace, such as `Meridian`.
    public var name: SwiftIdentifier
    /// One sentence about the venue, if the spec has one.
    public var description: String?
    /// The vendor page the spec was read from.
    public var docs: DocumentationPage
    /// Other places facts were taken from, by the name facts cite them with.
    public var sources: [Source]
    /// The hosts that take requests, in spec order.
    public var servers: [Server]
    /// What authorises a request; all of them travel together.
    ///
    /// Empty for an open endpoint.
    public var credentials: [Credential]
    /// Request limits, in spec order.
    public var rateLimits: [RateLimit]
    /// The shapes and enumerations the venue's replies are made of, in spec order.
    public var types: [NamedType]
    /// The cancel calls of the venue, in spec order.
    public var operations: [CancelOperation]
    /// Contradictions and oddities of the page, each with the decision taken.
    public var quirks: [Quirk]
    /// The file the venue was read from.
    public var file: SourceFile
    /// Where the parts of the file stand.
    public var outline: SpecOutline

    /// The type of that name, if the venue declares one.
    public func type(named name: String) -> NamedType? {
        types.first { $0.name.text == name }
    }
}

/// How a fact is known.
public enum Basis: String, Sendable, Hashable, CaseIterable {
    /// The venue's page for this call states it.
    case documented
    /// It follows from what the page states, without being stated.
    case inferred
    /// Another source states it: another page of the vendor, a client, an operator.
    case external
}

/// Where a fact stands in the spec and how it is known.
public struct Provenance: Sendable, Hashable {
    /// How the fact is known.
    public var basis: Basis
    /// The name of the entry under `sources` that states it, where it is external.
    public var source: String?
    /// The place in the spec.
    public var range: SourceRange

    /// Makes the provenance of a fact.
    public init(basis: Basis = .documented, source: String? = nil, range: SourceRange) {
        self.basis = basis
        self.source = source
        self.range = range
    }
}

/// The vendor page a spec was read from.
public struct DocumentationPage: Sendable, Hashable {
    /// The page's address, if it has a public one.
    public var url: String?
    /// The day it was read, `YYYY-MM-DD`.
    public var read: String
    /// `sha256:` and 64 hex digits over the page's text with each run of white space made one space.
    public var digest: String
}

/// A further place facts were taken from.
public struct Source: Sendable, Hashable {
    /// The name facts cite.
    public var id: String
    /// What the source is.
    public var title: String
    /// Its address, if it has one.
    public var url: String?
}

/// One host that takes requests.
public struct Server: Sendable, Hashable {
    /// The name in the spec, such as `production`.
    public var name: SwiftIdentifier
    /// The URL scheme: `https` or `wss`.
    public var scheme: String
    /// The host name with optional port; `nil` where each operator has a host of its own.
    public var host: String?
    /// The path every request path is appended to, without a trailing slash; empty for none.
    public var basePath: String
    /// What the server is for.
    public var description: String?
    /// How the fact is known.
    public var provenance: Provenance
}

/// One secret that authorises a request, and the header field it travels in.
public struct Credential: Sendable, Hashable {
    /// Ways a credential is obtained and named, in OpenAPI's words where it has one.
    public enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// `Authorization: Bearer …` with a token the user brings.
        case bearer
        /// `Authorization: Bearer …` with a token from an OAuth 2 token endpoint.
        case oauth2
        /// A header field of its own.
        case header
    }

    /// The name of the Swift property, such as `token`.
    public var name: SwiftIdentifier
    /// How it is obtained.
    public var scheme: Scheme
    /// The header field's name.
    public var header: String
    /// Text before the secret in the field's value, such as `Bearer `.
    public var prefix: String
    /// OAuth 2 scopes the cancel needs.
    public var scopes: [String]
    /// The OAuth 2 token endpoint, for ``Scheme/oauth2``.
    public var tokenEndpoint: TokenEndpoint?
    /// How long it lives, as a duration such as `3600s`, with what starts the clock told in the description.
    public var lifetime: Duration?
    /// What it is and how to get it.
    public var description: String?
    /// How the fact is known.
    public var provenance: Provenance
}

/// An OAuth 2 token endpoint.
public struct TokenEndpoint: Sendable, Hashable {
    /// The encodings a token request's body can have.
    public enum RequestBody: String, Sendable, Hashable, CaseIterable {
        /// `application/json`.
        case json
        /// `application/x-www-form-urlencoded`, RFC 6749's.
        case form
    }

    /// Its absolute `https` address.
    public var url: String
    /// How its request body is encoded.
    public var requestBody: RequestBody
    /// The grant types it takes, in spec order.
    public var grants: [String]
}

/// How many requests the venue takes in a period.
public struct RateLimit: Sendable, Hashable {
    /// Requests allowed in ``period``.
    public var requests: Int
    /// The period.
    public var period: Duration
    /// Requests that may come at once, if the venue says.
    public var burst: Int?
    /// What is counted together: `user`, `account`, `key`, `address`, `session`.
    public var scope: String
    /// Other traffic that draws on the same limit, such as `websocket`.
    public var sharedWith: [String]
    /// What the limit is about.
    public var description: String?
    /// How the fact is known.
    public var provenance: Provenance
}

/// A contradiction or oddity of the page and what was decided.
public struct Quirk: Sendable, Hashable {
    /// A stable name in kebab case.
    public var id: String
    /// What the page says, or leaves open.
    public var docs: String
    /// What this spec does about it.
    public var decision: String
    /// How the decision is known.
    public var provenance: Provenance
}

/// A validated Swift identifier made from a name in a spec.
public struct SwiftIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// The name as the spec or the wire has it.
    public let text: String
    /// The identifier in Swift, without back-ticks.
    public let swift: String

    /// An identifier for a name, with the Swift spelling the naming rules gave it.
    public init(text: String, swift: String) {
        self.text = text
        self.swift = swift
    }

    /// The Swift spelling.
    public var description: String { swift }
}
