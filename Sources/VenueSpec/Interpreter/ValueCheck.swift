/// Checks one value of the right kind against its constraints and the places it is written to.
struct ValueCheck {
    /// What the spec demands.
    let constraints: Constraints
    /// Where the value goes.
    let use: ParameterUse

    /// Everything wrong with a value.
    func problems(of value: Example.InputScalar, as type: ParameterType) -> [InputProblem.Problem] {
        switch (type, value) {
        case (.string, .text(let text)): safety(text) + constrained(text)
        case (.integer, .number(let text)): DecimalGrammar.integer(text).map(constrained) ?? []
        case (.enumeration(let enumeration, _), .text(let text)), (.enumeration(let enumeration, _), .number(let text)):
            enumeration.values.contains { $0.name.text.isExactly(text) }
                ? [] : [.notListed(enumeration.values.map(\.name.text))]
        case (.array(let element), .list(let values)): list(values, of: element)
        default: []
        }
    }

    /// What makes text unsafe where it goes, whatever the spec says of it.
    private func safety(_ text: String) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        if text.isEmpty, use.refusesEmpty { problems.append(.empty) }
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if hasControl { problems.append(.controlCharacter) }
        if use.isWholeSegment, text == "." || text == ".." { problems.append(.dotSegment) }
        if use.isInHeader, !hasControl, !Self.isHeaderText(text) { problems.append(.notHeaderText) }
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
        if let pattern = constraints.pattern, !text.containsMatch(of: pattern) { problems.append(.pattern(pattern)) }
        switch constraints.format {
        case .uuid? where !UUIDGrammar.isUUID(text): problems.append(.format(.uuid))
        case .date? where !TimestampGrammar.isDate(text): problems.append(.format(.date))
        default: break
        }
        if constraints.not.contains(where: text.isExactly) { problems.append(.forbiddenValue) }
        return problems
    }

    /// What the spec demands of an integer.
    private func constrained(_ integer: Int64) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        if let limit = constraints.minimum, integer < limit { problems.append(.below(limit)) }
        if let limit = constraints.maximum, integer > limit { problems.append(.above(limit)) }
        if constraints.not.contains(where: { Int64($0) == integer }) { problems.append(.forbiddenValue) }
        return problems
    }

    /// What is wrong with a list: its length, and once each what is wrong with its elements.
    private func list(_ values: [Example.InputScalar], of element: ParameterType) -> [InputProblem.Problem] {
        var problems: [InputProblem.Problem] = []
        if let limit = constraints.minItems, values.count < limit { problems.append(.tooFewItems(limit)) }
        if let limit = constraints.maxItems, values.count > limit { problems.append(.tooManyItems(limit)) }
        let elements = ValueCheck(constraints: Constraints(), use: use)
        for problem in values.flatMap({ elements.problems(of: $0, as: element) }) where !problems.contains(problem) {
            problems.append(problem)
        }
        return problems
    }
}
