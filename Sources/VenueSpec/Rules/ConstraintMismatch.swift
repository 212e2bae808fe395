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

    private static let allowed: [String: [String]] = [
        "minLength": ["string"], "maxLength": ["string"], "pattern": ["string"], "format": ["string"],
        "minimum": ["integer"], "maximum": ["integer"], "not": ["string", "integer"],
        "minItems": ["array"], "maxItems": ["array"], "items": ["array"],
    ]

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for parameter in document.operations.flatMap(\.parameters) {
            for part in [parameter, parameter.items].compactMap({ $0 }) {
                for entry in part.node.entries { check(entry, of: part, &report) }
            }
            if parameter.typeWord == "array", parameter.node["items"] == nil {
                report.add(rule, "list '\(parameter.name)' lacks 'items'", at: parameter.nameRange)
            }
            if parameter.typeWord == "array", parameter.items?.typeWord == "array" {
                report.add(
                    rule, "'\(parameter.name)' is a list of lists; no request can carry one", at: parameter.nameRange)
            }
        }
    }

    private static func check(_ entry: Node.Entry, of parameter: ParameterDeclaration, _ report: inout Report) {
        if entry.key == "enum" {
            guard !["string", "integer"].contains(parameter.typeWord) else { return }
            return report.add(
                rule, "'enum' needs type 'string' or 'integer', but '\(parameter.name)' is '\(parameter.typeWord)'",
                at: entry.keyRange)
        }
        guard let types = allowed[entry.key],
            parameter.typeWord == "array" || Grammar.parameterTypes.contains(parameter.typeWord)
        else { return }
        if types.contains(parameter.typeWord) && parameter.enumeration == nil { return }
        let found = parameter.enumeration == nil ? "'\(parameter.typeWord)'" : "an enumeration"
        let expected = types.map { "'\($0)'" }.joined(separator: " or ")
        report.add(
            rule, "'\(entry.key)' constrains \(expected), but '\(parameter.name)' is \(found)",
            at: entry.keyRange)
    }
}
