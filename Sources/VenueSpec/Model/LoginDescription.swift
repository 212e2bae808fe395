/// What a call that obtains credentials has beyond what cancels have, too.
package struct LoginDescription: Sendable, Hashable {
    /// The page the login was taken from, where it is another than the spec's own.
    package var docs: DocumentationPage?
    /// What it takes besides those of the venue's credentials that it does not give; no other call holds them.
    package var credentials: [Credential]
    /// The credentials that a reply which grants them yields, in spec order; none of a precondition.
    package var gives: [GivenCredential]
    /// How long what it gives is good for; `nil` for until it is refused.
    package var expiry: Expiry?
    /// What the session belongs to, beyond whoever has its secrets.
    package var bond: Bond?

    /// Whether it yields nothing: a call that the venue wants to have had in the session before it cancels.
    package var isPrecondition: Bool { gives.isEmpty }

    /// What a session cannot be taken away from.
    package enum Bond: String, Sendable, Hashable, CaseIterable {
        /// The network address that asked for it.
        case address
        /// The connection on which it was obtained.
        case socket
    }

    /// How long what a login gives is good for, counted from when it was asked for.
    package enum Expiry: Sendable, Hashable {
        case after(Duration)
        /// The field of the reply that tells how long.
        case period(FieldPath, Unit)
        /// The field of the reply that tells until when.
        case instant(FieldPath)

        /// The field of the reply that tells it.
        package var path: FieldPath? {
            switch self {
            case .after: nil
            case .period(let path, _), .instant(let path): path
            }
        }
    }

    /// What a number of the reply counts.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case seconds, milliseconds
    }
}

/// A credential that a login yields, and where in the reply it stands.
package struct GivenCredential: Sendable, Hashable {
    /// The credential: one of the venue's, or one of the login's own that the next login takes in the old one's place.
    package var credential: String
    package var place: Place
    package var provenance: Provenance

    package enum Place: Sendable, Hashable {
        case field(FieldPath)
        /// A header field of the reply.
        case header(String)
    }
}

package struct LoginKeys: Mapping {
    package typealias Model = CallDescription
    package static let keys = KeyTable<LoginKeys>("login", "a login")

    package init() {}

    let description = Field.description(\.description)
    let docs = Field("docs", .mapping(DocsKeys.self), "The vendor page it was read from, if it has one of its own.")
    package let security = Field(
        "security", .entries(.memberName, .oneOf([.words([Credential.Scheme.bearer]), .record(CredentialKeys.self)])),
        default: [], "What it takes and no other call holds.")
    let http = Field.http
    let webSocket = Field("webSocket", .mapping(WebSocketKeys.self), "The login as a WebSocket frame.")
    let responses = Field.responses
    package let gives = Field(
        required: "gives",
        Kind(
            .oneOf([.words(Nothing.allCases), .map(.memberName, .mappingOrAlone(GivenCredentialKeys.self))]),
            value: { $0.entries }),
        "The credentials it yields, and where in the reply each stands; 'none' of a call that has to come first.")
    let expires = Field(
        "expires", .mappingOrAlone(ExpiryKeys.self), "How long they are good for; until they are refused unless stated."
    )
    let boundTo = Field("boundTo", .words(LoginDescription.Bond.self), "What the session belongs to.")
    let outcomes = Field(
        required: "outcomes", .elements(.record(GrantRuleKeys.self)), "What replies mean; the first match decides.")
    let examples = Field(
        required: "examples", .elements(.record(LoginExampleKeys.self)), "Executed examples."
    ).settingOff
}

/// What a call yields that has to have been made in the session before others.
enum Nothing: String, CaseIterable {
    case none
}

package struct GivenCredentialKeys: Mapping {
    package typealias Model = GivenCredential
    package static let keys = KeyTable<GivenCredentialKeys>("givenCredential", "a given credential")

    package init() {}

    let field = Field("field", .fieldPath, "The field of the reply's body that holds it.").standingAlone
    package let header = Field("header", .text(.headerName), "The header field of the reply that holds it.")
    let provenance = Included<GivenCredentialKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

struct ExpiryKeys: Mapping {
    static let keys = KeyTable<ExpiryKeys>("expiry", "'expires'")

    let after = Field("after", .duration, "How long, whatever the reply.").standingAlone
    let `in` = Field("in", .fieldPath, "The field that tells how long.")
    let unit = Field(
        "unit", .words(LoginDescription.Unit.self), default: .seconds, "What it counts; seconds unless stated.")
    let at = Field("at", .fieldPath, "The field that tells until when.")
}

struct GrantRuleKeys: Mapping {
    typealias Model = OutcomeRule
    static let keys = KeyTable<GrantRuleKeys>("grantRule", "a rule of a login")

    let status = Field.status
    let when = Field.when
    let by = Field.by
    let then = Field(
        required: "then",
        .node(.oneOf([.text(.grant), .map(.enumValue, .mappingOrAlone(GrantCaseKeys.self))])),
        "Whether it is granted, or with 'by' that for each value."
    ).entries(upTo: 5000)
    let proof = Field.proof
    let description = Field.description(\.description)
    let provenance = Included<GrantRuleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

struct GrantCaseKeys: Mapping {
    typealias Model = OutcomeRule.Case
    static let keys = KeyTable<GrantCaseKeys>("grantCase", "whether a login is granted")

    let then = Field(required: "then", .grant, "Whether it is granted.").standingAlone
    let provenance = Included<GrantCaseKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

extension CallDescription {
    /// What authorises its requests: the venue's credentials, of a login those it does not give and its own.
    package func credentials(of venue: Venue) -> [Credential] {
        guard let login else { return venue.credentials }
        let given = Set(login.gives.map(\.credential))
        return venue.credentials.filter { !given.contains($0.name.text) } + login.credentials
    }
}
