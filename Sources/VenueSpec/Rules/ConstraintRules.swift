internal import SourceText
internal import TextPatterns
internal import YAMLDocument

enum ConstraintMismatch: DocumentRule {
    static let rule = RuleDescription(
        id: "constraint-mismatch",
        summary: "every constraint fits the parameter's type",
        explanation: """
            Lengths and patterns belong to text, bounds to integers, element counts to lists. A constraint on another
            type would never be checked.
            """,
        badExample: "quantity: { type: integer, maxLength: 9 }",
        goodExample: "quantity: { type: integer, maximum: 999999999 }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for parameter in document.operations.flatMap(\.parameters) {
            for part in [parameter, parameter.items].compactMap({ $0 }) {
                for entry in part.node.entries { check(entry, of: part, &report) }
            }
            if parameter.type == .array, parameter.items == nil {
                report.add(rule, "list '\(parameter.name)' lacks 'items'", at: parameter.nameRange)
            }
            if parameter.type == .array, parameter.items?.type == .array {
                report.add(
                    rule, "'\(parameter.name)' is a list of lists; no request can carry one", at: parameter.nameRange)
            }
        }
    }

    private static func check(_ entry: Node.Entry, of parameter: ParameterDeclaration, _ report: inout Report) {
        guard let key = ParameterKeys.record.key(entry.key), let type = parameter.type, !key.types.isEmpty else {
            return
        }
        if key.name == ParameterKeys.keys.declared.enum.name {
            guard !key.types.contains(type) else { return }
            return report.add(
                rule, "'\(key.name)' needs type 'string' or 'integer', but '\(parameter.name)' is '\(type.rawValue)'",
                at: entry.keyRange)
        }
        if key.types.contains(type) && parameter.enumeration == nil { return }
        let found = parameter.enumeration == nil ? "'\(type.rawValue)'" : "an enumeration"
        let expected = key.types.map { "'\($0.rawValue)'" }.joined(separator: " or ")
        report.add(
            rule, "'\(key.name)' constrains \(expected), but '\(parameter.name)' is \(found)",
            at: entry.keyRange)
    }
}

enum ImpossibleBounds: DocumentRule {
    static let rule = RuleDescription(
        id: "impossible-bounds",
        summary: "every range of lengths or values has room for a value",
        explanation: """
            A least value above the greatest would refuse every call; an example of such a call could never be sent.
            """,
        badExample: "symbol: { minLength: 20, maxLength: 1 }",
        goodExample: "symbol: { minLength: 1, maxLength: 20 }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let parameters = document.operations.flatMap(\.parameters)
        let limits = ValueLimit.all.map { limit in (limit, key: ParameterKeys.record.key(limit.key)) }
        for parameter in parameters + parameters.compactMap(\.items) {
            for (least, leastKey) in limits where !least.isUpper {
                for (greatest, greatestKey) in limits where greatest.isUpper {
                    // Text has at least as many bytes as characters.
                    guard greatest.measure.type == least.measure.type,
                        let low = leastKey.flatMap(parameter.node.node),
                        let high = greatestKey.flatMap(parameter.node.node),
                        let lowValue = low.integer, let highValue = high.integer, lowValue > highValue
                    else { continue }
                    report.add(
                        rule,
                        "'\(least.key)' \(lowValue) of '\(parameter.name)' is greater than its '\(greatest.key)' "
                            + "\(highValue), so no value is possible",
                        at: low.range, notes: [("'\(greatest.key)' is here", high.range)])
                }
            }
        }
    }
}

enum InvalidPattern: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-pattern",
        summary: "every regular expression is one of the language",
        explanation: """
            Patterns are checked before a request leaves and while a reply is read, so one that cannot be read would
            refuse every order, and one that takes long would hold a call past its deadline. The language has what one
            pass over a text can match: characters, classes, groups, alternatives, counts, '^', '$', '\\b'. References
            back, lookaround, atomic groups and possessive counts, and counts beyond 1000, are not part of it. Under
            'matches' a parameter in braces stands for its own text, and a brace that is text is written '\\{'.
            """,
        badExample: "orderId: { pattern: '^[0-9a-f{32}$' }",
        goodExample: "orderId: { pattern: '^[0-9a-f]{32}$' }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for parameter in operation.parameters {
                check(parameter.node.node(\ParameterKeys.pattern), &report)
                check(parameter.items?.node.node(\ParameterKeys.pattern), &report)
            }
            for outcome in operation.outcomes {
                for condition in outcome.conditions {
                    check(condition.value[\TestKeys.matches], &report, takesParameters: true)
                }
            }
        }
    }

    private static func check(_ node: Node?, _ report: inout Report, takesParameters: Bool = false) {
        guard let node, let text = node.text else { return }
        do throws(PatternProblem) {
            try TextPattern(takesParameters ? sample(of: text) : text).checkCost()
        } catch {
            report.add(rule, "invalid regular expression '\(text)': \(error.message)", at: node.range)
        }
    }

    /// An expression with a text in each parameter's place.
    private static func sample(of text: String) throws(PatternProblem) -> String {
        do throws(SyntaxError) {
            return try PatternTemplate(parsing: text).pattern { $0 }
        } catch {
            throw PatternProblem(message: error.message)
        }
    }
}
