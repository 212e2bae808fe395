/// A call that cancels an order or all of a scope, one that reads what became of an order, or one that comes before them: it
/// obtains credentials, or the session is not ready without it.
package struct CallDescription: Sendable, Hashable {
    /// The name in the spec, such as `cancelOrder`; lower camel case.
    ///
    /// The Swift namespace is its upper camel form.
    package var name: SwiftIdentifier
    package var description: String?
    /// What the caller supplies, in spec order.
    package var parameters: [Parameter]
    package var identity: Identity
    /// Parameters that stand in every alternative of ``identity``, in spec order; empty where there is one set.
    package var sharedIdentity: [String] = []
    /// Parameters that travel together exactly when another has one value.
    package var conditionalGroups: [ConditionalGroup]
    /// Whether the same cancel may be sent again.
    package var repeatability: RepeatPolicy
    /// How many requests it counts as under the rate limits; `nil` for one, or for as many as its orders count as.
    package var weight: Int?
    /// What it has as a call that can name several orders; `nil` for one that names one.
    package var batch: BatchDescription?
    /// Where the parameters go in an HTTP request: the first of ``bindings``.
    package var http: HTTPBinding
    /// The bindings of further ways to identify the order, in spec order.
    package var furtherBindings: [HTTPBinding] = []
    /// The same call as a WebSocket request frame, if the venue has one.
    package var webSocket: WebSocketBinding?
    /// The call whose replies and outcomes it shares; `nil` for one that has its own.
    package var answersLike: String?
    /// The documented replies, by ascending status, alternatives of one status in spec order.
    package var responses: [ResponseShape]
    /// The meaning of the replies; the first rule that matches decides.
    package var outcomes: [OutcomeRule]
    /// How to learn the final state after an acknowledgement, best first.
    package var confirmations: [ConfirmationAdvice]
    package var examples: [Example]
    /// What it has as a call that only reads what became of an order; `nil` for a cancel.
    package var read: ReadDescription?
    /// What it has as a call that obtains credentials; `nil` for any other.
    package var login: LoginDescription?
    /// What it has as a call that cancels every order of a scope; `nil` for any other.
    package var cancelAll: CancelAllDescription?
    /// Where the operation stands in the spec.
    package var provenance: Provenance

    /// Whether it has to come first in a session and gives nothing.
    package var isPrecondition: Bool { login?.isPrecondition ?? false }

    package var kind: Kind { login != nil ? .login : read != nil ? .read : cancelAll != nil ? .cancelAll : .cancel }

    /// What calls are for, each with a vocabulary of its own for what replies mean.
    package enum Kind: Sendable, Hashable, CaseIterable {
        case cancel, cancelAll, read, login
    }

    /// Every parameter that identifies the order, or limits what is cancelled, in whatever set.
    package var identifiers: Set<String> {
        switch identity {
        case .single(let names): Set(names)
        case .alternatives(let sets): Set(sets.flatMap(\.parameters) + sharedIdentity)
        }
    }

    package func parameter(named name: String) -> Parameter? {
        parameters.first { $0.name.text == name }
    }
}

extension CallDescription {
    /// The bindings: one for every call, or one for each way to identify the order, or for several of them.
    package var bindings: [HTTPBinding] { [http] + furtherBindings }

    /// The same call as each of its bindings carries it: identified in no other way than that one serves.
    package var variants: [CallDescription] {
        guard !http.identities.isEmpty, case .alternatives(let sets) = identity else { return [self] }
        return bindings.map { binding in
            var variant = self
            (variant.http, variant.furtherBindings) = (binding, [])
            variant.identity = .alternatives(sets.filter { binding.identities.contains($0.name.text) })
            return variant
        }
    }

    /// The same call as it is carried where these parameters are given; the call itself where they are no way to identify
    /// an order.
    package func variant(given: (String) -> Bool) -> CallDescription {
        guard !http.identities.isEmpty, case .alternatives(let sets) = identity else { return self }
        let names = Set(sets.flatMap(\.parameters).filter(given))
        let set = sets.first { Set($0.parameters) == names }
        return variants.first { $0.http.identities.contains(set?.name.text ?? "") } ?? self
    }
}

package struct OperationKeys: Mapping {
    package typealias Model = CallDescription
    package static let keys = KeyTable<OperationKeys>("operation", "an operation")
    package init() {}

    let description = Field.description(\.description)
    package let parameters = Field.parameters
    let identity = Field.identity
    let conditional = Field(
        "conditional", .elements(.record(ConditionalGroupKeys.self)), default: [], "Parameters that travel together.")
    let repeatable = Field.repeatable
    let weight = Field.weight
    package let batch = Field("batch", .mapping(BatchKeys.self), "How one call names several orders.")
    package let http = Field.httpOrList.missing(
        beside: \.webSocket, ": a call over a socket alone is out of reach in format 1")
    package let webSocket = Field("webSocket", .mapping(WebSocketKeys.self), "The call as a WebSocket frame.")
    package let responses = Field.responses(orNameOfCall: true)
    package let outcomes = Field(
        required: "outcomes",
        Kind(.oneOf([.list(.record(OutcomeRuleKeys.self)), .text(.memberName)]), value: { $0.elements }),
        "What replies mean, the first match decides; or the call whose outcomes it shares.")
    package let confirm = Field(
        "confirm", .elements(.record(ConfirmationKeys.self)), default: [], "How to learn the final state.")
    let examples = Field.examples
}

// The keys of every call, whatever it is for.
extension Key where Keys.Model == CallDescription, Value == [SpecNode.Entry] {
    static var parameters: Key {
        Key(
            required: "parameters",
            .entries(.parameterName, .oneOf([.words(TypeWord.parameters), .record(ParameterKeys.self)])),
            "What the caller supplies.")
    }

    static var responses: Key { responses(orNameOfCall: false) }

    static func responses(orNameOfCall isShared: Bool) -> Key {
        let own: Form = .map(.status, .oneOf(ResponseKeys.bodyForms + [.record(ResponseKeys.self)]))
        return Key(
            required: "responses", Kind(isShared ? .oneOf([own, .text(.memberName)]) : own, value: { $0.entries }),
            "The documented replies by status" + (isShared ? ", or the call whose replies it shares." : "."))
    }
}

extension Key where Keys.Model == CallDescription, Value == SpecNode? {
    static var identity: Key {
        Key(
            required: "identity",
            .node(
                .oneOf([.list(.text(.wireName)), .map(.memberName, .mappingOrAlone(IdentityAlternativeKeys.self))])),
            "The set or sets of parameters that identify the order.")
    }

    static var repeatable: Key {
        Key(
            required: "repeatable", .mappingOrAlone(RepeatabilityKeys.self),
            "Whether the same cancel may be sent again.")
    }

    static var httpOrList: Key {
        Key(
            required: "http", .node(.oneOf([.record(HTTPKeys.self), .list(.record(HTTPKeys.self))])),
            "Where the parameters go in an HTTP request; a list has a binding for each way to identify the order, or for "
                + "each scope.")
    }

    static var http: Key {
        Key(required: "http", .mapping(HTTPKeys.self), "Where the parameters go in an HTTP request.")
    }
}

extension Key where Keys.Model == CallDescription, Value == Int? {
    static var weight: Key {
        Key("weight", .count(1...100_000), "How many requests it counts as under the rate limits.", to: \.weight)
    }
}

extension CallDescription {
    /// How many requests a call about so many orders counts as.
    package func weight(ofOrders count: Int) -> Int {
        (weight ?? (batch?.weight == nil ? 1 : 0)) + (batch?.weight ?? 0) * count
    }
}

extension Key where Keys.Model == CallDescription, Value == [SpecNode] {
    static var examples: Key {
        Key(required: "examples", .elements(.record(ExampleKeys.self)), "Executed examples.").settingOff
    }
}

/// The sets of parameters that identify an order.
package enum Identity: Sendable, Hashable {
    /// One set; its parameters are ordinary required arguments.
    case single([String])
    /// Several sets of which the caller gives exactly one. A parameter in every set stays an ordinary argument and is
    /// not repeated in the alternatives.
    case alternatives([IdentityAlternative])
}

/// One of several sets of parameters that identify an order.
package struct IdentityAlternative: Sendable, Hashable {
    /// The name in the spec and the Swift case name.
    package var name: SwiftIdentifier
    /// The parameters that are particular to this set, in spec order.
    package var parameters: [String]
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

struct IdentityAlternativeKeys: Mapping {
    typealias Model = IdentityAlternative
    static let keys = KeyTable<IdentityAlternativeKeys>("identityAlternative", "an identity")

    let parameters = Field(
        required: "parameters", .elements(.text(.wireName)), "The parameters of the set."
    ).standingAlone.admittingNone
    let provenance = Included<IdentityAlternativeKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// Parameters that are all given exactly when an enumeration parameter has one value.
package struct ConditionalGroup: Sendable, Hashable {
    package var discriminator: String
    /// The value, on the wire, that requires the parameters.
    package var value: String
    package var parameters: [String]
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

struct ConditionalGroupKeys: Mapping {
    typealias Model = ConditionalGroup
    static let keys = KeyTable<ConditionalGroupKeys>("conditionalGroup", "a conditional group")

    let when = Field(
        required: "when", .entries(.wireName, .text(.constant)), "The enumeration parameter and its value.")
    let require = Field(
        required: "require", .elements(.text(.wireName)), "The parameters given exactly then.")
    let provenance = Included<ConditionalGroupKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// Whether sending the same cancel again is safe.
package struct RepeatPolicy: Sendable, Hashable {
    /// What the venue says of a repeated cancel.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A repeat cannot change another order or be counted as a fault.
        case safe
        case unsafe
        case undocumented
    }

    package var kind: Kind
    package var description: String?
    package var provenance: Provenance
}

struct RepeatabilityKeys: Mapping {
    typealias Model = RepeatPolicy
    static let keys = KeyTable<RepeatabilityKeys>("repeatability", "'repeatable'")

    let verdict = Field(required: "is", .words(RepeatPolicy.Kind.self), "The verdict.").standingAlone
    let description = Field.description(\.description)
    let provenance = Included<RepeatabilityKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// How to learn the final state of the order.
package struct ConfirmationAdvice: Sendable, Hashable {
    /// The venue's name for the call or stream, such as `GetOrderStatus`; for a read its name in the spec unless stated.
    package var call: String
    /// The read that clients make, where one of the spec's is named.
    package var read: RunnableRead?
    /// How it is used and what to look for.
    package var description: String?
    /// Order statuses it reports, each with what it proves, in spec order.
    package var statuses: [Pair]
    package var provenance: Provenance

    /// One reported status and what it proves.
    package struct Pair: Sendable, Hashable {
        package var status: String
        package var outcome: Outcome
    }
}

package struct ConfirmationKeys: Mapping {
    package typealias Model = ConfirmationAdvice
    package static let keys = KeyTable<ConfirmationKeys>("confirmation", "a confirmation")
    package init() {}

    let read = Field("read", .text(.wireName), "The read of 'reads' that tells.")
    let with = Field(
        "with", .entries(.wireName, .mappingOrAlone(ReadArgumentKeys.self)), default: [],
        "The read's parameters that are not the cancel's of the same name.")
    let after = Field("after", .duration, default: .seconds(1), "When the first read is made; 1s unless stated.")
    let every = Field("every", .duration, default: .seconds(1), "The time between reads; 1s unless stated.")
    let atMost = Field("atMost", .count(1...1000), default: 30, "How many reads are made; 30 unless stated.")
    package let call = Field(
        "call", .text(.any), "The venue's name for the call or stream, where no read is described.")
    let description = Field.description(\.description)
    package let statuses = Field(
        "statuses", .entries(.wireName, .text(.outcome)), default: [], "Order statuses and what each proves.")
    let provenance = Included<ConfirmationKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
