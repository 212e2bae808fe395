/// What a call that reads an order has beyond what cancels have, too.
package struct ReadDescription: Sendable, Hashable {
    /// The page the read was taken from, where it is another than the spec's own.
    package var docs: DocumentationPage?
    /// How its pages follow one another; `nil` for a reply that is all there is.
    package var pages: PageDescription?
}

package struct ReadKeys: Mapping {
    package typealias Model = CallDescription
    package static let keys = KeyTable<ReadKeys>("read", "a read")
    package init() {}

    let description = Field.description(\.description)
    package let docs = Field(
        "docs", .mapping(DocsKeys.self), "The vendor page it was read from, if it has one of its own.")
    let parameters = Field.parameters
    let identity = Field.identity
    let weight = Field.weight
    let http = Field.http
    let responses = Field.responses
    let pages = Field("pages", .mapping(PageKeys.self), "How the pages of a list follow one another.")
    package let states = Field(
        required: "states", .elements(.record(StateRuleKeys.self)),
        "What replies prove of the order; the first match decides.")
    let examples = Field.examples
}

/// How a list that comes in pages is read on.
package struct PageDescription: Sendable, Hashable {
    /// What the first page is asked for with; `nil` where that is left out.
    package var first: String?
    /// The field that holds what the next page is asked for with.
    package var next: FieldPath?
    /// What that field holds on the last page, besides nothing.
    package var last: String?
    /// The rows of a page, where pages are told by how many rows came before them.
    package var rows: FieldPath?
    /// How many rows a page has that is not the last.
    package var size: Int?
    /// How many pages are read at most.
    package var atMost: Int = PageKeys.absent(\.atMost)
    package var provenance: Provenance

    /// The placeholder for what a page is asked for with.
    package static let placeholder = "$page"
}

struct PageKeys: Mapping {
    typealias Model = PageDescription
    static let keys = KeyTable<PageKeys>("pages", "'pages'")

    let first = Field("first", .text(.content), "The first page's '{$page}'; left out unless stated.", to: \.first)
    let next = Field("next", .fieldPath, "The field with the next page's '{$page}'.", to: \.next)
    let last = Field("last", .text(.content), "What that field holds on the last page.", to: \.last)
    let rows = Field("rows", .fieldPath, "The rows, where '{$page}' counts those of earlier pages.", to: \.rows)
    let size = Field("size", .count(1...100_000), "How many rows a page has that is not the last.", to: \.size)
    let atMost = Field(
        "atMost", .count(1...1000), default: 10, "How many pages are read at most; 10 unless stated.", to: \.atMost)
    let provenance = Included<PageKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

struct StateRuleKeys: Mapping {
    typealias Model = OutcomeRule
    static let keys = KeyTable<StateRuleKeys>("stateRule", "a state rule")

    let status = Field.status
    let when = Field.when
    let by = Field.by
    let then = Field(
        required: "then",
        .node(.oneOf([.text(.state), .map(.enumValue, .mappingOrAlone(StateCaseKeys.self))])),
        "The state, or with 'by' a state for each value."
    ).entries(upTo: 5000)
    let proof = Field.proof
    let description = Field.description(\.description)
    let provenance = Included<StateRuleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

struct StateCaseKeys: Mapping {
    typealias Model = OutcomeRule.Case
    static let keys = KeyTable<StateCaseKeys>("stateCase", "a state")

    let then = Field(required: "then", .state, "The state.").standingAlone
    let provenance = Included<StateCaseKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A read that tells what became of a cancel, and when it is made.
package struct RunnableRead: Sendable, Hashable {
    /// The read's name in the spec.
    package var name: String
    /// Parameters of the read that are not the cancel's of the same name.
    package var arguments: [Argument]
    /// How long after the cancel the first read is made.
    package var after: Duration
    /// The time between reads.
    package var every: Duration
    /// How many reads are made at most.
    package var atMost: Int

    /// Where the value of a read's parameter comes from.
    package struct Argument: Sendable, Hashable {
        /// The read's parameter.
        package var name: String
        package var origin: Origin
    }

    package enum Origin: Sendable, Hashable {
        /// A parameter of the cancel.
        case parameter(String)
        /// A field of the cancel's reply.
        case reply(FieldPath)
    }
}

struct ReadArgumentKeys: Mapping {
    static let keys = KeyTable<ReadArgumentKeys>("readArgument", "a value")

    let parameter = Field("parameter", .text(.wireName), "The cancel's parameter.").standingAlone
    let reply = Field("reply", .fieldPath, "The field of the cancel's reply.")
}
