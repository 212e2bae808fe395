/// What a call has that cancels every order of a scope, beyond what cancels of one order have, too.
///
/// Its ``CallDescription/identity`` are its scopes: what is cancelled, not one order; a scope without parameters is every
/// order at the venue that the credentials reach.
package struct CancelAllDescription: Sendable, Hashable {
    /// The page the call was taken from, where it is another than the spec's own.
    package var docs: DocumentationPage?

    /// The member of an input's JSON that names its scope; no parameter has such a name.
    package static let scopeMember = "$scope"
}

package struct CancelAllKeys: Mapping {
    package typealias Model = CallDescription
    package static let keys = KeyTable<CancelAllKeys>("cancelAll", "a call that cancels all orders of a scope")
    package init() {}

    let description = Field.description(\.description)
    package let docs = Field(
        "docs", .mapping(DocsKeys.self), "The vendor page it was read from, if it has one of its own.")
    package let parameters = Field(
        "parameters", .entries(.parameterName, .oneOf([.words(TypeWord.parameters), .record(ParameterKeys.self)])),
        default: [], "What the caller supplies.")
    package let scope = Field(
        required: "scope",
        .node(.map(.memberName, .mappingOrAlone(IdentityAlternativeKeys.self))),
        "The sets of parameters that say whose orders are cancelled; an empty one is every order at the venue.")
    let repeatable = Field.repeatable
    let weight = Field.weight
    let http = Field.httpOrList
    let webSocket = Field("webSocket", .mapping(WebSocketKeys.self), "The call as a WebSocket frame.")
    let responses = Field.responses
    package let outcomes = Field(
        required: "outcomes", .elements(.record(CancelAllRuleKeys.self)),
        "What replies mean for every order of the scope; the first match decides.")
    let examples = Field.examples
}

struct CancelAllRuleKeys: Mapping {
    typealias Model = OutcomeRule
    static let keys = KeyTable<CancelAllRuleKeys>("cancelAllRule", "a rule of a call that cancels all orders")

    let status = Field.status
    let when = Field.when
    let by = Field.by
    let then = Field(
        required: "then",
        .node(.oneOf([.text(.scopeOutcome), .map(.enumValue, .mappingOrAlone(CancelAllCaseKeys.self))])),
        "What is proven of every order of the scope, or with 'by' that for each value."
    ).entries(upTo: 5000)
    let proof = Field.proof
    let description = Field.description(\.description)
    let provenance = Included<CancelAllRuleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

struct CancelAllCaseKeys: Mapping {
    typealias Model = OutcomeRule.Case
    static let keys = KeyTable<CancelAllCaseKeys>("cancelAllCase", "an outcome of all orders")

    let then = Field(required: "then", .scopeOutcome, "What is proven of every order of the scope.").standingAlone
    let provenance = Included<CancelAllCaseKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
