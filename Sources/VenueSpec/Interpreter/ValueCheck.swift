/// Checks one value of the right kind against its constraints and the places it is written to.
struct ValueCheck {
    let constraints: Constraints
    let use: ParameterUse

    /// A problem, and the element of a list it is about.
    typealias Found = (index: Int?, problem: InputProblem.Problem)

    func problems(of value: Example.InputScalar, as type: ParameterType) -> [Found] {
        guard case (.array(let element), .list(let values)) = (type, value) else {
            return scalarProblems(of: value, as: type).map { (nil, $0) }
        }
        var problems: [Found] = []
        if let limit = constraints.minItems, values.count < limit { problems.append((nil, .tooFewItems(limit))) }
        if let limit = constraints.maxItems, values.count > limit { problems.append((nil, .tooManyItems(limit))) }
        for (index, value) in values.enumerated() {
            problems += scalarProblems(of: value, as: element).map { (index, $0) }
        }
        return problems
    }

    /// Everything wrong with a value that is not a list.
    private func scalarProblems(of value: Example.InputScalar, as type: ParameterType) -> [InputProblem.Problem] {
        switch (type, value) {
        case (.string, .text(let text)):
            text.isEmpty && use.refusesEmpty ? [.empty] : constrained(text) + safety(text)
        case (.integer, .number(let text)): DecimalGrammar.integer(text).map(constrained) ?? []
        case (.decimalString, .text(let text)), (.decimalNumber, .number(let text)):
            ExactNumber(text).map(limited) ?? []
        case (.enumeration(let enumeration, _), .text(let text)), (.enumeration(let enumeration, _), .number(let text)):
            enumeration.values.contains { $0.name.text.isExactly(text) }
                ? [] : [.notListed(enumeration.values.map(\.name.text))]
        default: []
        }
    }

    /// What makes text unsafe where it goes, whatever the spec says of it.
    private func safety(_ text: String) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if hasControl { problems.append(.controlCharacter) }
        if use.isInHeader, !hasControl, !Self.isHeaderText(text) { problems.append(.notHeaderText) }
        if use.isWholeSegment, text == "." || text == ".." { problems.append(.dotSegment) }
        return problems
    }

    /// Whether text is visible ASCII and inner spaces only.
    private static func isHeaderText(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.allSatisfy { (0x20...0x7E).contains($0) } && bytes.first != 0x20 && bytes.last != 0x20
    }

    /// What the spec demands of text.
    ///
    /// Lengths count Unicode scalars.
    private func constrained(_ text: String) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        let length = text.unicodeScalars.count
        if let limit = constraints.minLength, length < limit { problems.append(.tooShort(limit)) }
        if let limit = constraints.maxLength, length > limit { problems.append(.tooLong(limit)) }
        if let limit = constraints.maxBytes, text.utf8.count > limit { problems.append(.tooManyBytes(limit)) }
        if let pattern = constraints.pattern, !text.containsMatch(of: pattern) { problems.append(.pattern(pattern)) }
        switch constraints.format {
        case .uuid? where !UUIDGrammar.isUUID(text): problems.append(.format(.uuid))
        case .date? where CalendarDate(text) == nil: problems.append(.format(.date))
        default: break
        }
        if constraints.not.contains(where: text.isExactly) { problems.append(.forbiddenValue) }
        return problems
    }

    private func constrained(_ integer: Int64) -> [InputProblem.Problem] {
        limited(ExactNumber(integer))
            + (constraints.not.contains { Int64($0) == integer } ? [.forbiddenValue] : [])
    }

    private func limited(_ number: ExactNumber) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        if let limit = constraints.minimum, number.isLess(than: limit) { problems.append(.below(limit)) }
        if let limit = constraints.maximum, limit.isLess(than: number) { problems.append(.above(limit)) }
        return problems
    }
}

/// The places of a request that a parameter's text ends up in, as far as they restrict it.
struct ParameterUse {
    var isInPath = false
    /// Whether it is a path segment by itself.
    var isWholeSegment = false
    var isInHeader = false
    /// Whether it is part of what identifies the order.
    var isIdentity = false

    /// Whether empty text would name nothing, or every order.
    var refusesEmpty: Bool { isInPath || isInHeader || isIdentity }

    init(of parameter: String, in operation: CallDescription) {
        let bindings = operation.bindings
        isInPath = bindings.contains { $0.path.contains(.parameter(parameter)) }
        isWholeSegment = bindings.contains { $0.path.hasWholeSegment(parameter) }
        isInHeader = bindings.flatMap(\.headers).contains { $0.value.contains(.parameter(parameter)) }
        isIdentity = operation.identifiers.contains(parameter)
    }
}
