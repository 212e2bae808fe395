internal import SourceText

enum InvalidIdentity: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let known = operation.parameters.map(\.name)
            let sets = operation.identities
            if operation.kind == .cancelAll { checkOptional(operation, &report) }
            let role = operation.kind == .cancelAll ? "limits what is cancelled" : "identifies the order"
            for set in sets {
                if operation.kind != .cancelAll, let name = set.name, set.members.isEmpty, set.isWritten {
                    report.add(
                        .invalidIdentity, "identity '\(name)' has no parameters, so it names no order", at: set.range)
                }
                var seen: Set<String> = []
                for member in set.members {
                    guard let name = member.text else { continue }
                    if let parameter = operation.parameter(named: name) {
                        if !parameter.isRequired {
                            report.add(
                                .invalidIdentity,
                                "'\(name)' \(role), so it cannot be 'required: false'; alternatives "
                                    + "make their own parameters optional", at: member.range)
                        }
                        if let only = parameter.only {
                            report.add(
                                .invalidIdentity,
                                "'\(name)' \(role), so it is carried by every form of the call, not by "
                                    + "'only: \(only.rawValue)'", at: member.range)
                        }
                        if parameter.enumeration?.values.contains(where: \.text.isEmpty) == true {
                            report.add(
                                .invalidIdentity,
                                operation.kind == .cancelAll
                                    ? "'\(name)' may be empty, so it limits nothing"
                                    : "'\(name)' may be empty, so it identifies no order", at: member.range)
                        }
                    } else {
                        report.addUnknown(
                            .invalidIdentity, "unknown parameter '\(name)' in '\(operation.setWord)'", name: name,
                            known: known, at: member.range)
                    }
                    if !seen.insert(name).inserted {
                        report.add(
                            .invalidIdentity, "'\(name)' stands in the \(operation.setWord) twice", at: member.range)
                    }
                }
            }
            checkAlternatives(sets, of: operation, &report)
        }
    }

    /// Refuses parameters that a call which cancels all orders may leave out: what is left out could have been what kept it
    /// from cancelling more.
    private static func checkOptional(_ operation: OperationDeclaration, _ report: inout Report) {
        let members = Set(operation.identities.flatMap(\.members).compactMap(\.text))
        for parameter in operation.parameters where !parameter.isRequired && !members.contains(parameter.name) {
            report.add(
                .invalidIdentity,
                "'\(parameter.name)' may be left out, and without it '\(operation.name)' could cancel more; name it in a scope "
                    + "of its own, or remove it", at: parameter.nameRange)
        }
    }

    /// Refuses sets that are the same, and those of one binding that contain one another: leaving a parameter out of a call
    /// would make another call of it.
    private static func checkAlternatives(
        _ sets: [IdentityDeclaration], of operation: OperationDeclaration, _ report: inout Report
    ) {
        let mayContainOthers = operation.bindings != nil
        let mayBeEmpty = operation.kind == .cancelAll
        for (index, set) in sets.enumerated() {
            let names = Set(set.members.compactMap(\.text))
            for other in sets[..<index] {
                let others = Set(other.members.compactMap(\.text))
                let isContained = names.isSubset(of: others) || others.isSubset(of: names)
                guard mayBeEmpty || !names.isEmpty && !others.isEmpty, mayContainOthers ? names == others : isContained
                else { continue }
                report.add(
                    .invalidIdentity,
                    "\(mayBeEmpty ? "scopes" : "identities") '\(other.name ?? "")' and '\(set.name ?? "")' contain one another, "
                        + "so a call could mean either"
                        + (mayBeEmpty && names != others ? "; give each a binding of its own" : ""), at: set.range,
                    notes: [("the other is here", other.range)])
            }
        }
    }
}

enum InvalidConditionalGroup: DocumentRule {
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
                            .invalidConditionalGroup, "unknown parameter '\(name)' in a conditional group", name: name,
                            known: known, at: member.range)
                        continue
                    }
                    if !parameter.isRequired {
                        report.add(
                            .invalidConditionalGroup,
                            "'\(name)' is given exactly when its group is, so 'required: false' says nothing; "
                                + "leave it out", at: member.range)
                    }
                    if identifying.contains(name) {
                        report.add(
                            .invalidConditionalGroup, "'\(name)' identifies the order, so no condition can drop it",
                            at: member.range)
                    }
                    if !grouped.insert(name).inserted {
                        report.add(.invalidConditionalGroup, "'\(name)' belongs to two groups", at: member.range)
                    }
                }
            }
            for name in deciding.intersection(grouped).sorted() {
                if let parameter = operation.parameter(named: name) {
                    report.add(
                        .invalidConditionalGroup,
                        "'\(name)' decides one group and belongs to another; groups do not nest",
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
            return report.add(
                .invalidConditionalGroup, "'when' names one enumeration parameter and one value", at: when.range)
        }
        guard let parameter = operation.parameter(named: condition.key) else {
            return report.addUnknown(
                .invalidConditionalGroup, "unknown parameter '\(condition.key)' in a conditional group",
                name: condition.key, known: operation.parameters.map(\.name), at: condition.keyRange)
        }
        guard let enumeration = parameter.enumeration else {
            return report.add(
                .invalidConditionalGroup, "'\(condition.key)' has no 'enum', so it cannot decide a conditional group",
                at: condition.keyRange)
        }
        deciding.insert(condition.key)
        let values = enumeration.values.map(\.text)
        if !values.contains(value) {
            report.addUnknown(
                .invalidConditionalGroup, "'\(value)' is not a value of '\(condition.key)'", name: value, known: values,
                at: condition.value.range)
        }
    }
}
