public import SourceText

/// Everything that is wrong with an input.
public struct InputProblems: Error, Sendable, Hashable {
    /// The problems, in the order of the parameters; never empty.
    public var all: [InputProblem]
}

/// One thing that is wrong with an input.
public struct InputProblem: Sendable, Hashable {
    /// What can be wrong.
    public enum Problem: Sendable, Hashable {
        /// The call has no such parameter.
        case unknownParameter
        /// The parameter is given more than once.
        case givenTwice
        /// A required parameter is not given.
        case missing
        /// The value is of another kind.
        case wrongKind(expected: String)
        /// The value is none of the documented ones.
        case notListed([String])
        /// The parameters given are not exactly one of the sets that identify an order.
        case noIdentity([String])
        /// A parameter goes with a value of another and is missing.
        case missingWith(discriminator: String, value: String)
        /// A parameter goes with another value of another.
        case givenWithout(discriminator: String, value: String)
        /// Text is empty where that would name nothing, or everything.
        case empty
        /// Text has fewer characters.
        case tooShort(Int)
        /// Text has more characters.
        case tooLong(Int)
        /// Text has no match of the expression.
        case pattern(String)
        /// Text is not of a well-known form.
        case format(TextFormat)
        /// The integer is less.
        case below(Int64)
        /// The integer is greater.
        case above(Int64)
        /// The value is ruled out.
        case forbiddenValue
        /// Text has a control character.
        case controlCharacter
        /// A path segment is `.` or `..`.
        case dotSegment
        /// Text cannot be a header field's value.
        case notHeaderText
        /// The list has fewer elements.
        case tooFewItems(Int)
        /// The list has more elements.
        case tooManyItems(Int)
    }

    /// The parameter's name in the spec; `identity` for a set of them.
    public var parameter: String
    /// The element of a list that the problem is about, from 0.
    public var index: Int?
    /// What is wrong.
    public var problem: Problem
    /// Where the value stands, if it is given.
    public var range: SourceRange?

    /// The parameter, or the element of it, such as `ids[2]`.
    public var field: String { parameter + (index.map { "[\($0)]" } ?? "") }

    /// The problem as a message of one line.
    ///
    /// It never shows the value.
    public var message: String {
        let parameter = field
        return switch problem {
        case .unknownParameter: "'\(parameter)' is not a parameter of the call"
        case .givenTwice: "'\(parameter)' is given more than once"
        case .missing: "'\(parameter)' is required and not given"
        case .wrongKind(let expected): "'\(parameter)' must be \(expected)"
        case .notListed(let values): "'\(parameter)' must be one of \(values.joined(separator: ", "))"
        case .noIdentity(let sets): "the input must give exactly one of \(sets.joined(separator: " or "))"
        case .missingWith(let discriminator, let value):
            "'\(parameter)' is required when '\(discriminator)' is \(value)"
        case .givenWithout(let discriminator, let value):
            "'\(parameter)' must be left out unless '\(discriminator)' is \(value)"
        case .empty: "'\(parameter)' must not be empty"
        case .tooShort(let limit): "'\(parameter)' must have at least \(limit) characters"
        case .tooLong(let limit): "'\(parameter)' must have at most \(limit) characters"
        case .pattern(let pattern): "'\(parameter)' must match \(pattern)"
        case .format(.uuid): "'\(parameter)' must be a UUID"
        case .format(.date): "'\(parameter)' must be a date as YYYY-MM-DD"
        case .below(let limit): "'\(parameter)' must be at least \(limit)"
        case .above(let limit): "'\(parameter)' must be at most \(limit)"
        case .forbiddenValue: "'\(parameter)' has a value that is ruled out"
        case .controlCharacter: "'\(parameter)' must not have control characters"
        case .dotSegment: "'\(parameter)' must not be '.' or '..', which a path resolves"
        case .notHeaderText: "'\(parameter)' must be visible ASCII without space at its ends to stand in a header"
        case .tooFewItems(let limit): "'\(parameter)' must have at least \(limit) elements"
        case .tooManyItems(let limit): "'\(parameter)' must have at most \(limit) elements"
        }
    }
}
