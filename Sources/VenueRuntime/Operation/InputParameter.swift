/// A parameter of a cancel call as the spec declares it, for code that learns what a venue takes at run time.
public struct InputParameter: Hashable, Sendable {
    /// What a value is on the wire.
    public indirect enum Kind: Hashable, Sendable {
        /// A string.
        case text
        /// A decimal number in a string.
        case decimalText
        /// A decimal number.
        case decimal
        /// A 64-bit integer.
        case integer
        /// `true` or `false`.
        case boolean
        /// An RFC 3339 timestamp in a string.
        case timestamp
        /// One of these strings.
        case choice([String])
        /// One of these integers.
        case integerChoice([String])
        /// A list of values.
        case list(Kind)
    }

    /// When a value is given.
    public enum Presence: Hashable, Sendable {
        /// Always.
        case required
        /// Where the caller wants.
        case optional
        /// With the others of one of these sets, of which one identifies the order.
        case alternative([String])
        /// Exactly where another parameter has one of these values.
        case conditional(String, [String])
    }

    /// The venue's own name.
    public let name: String
    /// What a value is.
    public let kind: Kind
    /// When a value is given.
    public let presence: Presence
    /// Whether it helps to identify the order.
    public let identifies: Bool

    /// The regular expression a value must contain a match of; `nil` where the spec has none.
    public let pattern: String?
    /// What the spec says of it: its description, and its constraints in words.
    public let about: String

    /// Makes a fact.
    public init(
        _ name: String, _ kind: Kind, _ presence: Presence = .required, identifies: Bool = false,
        pattern: String? = nil, about: String = ""
    ) {
        self.name = name
        self.kind = kind
        self.presence = presence
        self.identifies = identifies
        self.pattern = pattern
        self.about = about
    }
}
