internal import SourceText

enum ConstraintMismatch: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for (operation, parameter) in document.operations.flatMap({ call in call.parameters.map { (call, $0) } }) {
            for part in [parameter, parameter.items].compactMap({ $0 }) {
                for entry in part.node.entries { check(entry, of: part, &report) }
            }
            if let absence = parameter.node.node(\ParameterKeys.whenAbsent), parameter.isRequired,
                !operation.parametersOfSomeCalls.contains(parameter.name)
            {
                report.add(
                    .constraintMismatch,
                    "'whenAbsent' says nothing of '\(parameter.name)', which every call gives", at: absence.range)
            }
            if parameter.type == .array, parameter.items == nil {
                report.add(.constraintMismatch, "list '\(parameter.name)' lacks 'items'", at: parameter.nameRange)
            }
            if parameter.type == .array, parameter.items?.type == .array {
                report.add(
                    .constraintMismatch, "'\(parameter.name)' is a list of lists; no request can carry one",
                    at: parameter.nameRange)
            }
        }
    }

    private static func check(_ entry: SpecNode.Entry, of parameter: ParameterDeclaration, _ report: inout Report) {
        guard let key = ParameterKeys.record.key(entry.key), let type = parameter.type, !key.types.isEmpty else {
            return
        }
        if key.name == ParameterKeys.keys.declared.enum.name {
            guard !key.types.contains(type) else { return }
            return report.add(
                .constraintMismatch,
                "'\(key.name)' needs type 'string' or 'integer', but '\(parameter.name)' is '\(type.rawValue)'",
                at: entry.keyRange)
        }
        if key.types.contains(type) && parameter.enumeration == nil {
            if type == .integer, let limit = entry.value.value(as: ExactNumber.self), limit.integer == nil {
                report.add(
                    .constraintMismatch,
                    "'\(key.name)' of the integer '\(parameter.name)' is a whole number of 64 bits, but '\(limit.text)' stands here",
                    at: entry.value.range)
            }
            return
        }
        let found = parameter.enumeration == nil ? "'\(type.rawValue)'" : "an enumeration"
        let expected = key.types.map { "'\($0.rawValue)'" }.joined(separator: " or ")
        report.add(
            .constraintMismatch, "'\(key.name)' constrains \(expected), but '\(parameter.name)' is \(found)",
            at: entry.keyRange)
    }
}

enum ImpossibleBounds: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let parameters = document.operations.flatMap(\.parameters)
        let limits = ValueLimit.all.map { limit in (limit, key: ParameterKeys.record.key(limit.key)) }
        for parameter in parameters + parameters.compactMap(\.items) {
            for (least, leastKey) in limits where !least.isUpper {
                for (greatest, greatestKey) in limits where greatest.isUpper {
                    // Text has at least as many bytes as characters.
                    guard greatest.measure.types == least.measure.types,
                        let low = leastKey.flatMap(parameter.node.node),
                        let high = greatestKey.flatMap(parameter.node.node),
                        let lowValue = low.limit, let highValue = high.limit, highValue.isLess(than: lowValue)
                    else { continue }
                    report.add(
                        .impossibleBounds,
                        "'\(least.key)' \(lowValue.text) of '\(parameter.name)' is greater than its '\(greatest.key)' "
                            + "\(highValue.text), so no value is possible", at: low.range,
                        notes: [("'\(greatest.key)' is here", high.range)])
                }
            }
        }
    }
}

extension SpecNode {
    /// The count or the number that a limit states.
    fileprivate var limit: ExactNumber? { value(as: Int64.self).map(ExactNumber.init) ?? value(as: ExactNumber.self) }
}

enum InvalidPattern: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for parameter in operation.parameters {
                check(parameter.node.node(\ParameterKeys.pattern), &report)
                check(parameter.items?.node.node(\ParameterKeys.pattern), &report)
            }
            for outcome in operation.outcomes {
                for condition in outcome.conditions {
                    check(condition.value[\TestKeys.matches], &report)
                }
            }
        }
    }

    private static func check(_ node: SpecNode?, _ report: inout Report) {
        guard let node, let text = node.text, let fault = node.fault else { return }
        report.add(.invalidPattern, "invalid regular expression '\(text)': \(fault.message)", at: node.range)
    }
}
