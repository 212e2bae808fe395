/// One cancel call of a venue.
public struct CancelOperation: Sendable, Hashable {
    /// The name in the spec, such as `cancelOrder`; lower camel case.
    ///
    /// The Swift namespace is its upper camel form.
    public var name: SwiftIdentifier
    /// What the call does.
    public var description: String?
    /// What the caller supplies, in spec order.
    public var parameters: [Parameter]
    /// What of it identifies the order.
    public var identity: Identity
    /// Parameters that stand in every alternative of ``identity``, in spec order; empty where there is one set.
    public var sharedIdentity: [String] = []
    /// Parameters that travel together exactly when another has one value.
    public var conditionalGroups: [ConditionalGroup]
    /// Whether the same cancel may be sent again.
    public var repeatability: Repeatability
    /// Where the parameters go in an HTTP request.
    public var http: HTTPBinding
    /// The same call as a WebSocket request frame, if the venue has one.
    public var webSocket: WebSocketBinding?
    /// The documented replies, by ascending status, alternatives of one status in spec order.
    public var responses: [ResponseShape]
    /// The meaning of the replies; the first rule that matches decides.
    public var outcomes: [OutcomeRule]
    /// How to learn the final state after an acknowledgement, best first.
    public var confirmations: [Confirmation]
    /// Executed examples.
    public var examples: [Example]
    /// Where the operation stands in the spec.
    public var provenance: Provenance

    /// Every parameter that identifies the order, in whatever set.
    public var identifiers: Set<String> {
        switch identity {
        case .single(let names): Set(names)
        case .alternatives(let sets): Set(sets.flatMap(\.parameters) + sharedIdentity)
        }
    }

    /// The parameter of that wire name.
    public func parameter(named name: String) -> Parameter? {
        parameters.first { $0.name.text == name }
    }
}

/// One value the caller supplies.
public struct Parameter: Sendable, Hashable {
    /// The name in the spec and the Swift name.
    public var name: SwiftIdentifier
    /// What its value is.
    ///
    /// `any`, objects and `textOrNumber` do not occur.
    public var type: ParameterType
    /// Whether a call needs it.
    ///
    /// A member of only some identity alternatives, or of a conditional group, is not required by itself; its group
    /// decides.
    public var isRequired: Bool
    /// What the venue assumes when it is left out, as text.
    public var venueDefault: String?
    /// Whether the venue is withdrawing it.
    public var isDeprecated: Bool
    /// What it may be.
    public var constraints: Constraints
    /// What it means.
    public var description: String?
    /// A sample, as text.
    public var example: String?
    /// Where it stands and how it is known.
    public var provenance: Provenance
}

/// The type of a parameter.
public indirect enum ParameterType: Sendable, Hashable {
    /// Text.
    case string
    /// A decimal number that travels as a string.
    case decimalString
    /// A decimal number that travels as a JSON number.
    case decimalNumber
    /// A 64-bit integer.
    case integer
    /// `true` or `false`.
    case boolean
    /// An RFC 3339 timestamp that travels as a string.
    case timestamp
    /// One of the documented values. The Swift type is named after the parameter, upper camel case.
    case enumeration(Enumeration, swiftType: String)
    /// A list of values.
    case array(ParameterType)
}

/// What a parameter's value may be, in JSON Schema's words.
///
/// Lengths count Unicode scalars.
public struct Constraints: Sendable, Hashable {
    /// The least number of characters.
    public var minLength: Int?
    /// The greatest number of characters.
    public var maxLength: Int?
    /// A regular expression the text must contain a match of.
    public var pattern: String?
    /// The least integer.
    public var minimum: Int64?
    /// The greatest integer.
    public var maximum: Int64?
    /// Values it must not have, as text.
    public var not: [String]
    /// The least number of elements.
    public var minItems: Int?
    /// The greatest number of elements.
    public var maxItems: Int?
    /// A well-known form: `uuid` or `date`.
    public var format: TextFormat?

    /// No constraint at all.
    public init() { not = [] }
}

/// A well-known form of text.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
    /// RFC 9562: 8-4-4-4-12 hex digits.
    case uuid
    /// RFC 3339 full-date: `YYYY-MM-DD`.
    case date
}

/// The sets of parameters that identify an order.
public enum Identity: Sendable, Hashable {
    /// One set; its parameters are ordinary required arguments.
    case single([String])
    /// Several sets of which the caller gives exactly one. A parameter in every set stays an ordinary argument and is
    /// not repeated in the alternatives.
    case alternatives([IdentityAlternative])
}

/// One of several sets of parameters that identify an order.
public struct IdentityAlternative: Sendable, Hashable {
    /// The name in the spec and the Swift case name.
    public var name: SwiftIdentifier
    /// The parameters that are particular to this set, in spec order.
    public var parameters: [String]
    /// Where it stands and how it is known.
    public var provenance: Provenance
}

/// Parameters that are all given exactly when an enumeration parameter has one value.
public struct ConditionalGroup: Sendable, Hashable {
    /// The enumeration parameter that decides.
    public var discriminator: String
    /// The value, on the wire, that requires the parameters.
    public var value: String
    /// The parameters, in spec order.
    public var parameters: [String]
    /// Where it stands and how it is known.
    public var provenance: Provenance
}

/// Whether sending the same cancel again is safe.
public struct Repeatability: Sendable, Hashable {
    /// What the venue says of a repeated cancel.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A repeat cannot change another order or be counted as a fault.
        case safe
        /// A repeat is refused or harmful.
        case unsafe
        /// Nobody says.
        case undocumented
    }

    /// The verdict.
    public var kind: Kind
    /// Why.
    public var description: String?
    /// How the fact is known.
    public var provenance: Provenance
}

/// How to learn the final state of the order.
public struct Confirmation: Sendable, Hashable {
    /// The venue's name for the call or stream, such as `GetOrderStatus`.
    public var call: String
    /// How it is used and what to look for.
    public var description: String?
    /// Order statuses it reports, each with what it proves, in spec order.
    public var statuses: [Pair]
    /// How the fact is known.
    public var provenance: Provenance

    /// One reported status and what it proves.
    public struct Pair: Sendable, Hashable {
        /// The status on the wire.
        public var status: String
        /// What it proves.
        public var outcome: Outcome
    }
}
