/// Input that was refused before anything was sent: every violation, not just the first.
public struct InvalidInput: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in the order of the operation's parameters.
    public let violations: [Violation]

    /// States everything that is wrong with an input.
    public init(violations: [Violation]) { self.violations = violations }

    /// All violations on one line.
    public var description: String { violations.map(\.description).joined(separator: "; ") }
}

/// A parameter that breaks one constraint.
///
/// Names the parameter and the constraint, never the value.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// The parameter's name as the venue has it; `ids[2]` for an element of a list.
    public let field: String
    /// The constraint of the spec, or of HTTP, that the value breaks.
    public let problem: Problem

    /// States that a parameter breaks a constraint.
    public init(field: String, problem: Problem) {
        self.field = field
        self.problem = problem
    }

    /// The parameter and what is wrong.
    public var description: String { "'\(field)' \(problem)" }

    /// The constraint that is broken.
    public enum Problem: Hashable, Sendable {
        /// Empty where it identifies the order or stands in a path or header field.
        case empty
        /// Fewer characters (Unicode scalars) than this.
        case tooShort(minimum: Int)
        /// More characters (Unicode scalars) than this.
        case tooLong(maximum: Int)
        /// More bytes in UTF-8 than this.
        case tooManyBytes(maximum: Int)
        /// No match of this regular expression.
        case pattern(String)
        /// Not in this well-known form.
        case format(TextFormat)
        /// Less than this.
        case below(minimum: ExactDecimal)
        /// Greater than this.
        case above(maximum: ExactDecimal)
        /// A value the venue does not take.
        case forbiddenValue
        /// A control character.
        case controlCharacter
        /// `.` or `..` as a path segment.
        case dotSegment
        /// Something other than visible ASCII and inner spaces in a header field.
        case notHeaderText
        /// A media type that is none.
        case notMediaType
        /// A header field that frames the message or picks the host.
        case transportField
        /// A path without a slash at its start, or a character that must be percent-encoded.
        case notTargetText
        /// Fewer elements than this.
        case tooFewItems(minimum: Int)
        /// More elements than this.
        case tooManyItems(maximum: Int)
        /// Not the same for all orders of one call.
        case notShared
    }
}

extension Violation.Problem: CustomStringConvertible {
    /// What is wrong, in a few words.
    public var description: String {
        switch self {
        case .empty: "is empty"
        case .tooShort(let minimum): "is shorter than \(minimum) characters"
        case .tooLong(let maximum): "is longer than \(maximum) characters"
        case .tooManyBytes(let maximum): "is longer than \(maximum) bytes in UTF-8"
        case .pattern(let pattern): "does not match '\(pattern)'"
        case .format(let format): "is not \(format == .uuid ? "a UUID" : "a date as YYYY-MM-DD")"
        case .below(let minimum): "is below \(minimum)"
        case .above(let maximum): "is above \(maximum)"
        case .forbiddenValue: "has a value the venue does not take"
        case .controlCharacter: "holds a control character"
        case .dotSegment: "is '.' or '..', which a path cannot hold"
        case .notHeaderText: "holds something other than visible ASCII and inner spaces"
        case .notMediaType: "is no media type"
        case .transportField: "is set by the transport"
        case .notTargetText: "does not start with '/' or holds an unencoded character"
        case .tooFewItems(let minimum): "has fewer than \(minimum) items"
        case .tooManyItems(let maximum): "has more than \(maximum) items"
        case .notShared: "is not the same for all orders of one call"
        }
    }
}
