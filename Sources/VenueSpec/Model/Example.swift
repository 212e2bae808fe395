public import SourceText

/// One executed example: an input, the exact request it makes, and replies with their outcomes.
public struct Example: Sendable, Hashable {
    /// Its name, unique in the operation, kebab case.
    public var name: String
    /// What it shows.
    public var description: String?
    /// The parameters' values, by name, as JSON-like values in spec order.
    public var input: [InputValue]
    /// The request the input must make.
    public var request: ExpectedRequest
    /// The WebSocket frame the input must make, if recorded, with the correlation id it was made with.
    public var frame: ExpectedFrame?
    /// Replies and what they mean.
    ///
    /// May be empty.
    public var replies: [Reply]
    /// Where it stands and how it is known.
    public var provenance: Provenance

    /// One parameter's value.
    public struct InputValue: Sendable, Hashable {
        /// The parameter.
        public var name: String
        /// Its value.
        public var value: InputScalar
        /// Where it stands.
        public var range: SourceRange

        /// Makes a value.
        public init(name: String, value: InputScalar, range: SourceRange) {
            self.name = name
            self.value = value
            self.range = range
        }
    }

    /// A value of a parameter.
    public indirect enum InputScalar: Sendable, Hashable {
        /// Text, a decimal, a timestamp, or an enumeration's value.
        case text(String)
        /// An integer or a decimal that travels as a number, as its text.
        case number(String)
        /// A boolean.
        case boolean(Bool)
        /// A list.
        case list([InputScalar])
    }

    /// The exact request an example makes, with each secret shown as its credential's name in angle brackets.
    public struct ExpectedRequest: Sendable, Hashable {
        /// Method, one space, and target (path and query).
        public var line: String
        /// Every header field, in order: credentials, the binding's headers, then `Content-Type`.
        public var headers: [Header]
        /// The body; `nil` for none.
        public var body: String?
        /// Where it stands.
        public var range: SourceRange
        /// Where its parts stand.
        public var places: Places

        /// Where the parts of a request stand; a part that is not written stands where the request does.
        public struct Places: Sendable, Hashable {
            /// The request line.
            public var line: SourceRange
            /// The name of each header field, in order.
            public var headerNames: [SourceRange]
            /// The value of each header field, in order.
            public var headerValues: [SourceRange]
            /// The body.
            public var body: SourceRange
        }
    }

    /// A header field.
    public struct Header: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: String
    }

    /// The exact frame an example makes.
    public struct ExpectedFrame: Sendable, Hashable {
        /// The correlation id it is made with.
        public var id: String
        /// The frame's text.
        public var text: String
        /// Where it stands.
        public var range: SourceRange
    }

    /// A reply and its meaning.
    public struct Reply: Sendable, Hashable {
        /// Its name, unique in the operation, kebab case.
        public var name: String
        /// The HTTP status.
        public var status: Int
        /// Header fields of interest.
        public var headers: [Header]
        /// The body's bytes.
        public var body: [UInt8]
        /// Whether the body fits the documented shape.
        ///
        /// `false` records a reply outside the documentation.
        public var fits: Bool
        /// What it means.
        public var outcome: Outcome
        /// The venue's own code in the evidence, if recorded.
        public var code: String?
        /// The venue's own text in the evidence, if recorded.
        public var text: String?
        /// What it shows.
        public var description: String?
        /// Where it stands and how it is known.
        public var provenance: Provenance
    }
}
