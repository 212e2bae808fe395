package import SourceText

/// One executed example: an input, the exact request it makes, and replies with their outcomes.
package struct Example: Sendable, Hashable {
    /// Its name, unique in the operation, kebab case.
    package var name: String = ExampleKeys.absent(\.name)
    package var description: String?
    /// The set of the venue's credentials that its request carries; `nil` where all travel together.
    package var credentials: String?
    /// The parameters' values, by name, as JSON-like values in spec order; of a call about several orders the first's.
    package var input: [InputValue]
    /// The parameters' values of further orders of the same call, each with those that all have.
    package var furtherInputs: [[InputValue]] = []
    /// The scope it names, of a call that cancels all orders.
    package var scope: String?
    /// The values that were computed for the request, in spec order.
    package var computed: [RecordedValue]
    /// The text of each key that signed it, by the credential's name; test keys, which open nothing.
    package var keys: [Header]
    /// The request the input must make.
    package var request: ExpectedRequest
    /// The WebSocket frame the input must make, if recorded, with the correlation id it was made with.
    package var frame: ExpectedFrame?
    /// Replies and what they mean.
    ///
    /// May be empty.
    package var replies: [Reply]
    /// Where it stands and how it is known.
    package var provenance: Provenance

    /// The parameters' values of each order of the call.
    package var inputs: [[InputValue]] { [input] + furtherInputs }

    package struct InputValue: Sendable, Hashable {
        package var name: String
        package var value: InputScalar
        package var range: SourceRange

        package init(name: String, value: InputScalar, range: SourceRange) {
            self.name = name
            self.value = value
            self.range = range
        }
    }

    /// A value that was computed for the request.
    package struct RecordedValue: Sendable, Hashable {
        package var name: String
        /// The value as it is written; of bytes their lower-case hexadecimal digits.
        package var value: String
        /// The message that was hashed or signed; a value that is bytes shows as its digits.
        package var message: String?
        package var range: SourceRange
        package var messageRange: SourceRange
    }

    package indirect enum InputScalar: Sendable, Hashable {
        /// Text, a decimal, a timestamp, or an enumeration's value.
        case text(String)
        /// An integer or a decimal that travels as a number, as its text.
        case number(String)
        case boolean(Bool)
        case list([InputScalar])
    }

    /// The exact request an example makes, with each secret shown as its credential's name in angle brackets.
    package struct ExpectedRequest: Sendable, Hashable {
        /// Method, one space, and target (path and query).
        package var line: String = ExampleRequestKeys.absent(\.line)
        /// Every header field, in order: credentials, the binding's headers, then `Content-Type`.
        package var headers: [Header]
        /// The body; `nil` for none.
        package var body: String?
        package var range: SourceRange
        package var places: Places

        /// Where the parts of a request stand; a part that is not written stands where the request does.
        package struct Places: Sendable, Hashable {
            package var line: SourceRange
            /// The name of each header field, in order.
            package var headerNames: [SourceRange]
            /// The value of each header field, in order.
            package var headerValues: [SourceRange]
            package var body: SourceRange
        }
    }

    package struct Header: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    package struct ExpectedFrame: Sendable, Hashable {
        package var id: String = ExampleFrameKeys.absent(\.id)
        package var text: String = ExampleFrameKeys.absent(\.text)
        package var range: SourceRange
    }

    package struct Reply: Sendable, Hashable {
        /// Its name, unique in the operation, kebab case.
        package var name: String = ReplyKeys.absent(\.name)
        package var status: Int
        package var headers: [Header]
        package var body: [UInt8]
        /// Whether the body fits the documented shape.
        ///
        /// `false` records a reply outside the documentation.
        package var fits: Bool = ReplyKeys.absent(\.fits)
        package var outcome: Outcome
        /// What it means for each further order of the call, in their order; empty where it means the same for all.
        package var furtherOutcomes: [Outcome] = []
        /// What it means for the order at a place in the call.
        package func outcome(at position: Int) -> Outcome {
            position > 0 && furtherOutcomes.indices.contains(position - 1) ? furtherOutcomes[position - 1] : outcome
        }

        /// The venue's own code in the evidence, if recorded.
        package var code: String?
        /// The venue's own text in the evidence, if recorded.
        package var text: String?
        /// The quantities the reply tells, those that are recorded.
        package var quantities = PerQuantity<String>()
        /// How many orders the reply says were cancelled, if recorded.
        package var affected: Int?
        package var description: String?
        /// Where it stands and how it is known.
        package var provenance: Provenance
    }
}

struct ExampleKeys: Mapping {
    typealias Model = Example
    static let keys = KeyTable<ExampleKeys>("example", "an example")

    let name = Field(required: "name", .text(.kebabName), "Its name.", to: \.name)
    let description = Field.description(\.description)
    package let `as` = Field(
        "as", .text(.memberName), "The set of credentials it is made with, where there are several.", to: \.credentials)
    let input = Field(
        required: "input", .entries(.wireName, .oneOf([.text(.content), .list(.text(.content))])),
        "The parameters' values; empty for a call that takes none."
    ).admittingNone
    let keys = Field.keys
    let computed = Field.computed
    let request = Field.request
    let frame = Field.frame
    let replies = Field.replies
    let provenance = Included<ExampleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// The keys of an example of a call that takes no input.
struct LoginExampleKeys: Mapping {
    typealias Model = Example
    static let keys = KeyTable<LoginExampleKeys>("loginExample", "an example")

    let name = Field(required: "name", .text(.kebabName), "Its name.", to: \.name)
    let description = Field.description(\.description)
    let keys = Field.keys
    let computed = Field.computed
    let request = Field.request
    let frame = Field.frame
    let replies = Field.replies
    let provenance = Included<LoginExampleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

// The keys of every example, whatever its call is for.
extension Key where Keys.Model == Example, Value == [SpecNode.Entry] {
    static var keys: Key {
        Key("keys", .entries(.memberName, .text(.any)), default: [], "The test keys that sign it, by credential.")
    }

    static var computed: Key {
        Key(
            "computed", .entries(.memberName, .mappingOrAlone(RecordedValueKeys.self)), default: [],
            "The values computed for it.")
    }
}

extension Key where Keys.Model == Example, Value == SpecNode? {
    static var request: Key {
        Key(required: "request", .mapping(ExampleRequestKeys.self), "The request it makes, exactly.")
    }

    static var frame: Key {
        Key("frame", .mapping(ExampleFrameKeys.self), "The WebSocket frame it makes, exactly.")
    }
}

extension Key where Keys.Model == Example, Value == [SpecNode] {
    static var replies: Key {
        Key("replies", .elements(.record(ReplyKeys.self)), default: [], "Replies and their outcomes.")
    }
}

struct RecordedValueKeys: Mapping {
    static let keys = KeyTable<RecordedValueKeys>("recordedValue", "a recorded value")

    let value = Field(required: "value", .text(.any), "The value as it is written.").standingAlone
    let message = Field("message", .text(.content), "The message that was hashed or signed.")
}

struct ExampleRequestKeys: Mapping {
    typealias Model = Example.ExpectedRequest
    static let keys = KeyTable<ExampleRequestKeys>("exampleRequest", "an example's request")

    let line = Field(required: "line", .text(.any), "Method and target.", to: \.line)
    let headers = Field(
        "headers", .entries(.headerName, .text(.content)), default: [], "Every header field, in order.")
    let body = Field("body", .text(.content), "The body; left out for none.", to: \.body)
}

struct ExampleFrameKeys: Mapping {
    typealias Model = Example.ExpectedFrame
    static let keys = KeyTable<ExampleFrameKeys>("exampleFrame", "an example's frame")

    let id = Field(required: "id", .text(.any), "The correlation id.", to: \.id)
    let text = Field(required: "text", .text(.any), "The frame.", to: \.text)
}

struct ReplyKeys: Mapping {
    typealias Model = Example.Reply
    static let keys = KeyTable<ReplyKeys>("reply", "a reply")

    let name = Field(required: "name", .text(.kebabName), "Its name.", to: \.name)
    let status = Field(required: "status", .count(100...599), "The HTTP status.")
    let headers = Field("headers", .entries(.headerName, .text(.content)), default: [], "Header fields.")
    let body = Field("body", .text(.content), default: "", "The body; empty unless stated.")
    let fits = Field(
        "fits", .boolean, default: true, "Whether it fits the documentation; true unless stated.", to: \.fits)
    let outcome = Field(
        required: "outcome", .node(.oneOf([.text(.recordedOutcome), .list(.text(.recordedOutcome))])),
        "What it means; of a call about several orders perhaps a list.")
    let code = Field("code", .text(.content), "The venue's own code in the evidence.", to: \.code)
    let text = Field("text", .text(.content), "The venue's own text in the evidence.", to: \.text)
    let quantities = Field(
        "quantities", .mapping(RecordedQuantityKeys.self), "The quantities in the evidence, as the reply writes them.")
    let affected = Field(
        "affected", .count(0...1_000_000), "How many orders the evidence says were cancelled.", to: \.affected)
    let description = Field.description(\.description)
    let provenance = Included<ReplyKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
