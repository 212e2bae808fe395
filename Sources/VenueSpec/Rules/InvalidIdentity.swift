internal import SourceText
internal import YAMLDocument

/// `invalid-identity`: every identity is a set of declared, required parameters.
enum InvalidIdentity: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-identity",
        summary: "every identity is a set of declared, required parameters",
        explanation: """
            The identity says what names the order. Its members are declared parameters that a call cannot leave out,
            and no alternative repeats another or is part of it, or the caller could not tell which one applies.
            """,
        badExample: """
            identity: [account, orderID]
            """,
        goodExample: """
            identity: [account, orderId]
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let known = operation.parameters.map(\.name)
            let sets = operation.identities
            for set in sets {
                if let name = set.name, case .sequence([]) = set.node.content {
                    report.add(rule, "identity '\(name)' has no parameters, so it names no order", at: set.range)
                }
                var seen: Set<String> = []
                for member in set.members {
                    guard let name = member.text else { continue }
                    if let parameter = operation.parameter(named: name) {
                        if !parameter.isRequired {
                            report.add(
                                rule,
                                "'\(name)' identifies the order, so it cannot be 'required: false'; alternatives "
                                    + "make their own parameters optional", at: member.range)
                        }
                    } else {
                        report.addUnknown(
                            rule, "unknown parameter '\(name)' in 'identity'", name: name, known: known,
                            at: member.range)
                    }
                    if !seen.insert(name).inserted {
                        report.add(rule, "'\(name)' stands in the identity twice", at: member.range)
                    }
                }
            }
            checkAlternatives(sets, &report)
        }
    }

    private static func checkAlternatives(_ sets: [IdentityDeclaration], _ report: inout Report) {
        for (index, set) in sets.enumerated() {
            let names = Set(set.members.compactMap(\.text))
            for other in sets[..<index] {
                let others = Set(other.members.compactMap(\.text))
                guard !names.isEmpty, !others.isEmpty, names.isSubset(of: others) || others.isSubset(of: names) else {
                    continue
                }
                report.add(
                    rule,
                    "identities '\(other.name ?? "")' and '\(set.name ?? "")' contain one another, so a call could "
                        + "mean either", at: set.range, notes: [("the other is here", other.range)])
            }
        }
    }
}
