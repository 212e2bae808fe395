internal import SourceText

enum InvalidCondition: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for path in operation.fieldPaths { checkRows(path, operation, document, &report) }
            for outcome in operation.outcomes {
                let resolver = FieldResolver(document: document, row: outcome, of: operation)
                if let by = outcome.by { checkDecider(by, outcome, resolver, document, &report) }
                if outcome.by == nil, let then = outcome.node[\OutcomeRuleKeys.then], then.scalar == nil {
                    report.add(
                        .invalidCondition, "outcomes by value need the field that decides, under 'by'", at: then.range)
                }
                if outcome.node[\OutcomeRuleKeys.proof] == .status, outcome.by != nil || !outcome.conditions.isEmpty {
                    report.add(
                        .invalidCondition,
                        "'proof: status' holds whatever the body is, so the rule has neither 'when' nor 'by'",
                        at: outcome.node.node(\OutcomeRuleKeys.proof)?.range ?? outcome.node.range)
                }
                for condition in outcome.conditions { check(condition, operation, resolver, document, &report) }
            }
        }
    }

    private static func checkDecider(
        _ by: SpecNode, _ outcome: OutcomeDeclaration, _ resolver: FieldResolver, _ document: SpecDocument,
        _ report: inout Report
    ) {
        guard outcome.node[\OutcomeRuleKeys.then]?.scalar == nil else {
            return report.add(
                .invalidCondition, "'by' decides by value, so 'then' maps each value to an outcome", at: by.range)
        }
        guard let path = by.path else { return }
        if path.steps.contains(.anyElement) {
            report.add(.invalidCondition, "'by' reads one field, so '[*]' cannot stand in its path", at: by.range)
        }
        if path.leavesBody {
            return report.add(
                .invalidCondition, "'by' reads a field of the body; test '\(path)' under 'when'", at: by.range)
        }
        let types = resolver.types(at: path)
        let values = types.compactMap { $0.enumeration(in: document) }
        let undeclared = types.count { $0 == .textOrNumber }
        if values.count + undeclared < types.count {
            return report.add(
                .invalidCondition,
                "'\(path)' is neither an enumeration nor a 'textOrNumber', so it cannot decide by value", at: by.range)
        }
        // What may be any text has no values that could be misspelt.
        let declared = undeclared > 0 ? [] : values.flatMap { $0 }
        let names = Set(declared)
        for case (let value?, _) in outcome.outcomes where !declared.isEmpty && !names.contains(value.key) {
            report.addUnknown(
                .invalidCondition, "'\(value.key)' is not a declared value of '\(path)'", name: value.key,
                known: declared, at: value.keyRange)
        }
    }

    /// Checks a condition; with several documented bodies it is enough that it fits one of them.
    private static func check(
        _ entry: SpecNode.Entry, _ operation: OperationDeclaration, _ resolver: FieldResolver, _ document: SpecDocument,
        _ report: inout Report
    ) {
        guard let path = entry.name.path else { return }
        var refusals: [Report] = []
        for type in resolver.types(at: path) {
            var attempt = ConditionCheck(
                document: document, operation: operation, path: path, type: type, report: Report(document.file))
            attempt.check(entry)
            if attempt.report.diagnostics.isEmpty { return }
            refusals.append(attempt.report)
        }
        if let first = refusals.first { report.add(first) }
    }

    /// Checks what a test compares with; one of an identity does not hold where the order was identified in another way.
    fileprivate static func check(
        parameter name: String, at range: SourceRange, _ operation: OperationDeclaration, mayLackIdentity: Bool = false,
        _ report: inout Report
    ) {
        guard let parameter = operation.parameter(named: name) else { return }
        let isOfIdentity = mayLackIdentity && operation.identities.flatMap(\.members).contains { $0.text == name }
        if !parameter.isRequired || operation.parametersOfSomeCalls.contains(name) && !isOfIdentity {
            report.add(
                .invalidCondition, "'\(name)' is not part of every call, so a condition cannot rely on it", at: range)
        } else if parameter.type != .string, parameter.type != .integer {
            report.add(.invalidCondition, "'\(name)' is neither text nor an integer, so no field equals it", at: range)
        }
    }

    /// Checks what tells rows apart in a path.
    private static func checkRows(
        _ path: SpecNode, _ operation: OperationDeclaration, _ document: SpecDocument,
        _ report: inout Report
    ) {
        guard let parsed = path.path else { return }
        let resolver = FieldResolver(document: document, bodies: operation.responses.flatMap(\.bodies))
        for (index, step) in parsed.steps.enumerated() {
            if case .key(let key) = step {
                for name in key.parameters { check(parameter: name, at: path.range, operation, &report) }
            }
            guard case .row(let tests) = step else { continue }
            for test in tests {
                for name in test.value.parameters {
                    check(parameter: name, at: path.range, operation, &report)
                }
                let field = FieldPath(steps: Array(parsed.steps[...index]) + test.field.steps)
                let types = resolver.types(at: field)
                if let type = types.first, !types.contains(where: { $0.tellsRows(in: document) }) {
                    report.add(
                        .invalidCondition, "a row is told by text or an integer, but '\(field)' is \(type.phrase)",
                        at: path.range)
                }
                guard let text = test.value.fixedText, !types.isEmpty else { continue }
                let known = types.compactMap { $0.enumeration(in: document) }
                if known.count == types.count, !known.contains(where: { $0.contains(text) }) {
                    report.addUnknown(
                        .invalidCondition, "'\(text)' is not a declared value of '\(field)'", name: text,
                        known: known.flatMap(\.self), at: path.range)
                } else if types.allSatisfy({ $0 == .integer }), Int64(text) == nil {
                    report.add(
                        .invalidCondition, "'\(field)' is an integer; expected a whole number", at: path.range)
                }
            }
        }
    }
}

extension ValueType {
    /// Whether values of the type can tell one row from another.
    fileprivate func tellsRows(in document: SpecDocument) -> Bool {
        self == .string || self == .textOrNumber || self == .integer || enumeration(in: document) != nil
    }
}

/// Holds a condition against one type of the field it tests.
private struct ConditionCheck {
    let document: SpecDocument
    let operation: OperationDeclaration
    let path: FieldPath
    let type: ValueType
    var report: Report

    private var isTextual: Bool { type == .string || type == .textOrNumber }

    private var isNumeric: Bool { [.integer, .decimalString, .decimalNumber, .textOrNumber].contains(type) }

    private var isCounted: Bool {
        switch type {
        case .array, .map, .oneOrMany: true
        default: false
        }
    }

    /// The values of the parameter that is tested, if it has a list of them.
    private var inputValues: [String]? {
        guard case .input(let name)? = path.steps.first else { return nil }
        return operation.parameter(named: name)?.enumeration?.values.map(\.text)
    }

    mutating func check(_ entry: SpecNode.Entry) {
        switch entry.value.content {
        case .scalar: checkEquality(entry.value)
        case .sequence: checkConstants(entry.value)
        case .mapping(let tests):
            if tests.isEmpty { report.add(.invalidCondition, "a test without a comparison", at: entry.value.range) }
            let test = entry.value
            if let constant = test[\TestKeys.equals] { checkEquality(constant) }
            if let constants = test[\TestKeys.oneOf] { checkConstants(constants) }
            if let contains = test.entry(\TestKeys.contains) {
                if !isTextual, type != .array(.string), type != .oneOrMany(.string) {
                    report.add(
                        .invalidCondition,
                        "'\(contains.key)' tests text or a list of strings, but '\(path)' is \(type.phrase)",
                        at: contains.keyRange)
                }
                checkParameters(of: contains.value)
            }
            for written in [test.entry(\TestKeys.prefix), test.entry(\TestKeys.matches)].compactMap(\.self) {
                if !isTextual {
                    report.add(
                        .invalidCondition, "'\(written.key)' tests text, but '\(path)' is \(type.phrase)",
                        at: written.keyRange)
                }
                checkParameters(of: written.value)
            }
            let numbers = [
                test.entry(\TestKeys.above), test.entry(\TestKeys.below), test.entry(\TestKeys.atLeast),
                test.entry(\TestKeys.atMost),
            ]
            for written in numbers.compactMap(\.self) where !isNumeric {
                report.add(
                    .invalidCondition, "'\(written.key)' tests a number, but '\(path)' is \(type.phrase)",
                    at: written.keyRange)
            }
            if let count = test.entry(\TestKeys.count) { check(count: count) }
        }
    }

    private mutating func check(count: SpecNode.Entry) {
        if !isCounted {
            report.add(
                .invalidCondition, "'count' tests a list or a map, but '\(path)' is \(type.phrase)",
                at: count.keyRange)
        }
        guard case .mapping(let bounds) = count.value.content else { return }
        if bounds.isEmpty { report.add(.invalidCondition, "a count without a bound", at: count.value.range) }
        let (least, most) = (count.value[\CountKeys.atLeast], count.value[\CountKeys.atMost])
        if let least, let most, least > most {
            report.add(
                .impossibleBounds, "no list has at least \(least) and at most \(most) elements", at: count.value.range)
        }
    }

    private mutating func checkEquality(_ node: SpecNode) {
        guard let template = node.compared, !template.parameters.isEmpty else { return checkConstant(node) }
        if template.bareParameter == nil, !isTextual {
            report.add(
                .invalidCondition,
                "text with a parameter inside is compared with text, but '\(path)' is \(type.phrase)", at: node.range)
        } else if !isTextual, type != .integer {
            report.add(
                .invalidCondition,
                "a parameter can be compared with text or an integer, but '\(path)' is \(type.phrase)", at: node.range)
        }
        checkParameters(of: node)
    }

    /// A parameter in a condition must be part of every call, or of its identity, and have a text of its own.
    private mutating func checkParameters(of node: SpecNode) {
        if node.value(as: TextTemplate.self)?.explodes == true {
            report.add(.invalidCondition, "a test compares with one text, so '*' has nothing to repeat", at: node.range)
        }
        for name in node.compared?.parameters ?? [] {
            InvalidCondition.check(parameter: name, at: node.range, operation, mayLackIdentity: true, &report)
        }
    }

    private mutating func checkConstants(_ list: SpecNode) {
        if list.elements.isEmpty {
            report.add(.invalidCondition, "the values for '\(path)' are none, so the test never holds", at: list.range)
        }
        for element in list.elements { checkEquality(element) }
    }

    private mutating func checkConstant(_ node: SpecNode) {
        // What is no template is reported as one.
        guard let text = node.compared?.fixedText else { return }
        if let inputValues {
            if !inputValues.contains(text) {
                report.addUnknown(
                    .invalidCondition, "'\(text)' is not a declared value of '\(path)'", name: text,
                    known: inputValues, at: node.range)
            }
            return
        }
        if let values = type.enumeration(in: document) {
            if !values.contains(text) {
                report.addUnknown(
                    .invalidCondition, "'\(text)' is not a declared value of '\(path)'", name: text, known: values,
                    at: node.range)
            }
            return
        }
        switch type {
        case .boolean where node.boolean == nil:
            report.add(.invalidCondition, "'\(path)' is a boolean; expected 'true' or 'false'", at: node.range)
        case .integer where Int64(text) == nil:
            report.add(.invalidCondition, "'\(path)' is an integer; expected a whole number", at: node.range)
        case .named, .array, .map, .oneOrMany, .encoded, .any, .decimalString, .decimalNumber, .timestamp, .epoch,
            .decimalEpoch:
            report.add(
                .invalidCondition,
                "'\(path)' is \(type.phrase), which has no constants to compare with; use "
                    + (isNumeric ? "'above', 'below', 'atLeast', 'atMost'" : isCounted ? "'count'" : "'present'"),
                at: node.range)
        default: break
        }
    }
}

extension ValueType {
    /// The values of the enumeration it names; `nil` for any other type.
    fileprivate func enumeration(in document: SpecDocument) -> [String]? {
        guard case .named(let name) = self else { return nil }
        return document.type(named: name.text)?.enumeration?.values.map(\.text)
    }

    /// What a value of the type is, with its article.
    var phrase: String {
        switch self {
        case .string: "text"
        case .decimalString, .decimalNumber: "a decimal"
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .timestamp, .epoch, .decimalEpoch: "a timestamp"
        case .textOrNumber: "text or a number"
        case .any: "any JSON"
        case .named(let name): "a '\(name.text)'"
        case .array: "a list"
        case .map: "a map"
        case .oneOrMany: "one value or a list"
        case .encoded(let held): held.phrase
        }
    }
}

enum InvalidFieldPath: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for path in document.operations.flatMap(\.fieldPaths) {
            guard let fault = path.fault, let text = path.text else { continue }
            report.add(.invalidFieldPath, "invalid field path '\(text)': \(fault.message)", at: path.range)
        }
    }
}
