/// A shape or an enumeration declared under `types`.
public struct NamedType: Sendable, Hashable {
    /// What the type is made of.
    public enum Definition: Sendable, Hashable {
        /// A JSON object with these members, in spec order; others are ignored when read.
        case object([Property])
        /// An open set of values.
        case enumeration(Enumeration)
    }

    /// The name in the spec, upper camel case.
    public var name: SwiftIdentifier
    /// What it is.
    public var definition: Definition
    /// One or more sentences about it.
    public var description: String?
    /// Where it stands and how it is known.
    public var provenance: Provenance
}

/// One member of a JSON object.
public struct Property: Sendable, Hashable {
    /// The member's name on the wire and in Swift.
    public var name: SwiftIdentifier
    /// What its value is.
    public var type: ValueType
    /// Whether the venue always sends it.
    public var isRequired: Bool
    /// Whether `null` is a documented value.
    ///
    /// A member that is not required and not nullable reads `null` as absent.
    public var isNullable: Bool
    /// Whether the venue is withdrawing it.
    public var isDeprecated: Bool
    /// What it means.
    public var description: String?
    /// A sample of its value, as text.
    public var example: String?
    /// Where it stands and how it is known.
    public var provenance: Provenance
}

/// The type of a value on the wire.
public indirect enum ValueType: Sendable, Hashable {
    /// A JSON string.
    case string
    /// A JSON string that holds a decimal number; its text is kept.
    case decimalString
    /// A JSON number; its text is kept and never becomes binary floating point.
    case decimalNumber
    /// A JSON number without fraction or exponent that fits 64 bits.
    case integer
    /// `true` or `false`.
    case boolean
    /// A JSON string in RFC 3339's form with 0 to 9 fraction digits; its text is kept.
    case timestamp
    /// A count since 1970-01-01T00:00:00Z as a JSON number, or as a string of digits where `quoted`.
    case epoch(EpochUnit, quoted: Bool)
    /// A JSON string or a JSON number; text and kind are kept.
    case textOrNumber
    /// Any JSON value.
    case any
    /// A declared object or enumeration.
    case named(SwiftIdentifier)
    /// A JSON array.
    case array(ValueType)
}

/// What a count since the epoch counts.
public enum EpochUnit: String, Sendable, Hashable, CaseIterable {
    /// `format: epoch-seconds`
    case seconds
    /// `format: epoch-milliseconds`
    case milliseconds
    /// `format: epoch-microseconds`
    case microseconds
    /// `format: epoch-nanoseconds`
    case nanoseconds
}

/// A set of documented values.
///
/// In replies it is open: a value outside it is kept. In requests it is closed.
public struct Enumeration: Sendable, Hashable {
    /// The values' kind on the wire.
    public enum Kind: Sendable, Hashable {
        /// JSON strings.
        case string
        /// JSON integers.
        case integer
    }

    /// One documented value.
    public struct Value: Sendable, Hashable {
        /// The value on the wire as text (`Cancelled`, `104`) and the Swift case name.
        public var name: SwiftIdentifier
        /// What it means.
        public var description: String?
        /// Where it stands and how it is known.
        public var provenance: Provenance
    }

    /// The values' kind on the wire.
    public var kind: Kind
    /// The documented values, in spec order.
    public var values: [Value]
}
