internal import SourceText
internal import YAMLDocument

/// `constraint-mismatch`: every constraint fits the parameter's type.
enum ConstraintMismatch: DocumentRule {
    static let rule = RuleDescription(
        id: "constraint-mismatch",
        summary: "every constraint fits the parameter's type",
        explanation: """
            Lengths and patterns belong to text, bounds to integers, element counts to lists. A constraint on another
            type would never be checked.
            """,
        badExample: """
            quantity: { type: integer, maxLength: 9 }
            """,
        goodExample: """
            quantity: { type: integer, maximum: 999999999 }
            """)

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
