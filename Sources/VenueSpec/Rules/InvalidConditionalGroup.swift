internal import SourceText
internal import YAMLDocument

/// `invalid-conditional-group`: every conditional group hangs on one value of an enumeration.
enum InvalidConditionalGroup: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-conditional-group",
        summary: "every conditional group hangs on one value of an enumeration",
        explanation: """
            A group becomes the payload of one case of a Swift enumeration, so that a wrong combination does not
            compile. That needs an enumeration parameter, one of its values, and parameters that belong to no other
            group.
            """,
        badExample: """
            conditional:
              - { when: { symbol: OPT }, require: [strikePrice] }
            """,
        goodExample: """
            conditional:
              - { when: { securityType: OPT }, require: [strikePrice] }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let known = operation.parameters.map(\.name)
            let identifying = Set(operation.identities.flatMap(\.members).compactMap(\.text))
            var deciding: Set<String> = []
            var grouped: Set<String> = []
            for group in operation.conditionals {
                checkCondition(group, operation, &deciding, &report)
                for member in group.members {
                    guard let name = member.text else { continue }
                    guard let parameter = operation.parameter(named: name) else {
                        report.addUnknown(
                            rule, "unknown parameter '\(name)' in a conditional group", name: name, known: known,
                            at: member.range)
                        continue
                    }
                    if !parameter.isRequired {
                        report.add(
                            rule,
                            "'\(name)' is given exactly when its group is, so 'required: false' says nothing; "
                                + "leave it out", at: member.range)
                    }
                    if identifying.contains(name) {
                        report.add(
                            rule, "'\(name)' identifies the order, so no condition can drop it", at: member.range)
                    }
                    if !grouped.insert(name).inserted {
                        report.add(rule, "'\(name)' belongs to two groups", at: member.range)
                    }
                }
            }
            for name in deciding.intersection(grouped).sorted() {
                if let parameter = operation.parameter(named: name) {
                    report.add(
                        rule, "'\(name)' decides one group and belongs to another; groups do not nest",
                        at: parameter.nameRange)
                }
            }
        }
    }

    private static func checkCondition(
        _ group: ConditionalDeclaration, _ operation: OperationDeclaration, _ deciding: inout Set<String>,
        _ report: inout Report
    ) {
        guard let when = group.node.node(\ConditionalGroupKeys.when), let condition = group.condition,
            let value = condition.value.text
        else {
            return
        }
        if when.entries.count > 1 {
            return report.add(rule, "'when' names one enumeration parameter and one value", at: when.range)
        }
        guard let parameter = operation.parameter(named: condition.key) else {
            return report.addUnknown(
                rule, "unknown parameter '\(condition.key)' in a conditional group", name: condition.key,
                known: operation.parameters.map(\.name), at: condition.keyRange)
        }
        guard let enumeration = parameter.enumeration else {
            return report.add(
                rule, "'\(condition.key)' has no 'enum', so it cannot decide a conditional group",
                at: condition.keyRange)
        }
        deciding.insert(condition.key)
        let values = enumeration.values.map(\.text)
        if !values.contains(value) {
            report.addUnknown(
                rule, "'\(value)' is not a value of '\(condition.key)'", name: value, known: values,
                at: condition.value.range)
        }
    }
}
