package import SourceText

/// One venue as its spec means it: names resolved, shorthands expanded, every rule of the language satisfied.
///
/// Made by ``SpecAnalysis`` and only when the spec has no errors, so a reader never meets a dangling name.
package struct Venue: Sendable, Hashable {
    /// The name the spec gives, which is also the Swift namespace, such as `Meridian`.
    package var name: SwiftIdentifier
    /// One sentence about the venue, if the spec has one.
    package var description: String?
    /// The vendor page the spec was read from.
    package var docs: DocumentationPage
    /// Other places facts were taken from, by the name facts cite them with.
    package var sources: [Source]
    /// The hosts that take requests, in spec order.
    package var servers: [Server]
    /// What authorises a request; all of them travel together, or those of one of ``credentialSets``.
    ///
    /// Empty for an open endpoint.
    package var credentials: [Credential]
    /// The sets of credentials of which a request carries one; empty where all credentials travel together.
    package var credentialSets: [CredentialSet] = []
    /// The values that are made anew for each attempt of every call, in spec order.
    package var computed: [ComputedValue]
    package var rateLimits: [RateLimitPolicy]
    /// The shapes and enumerations the venue's replies are made of, in spec order.
    package var types: [NamedType]
    /// The cancel calls of the venue, in spec order.
    package var operations: [CallDescription]
    /// The calls that cancel every order of a scope, in spec order.
    package var cancelAlls: [CallDescription]
    /// The calls that read what became of an order, in spec order.
    package var reads: [CallDescription]
    /// The calls that obtain credentials, in spec order.
    package var logins: [CallDescription]
    /// Contradictions and oddities of the page, each with the decision taken.
    package var quirks: [Quirk]
    package var file: SourceFile
    /// Where the parts of the file stand.
    package var outline: SpecOutline

    /// Every call of the venue: the cancels of one order, those of all, then the reads, then the logins.
    package var calls: [CallDescription] { operations + cancelAlls + reads + logins }

    /// The logins that give nothing and have to come before other calls, in spec order.
    package var preconditions: [CallDescription] { logins.filter(\.isPrecondition) }

    /// The type of that name, if the venue declares one.
    package func type(named name: String) -> NamedType? {
        types.first { $0.name.text == name }
    }
}

package struct SpecKeys: Mapping {
    package typealias Model = Venue
    package static let keys = KeyTable<SpecKeys>("spec", "the spec")
    package init() {}

    let format = Field(
        required: "format", .count(Grammar.version...Grammar.version), "The version of the language.")
    let venue = Field(
        required: "venue", .node(.text(.typeName)), "The venue's name, which is also the Swift namespace.")
    let description = Field.description(\.description)
    package let docs = Field(required: "docs", .mapping(DocsKeys.self), "The vendor page the spec was read from.")
    let sources = Field(
        "sources", .entries(.wireName, .mappingOrAlone(SourceKeys.self)), default: [],
        "Other places facts were taken from.")
    package let servers = Field(
        required: "servers", .entries(.memberName, .mappingOrAlone(ServerKeys.self)), "The hosts by purpose."
    ).settingOff
    package let security = Field(
        required: "security",
        .node(
            .oneOf([
                .words([Credential.Scheme.bearer], or: ["none"]),
                .map(.memberName, credentialForm), .list(.record(CredentialSetKeys.self)),
            ])),
        "What authorises a request; several credentials travel together, and of a list one set.")
    let computed = Field(
        "computed", .entries(.memberName, .record(ComputedKeys.self)), default: [],
        "Values that are made anew for each attempt, such as a signature.")
    let requests = Field(
        "requests", .mapping(CommonFieldKeys.self), "Fields that every request carries behind its own.")
    let rateLimits = Field(
        "rateLimits", .elements(.record(RateLimitKeys.self)), default: [], "How many requests the venue takes.")
    package let types = Field(
        "types", .entries(.typeName, .record(TypeDefinitionKeys.self)), default: [],
        "The shapes and enumerations of replies."
    ).settingOff
    package let operations = Field(
        required: "operations", .entries(.memberName, .record(OperationKeys.self)), "The cancel calls."
    ).settingOff
    package let cancelAll = Field(
        "cancelAll", .entries(.memberName, .record(CancelAllKeys.self)), default: [],
        "The calls that cancel every order of a scope."
    ).settingOff
    package let reads = Field(
        "reads", .entries(.memberName, .record(ReadKeys.self)), default: [],
        "The calls that read what became of an order."
    ).settingOff
    package let logins = Field(
        "logins", .entries(.memberName, .record(LoginKeys.self)), default: [], "The calls that obtain credentials."
    ).settingOff
    let quirks = Field(
        "quirks", .elements(.record(QuirkKeys.self)), default: [],
        "Contradictions of the page and the decisions taken."
    ).settingOff
}

package enum FactBasis: String, Sendable, Hashable, CaseIterable {
    /// The venue's page for this call states it.
    case documented
    /// It follows from what the page states, without being stated.
    case inferred
    /// Another source states it: another page of the vendor, a client, an operator.
    case external
}

/// Where a fact stands in the spec and how it is known.
package struct Provenance: Sendable, Hashable {
    package var basis: FactBasis
    /// The name of the entry under `sources` that states it, where it is external.
    package var source: String?
    package var range: SourceRange

    package init(basis: FactBasis = .documented, source: String? = nil, range: SourceRange) {
        self.basis = basis
        self.source = source
        self.range = range
    }
}

package struct ProvenanceKeys: Mapping {
    package typealias Model = Provenance
    package static let keys = KeyTable<ProvenanceKeys>("provenance", "a fact")
    package init() {}

    package let basis = Field(
        "basis", .words(FactBasis.self), default: .documented, "How the fact is known.", to: \.basis, role: .basis)
    let source = Field(
        "source", .text(.wireName), "The entry of 'sources' that states an external fact.", to: \.source, role: .source)
}

/// The vendor page a spec was read from.
package struct DocumentationPage: Sendable, Hashable {
    /// The page's address, if it has a public one.
    package var url: String?
    /// The day it was read, `YYYY-MM-DD`.
    package var read: String = DocsKeys.absent(\.read)
    /// `sha256:` and 64 hex digits over the page's text with each run of white space made one space.
    package var digest: String = DocsKeys.absent(\.digest)
}

package struct DocsKeys: Mapping {
    package typealias Model = DocumentationPage
    package static let keys = KeyTable<DocsKeys>("docs", "'docs'")
    package init() {}

    let url = Field("url", .text(.url), "The page's address.", to: \.url)
    package let read = Field(required: "read", .text(.date), "The day it was read.", to: \.read)
    package let digest = Field(
        required: "digest", .text(.digest), "SHA-256 of its text with white space folded.", to: \.digest)
}

/// A further place facts were taken from.
package struct Source: Sendable, Hashable {
    package var id: String
    package var title: String = SourceKeys.absent(\.title)
    package var url: String?
}

struct SourceKeys: Mapping {
    typealias Model = Source
    static let keys = KeyTable<SourceKeys>("source", "a source")

    let title = Field(required: "title", .text(.any), "What the source is.", to: \.title).standingAlone
    let url = Field("url", .text(.url), "Its address.", to: \.url)
}

/// A contradiction or oddity of the page and what was decided.
package struct Quirk: Sendable, Hashable {
    /// A stable name in kebab case.
    package var id: String = QuirkKeys.absent(\.id)
    /// What the page says, or leaves open.
    package var docs: String = QuirkKeys.absent(\.docs)
    package var decision: String = QuirkKeys.absent(\.decision)
    package var provenance: Provenance
}

struct QuirkKeys: Mapping {
    typealias Model = Quirk
    static let keys = KeyTable<QuirkKeys>("quirk", "a quirk")

    let id = Field(required: "id", .text(.kebabName), "A stable name.", to: \.id)
    let docs = Field(required: "docs", .text(.any), "What the page says or leaves open.", to: \.docs)
    let decision = Field(required: "decision", .text(.any), "What the spec does about it.", to: \.decision)
    let provenance = Included<QuirkKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A validated Swift identifier made from a name in a spec.
package struct SwiftIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// The name as the spec or the wire has it.
    package let text: String
    /// The identifier in Swift, without back-ticks.
    package let swift: String

    /// An identifier for a name, with the Swift spelling the naming rules gave it.
    package init(text: String, swift: String) {
        self.text = text
        self.swift = swift
    }

    package var description: String { swift }
}

// The parts of a spec, each with the mapping whose plain facts it holds.

extension Venue: DecodedPart { typealias Keys = SpecKeys }
extension DocumentationPage: DecodedPart { typealias Keys = DocsKeys }
extension Source: DecodedPart { typealias Keys = SourceKeys }
extension Server: DecodedPart { typealias Keys = ServerKeys }
extension Credential: DecodedPart { typealias Keys = CredentialKeys }
extension CredentialSet: DecodedPart { typealias Keys = CredentialSetKeys }
extension OAuthTokenEndpoint: DecodedPart { typealias Keys = TokenEndpointKeys }
extension ComputedValue: DecodedPart { typealias Keys = ComputedKeys }
extension RateLimitPolicy: DecodedPart { typealias Keys = RateLimitKeys }
extension PageDescription: DecodedPart { typealias Keys = PageKeys }
extension GivenCredential: DecodedPart { typealias Keys = GivenCredentialKeys }
extension Quirk: DecodedPart { typealias Keys = QuirkKeys }
extension NamedType: DecodedPart { typealias Keys = TypeDefinitionKeys }
extension Property: DecodedPart { typealias Keys = PropertyKeys }
extension Enumeration.Value: DecodedPart { typealias Keys = EnumValueKeys }
extension CallDescription: DecodedPart { typealias Keys = OperationKeys }
extension Parameter: DecodedPart { typealias Keys = ParameterKeys }
extension IdentityAlternative: DecodedPart { typealias Keys = IdentityAlternativeKeys }
extension ConditionalGroup: DecodedPart { typealias Keys = ConditionalGroupKeys }
extension RepeatPolicy: DecodedPart { typealias Keys = RepeatabilityKeys }
extension BatchDescription: DecodedPart { typealias Keys = BatchKeys }
extension HTTPBinding: DecodedPart { typealias Keys = HTTPKeys }
extension WebSocketBinding: DecodedPart { typealias Keys = WebSocketKeys }
extension ResponseShape: DecodedPart { typealias Keys = ResponseKeys }
extension ResponseHeader: DecodedPart { typealias Keys = ResponseHeaderKeys }
extension Echo: DecodedPart { typealias Keys = EchoKeys }
extension OutcomeRule: DecodedPart { typealias Keys = OutcomeRuleKeys }
extension OutcomeRule.Case: DecodedPart { typealias Keys = OutcomeCaseKeys }
extension ConfirmationAdvice: DecodedPart { typealias Keys = ConfirmationKeys }
extension Example: DecodedPart { typealias Keys = ExampleKeys }
extension Example.Reply: DecodedPart { typealias Keys = ReplyKeys }
