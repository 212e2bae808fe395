package import SourceText

/// Checks an input against everything the spec demands of it, and reports all of it.
struct InputValidation {
    let operation: CallDescription

    /// Throws everything that is wrong with an input.
    func check(_ input: [Example.InputValue]) throws(InputProblems) {
        let values = InputValues(input)
        var problems = names(input)
        for parameter in operation.parameters {
            problems += self.problems(of: parameter, values[parameter.name.text]) + groups(of: parameter, values)
        }
        problems += identity(values)
        guard !problems.isEmpty else { return }
        throw InputProblems(
            all: problems.map { problem in
                var located = problem
                located.range = input.last { $0.name == problem.parameter }?.range
                return located
            })
    }

    /// Throws everything that is wrong with the orders of one call.
    func check(_ inputs: [[Example.InputValue]]) throws(InputProblems) {
        for input in inputs { try check(input) }
        if let limit = operation.batch?.limit, inputs.count > limit {
            throw InputProblems(all: [problem("batch", .tooManyOrders(limit))])
        }
    }

    /// Names that are no parameter's, and repeated ones.
    private func names(_ input: [Example.InputValue]) -> [InputProblem] {
        var seen: Set<String> = []
        return input.compactMap { value in
            if operation.parameter(named: value.name) == nil { return problem(value.name, .unknownParameter) }
            return seen.insert(value.name).inserted ? nil : problem(value.name, .givenTwice)
        }
    }

    /// What is wrong with one parameter by itself.
    private func problems(of parameter: Parameter, _ value: Example.InputScalar?) -> [InputProblem] {
        let name = parameter.name.text
        guard let value else { return isAlwaysRequired(parameter) ? [problem(name, .missing)] : [] }
        if let expected = parameter.type.expectation(violatedBy: value) {
            return [problem(name, .wrongKind(expected: expected))]
        }
        let check = ValueCheck(
            constraints: parameter.constraints, use: ParameterUse(of: name, in: operation))
        return check.problems(of: value, as: parameter.type).map { index, found in
            InputProblem(parameter: name, index: index, problem: found, range: nil)
        }
    }

    /// Whether every call gives a parameter; members of identity alternatives and conditional groups depend on those.
    private func isAlwaysRequired(_ parameter: Parameter) -> Bool {
        let name = parameter.name.text
        if case .alternatives(let sets) = operation.identity, sets.contains(where: { $0.parameters.contains(name) }) {
            return false
        }
        return parameter.isRequired && !operation.conditionalGroups.contains { $0.parameters.contains(name) }
    }

    /// Whether a member of conditional groups is given exactly when one of them asks for it.
    private func groups(of parameter: Parameter, _ values: InputValues) -> [InputProblem] {
        let name = parameter.name.text
        let groups = operation.conditionalGroups.filter { $0.parameters.contains(name) }
        guard let first = groups.first else { return [] }
        let active = groups.first { values[$0.discriminator]?.text?.isExactly($0.value) == true }
        switch (active, values[name] != nil) {
        case (let group?, false):
            return [problem(name, .missingWith(discriminator: group.discriminator, value: group.value))]
        case (nil, true):
            return [problem(name, .givenWithout(discriminator: first.discriminator, value: first.value))]
        default: return []
        }
    }

    /// Whether the parameters given are exactly one of the alternative identities.
    private func identity(_ values: InputValues) -> [InputProblem] {
        guard case .alternatives(let sets) = operation.identity else { return [] }
        let given = Set(sets.flatMap(\.parameters).filter { values[$0] != nil })
        guard !sets.contains(where: { Set($0.parameters) == given }) else { return [] }
        return [problem("identity", .noIdentity(sets.map { $0.parameters.joined(separator: " + ") }))]
    }

    /// A problem whose place is filled in later.
    private func problem(_ parameter: String, _ problem: InputProblem.Problem) -> InputProblem {
        InputProblem(parameter: parameter, problem: problem, range: nil)
    }
}

extension ParameterType {
    /// What a value of the type must be, if the given one is not.
    fileprivate func expectation(violatedBy value: Example.InputScalar) -> String? {
        switch (self, value) {
        case (.string, .text), (.boolean, .boolean): nil
        case (.decimalString, .text(let text)) where DecimalGrammar.isDecimal(text): nil
        case (.decimalNumber, .number(let text)) where DecimalGrammar.isDecimal(text): nil
        case (.integer, .number(let text)) where DecimalGrammar.integer(text) != nil: nil
        case (.timestamp, .text(let text)) where TimestampGrammar.isTimestamp(text): nil
        case (.enumeration(let enumeration, _), .text) where enumeration.kind == .string: nil
        case (.enumeration(let enumeration, _), .number) where enumeration.kind == .integer: nil
        case (.array(let element), .list(let values)):
            values.lazy.compactMap(element.expectation).first.map { "a list whose elements are each " + $0 }
        case (.string, _): "text"
        case (.decimalString, _): "a decimal as text"
        case (.decimalNumber, _): "a decimal number"
        case (.integer, _): "an integer of 64 bits"
        case (.boolean, _): "true or false"
        case (.timestamp, _): "an RFC 3339 timestamp"
        case (.enumeration, _): "one of the documented values"
        case (.array, _): "a list"
        }
    }
}

/// The values of one call by parameter name.
///
/// The first of a repeated name counts.
struct InputValues {
    private var values: [String: Example.InputScalar]
    /// The values of each order, where the call can name several.
    private(set) var orders: [InputValues] = []

    init(_ input: [Example.InputValue]) {
        values = Dictionary(input.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The values of one order of a call, with its place among the orders.
    init(_ input: [Example.InputValue], at position: Int) {
        self.init(input)
        values[BatchDescription.position] = .number(String(position))
    }

    /// The values of all orders of a call: of a parameter that each order has a value of its own for their list.
    init(_ inputs: [[Example.InputValue]], of operation: CallDescription) {
        self.init(inputs.first ?? [])
        guard operation.batch != nil else { return }
        orders = inputs.map { InputValues($0) }
        for name in values.keys where operation.isOfEachOrder(name) {
            values[name] = .list(orders.compactMap { $0[name] })
        }
    }

    subscript(name: String) -> Example.InputScalar? { values[name] }

    /// The same with what one order of the call has of its own.
    func about(_ order: InputValues) -> InputValues {
        var result = self
        for (name, value) in values {
            if case .list = value, order[name] == nil { result.values[name] = nil }
        }
        result.values.merge(order.values) { _, own in own }
        return result
    }

    /// The same with a value for a further name, if there is one.
    func with(_ value: Example.InputScalar?, for name: String) -> InputValues {
        var result = self
        if let value { result.values[name] = value }
        return result
    }
}

extension Example.InputScalar {
    /// The value as text; `nil` for a list.
    var text: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .list: nil
        }
    }
}

package struct InputProblems: Error, Sendable, Hashable {
    /// The problems, in the order of the parameters; never empty.
    package var all: [InputProblem]
}

/// One thing that is wrong with an input.
package struct InputProblem: Sendable, Hashable {
    package enum Problem: Sendable, Hashable {
        /// The call has no such parameter.
        case unknownParameter
        /// The parameter is given more than once.
        case givenTwice
        /// A required parameter is not given.
        case missing
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
        case tooShort(Int)
        case tooLong(Int)
        /// Text has more bytes in UTF-8.
        case tooManyBytes(Int)
        /// Text has no match of the expression.
        case pattern(String)
        /// Text is not of a well-known form.
        case format(StringFormat)
        case below(ExactNumber)
        case above(ExactNumber)
        case forbiddenValue
        case controlCharacter
        /// A path segment is `.` or `..`.
        case dotSegment
        /// Text cannot be a header field's value.
        case notHeaderText
        case tooFewItems(Int)
        case tooManyItems(Int)
        /// The call names more orders than the venue takes.
        case tooManyOrders(Int)
    }

    /// The parameter's name in the spec; `identity` for a set of them.
    package var parameter: String
    /// The element of a list that the problem is about, from 0.
    package var index: Int?
    package var problem: Problem
    /// Where the value stands, if it is given.
    package var range: SourceRange?

    /// The parameter, or the element of it, such as `ids[2]`.
    package var field: String { parameter + (index.map { "[\($0)]" } ?? "") }

    /// The problem as a message of one line.
    ///
    /// It never shows the value.
    package var message: String {
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
        case .tooManyBytes(let limit): "'\(parameter)' must have at most \(limit) bytes in UTF-8"
        case .pattern(let pattern): "'\(parameter)' must match \(pattern)"
        case .format(.uuid): "'\(parameter)' must be a UUID"
        case .format(.date): "'\(parameter)' must be a date as YYYY-MM-DD"
        case .below(let limit): "'\(parameter)' must be at least \(limit.text)"
        case .above(let limit): "'\(parameter)' must be at most \(limit.text)"
        case .forbiddenValue: "'\(parameter)' has a value that is ruled out"
        case .controlCharacter: "'\(parameter)' must not have control characters"
        case .dotSegment: "'\(parameter)' must not be '.' or '..', which a path resolves"
        case .notHeaderText: "'\(parameter)' must be visible ASCII without space at its ends to stand in a header"
        case .tooFewItems(let limit): "'\(parameter)' must have at least \(limit) elements"
        case .tooManyItems(let limit): "'\(parameter)' must have at most \(limit) elements"
        case .tooManyOrders(let limit): "one call names at most \(limit) orders"
        }
    }
}
