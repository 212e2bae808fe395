/// Checks an input against everything the spec demands of it, and reports all of it.
struct InputCheck {
    /// The call the input is for.
    let operation: CancelOperation
    /// The compiled expressions.
    let patterns: CompiledPatterns

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
            constraints: parameter.constraints, use: ParameterUse(of: name, in: operation), patterns: patterns)
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
