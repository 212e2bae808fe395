public import SourceText

/// Something an example gets wrong, or leaves out.
public struct ExampleFinding: Sendable, Hashable {
    /// What kind of finding it is.
    ///
    /// The raw value is the id of the rule that reports it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The input is not one the call takes.
        case exampleInput = "example-input"
        /// The input makes another request.
        case exampleRequest = "example-request"
        /// The input makes another frame.
        case exampleFrame = "example-frame"
        /// The reply's body fits, or does not, against what is recorded.
        case exampleReply = "example-reply"
        /// The reply means something else.
        case exampleOutcome = "example-outcome"
        /// The venue's own code or text in the reply is another.
        case exampleEvidence = "example-evidence"
        /// A literal looks like a secret.
        case secretInExample = "secret-in-example"
        /// No reply shows a documented status and shape.
        case responseWithoutExample = "response-without-example"
        /// No reply shows a row of the outcome table.
        case outcomeWithoutExample = "outcome-without-example"
        /// No reply shows another order in a field that repeats what was asked.
        case echoWithoutExample = "echo-without-example"

        /// How bad it is.
        ///
        /// What is missing is a warning; what is wrong is an error.
        public var severity: Diagnostic.Severity {
            switch self {
            case .responseWithoutExample, .outcomeWithoutExample, .echoWithoutExample: .warning
            default: .error
            }
        }
    }

    /// What kind of finding it is.
    public var kind: Kind
    /// What was expected and found; lower case, no full stop.
    public var message: String
    /// Where it stands.
    public var range: SourceRange
    /// The name there that is not known, if that is what is wrong, and those that are.
    public var unknown: UnknownName?

    /// A name that may be a slip of a known one.
    public struct UnknownName: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The names it could be.
        public var known: [String]
    }
}
