internal import SourceText
internal import YAMLDocument

/// `recursive-type`: no object holds itself.
enum RecursiveType: DocumentRule {
    static let rule = RuleDescription(
        id: "recursive-type",
        summary: "no object holds itself",
        explanation: """
            A Swift structure cannot store a value of its own type, and no venue answers a cancel with endlessly
            nested objects.
            """,
        badExample: """
            types:
              Node: { properties: { child: Node } }
            """,
        goodExample: """
            types:
              Node: { properties: { children: { type: array, items: Leaf } } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for type in document.types where reaches(type.name, from: type, document, visited: []) {
            report.add(rule, "type '\(type.name)' holds itself", at: type.nameRange)
        }
    }

    /// Whether an object leads to the named type through the types of its members.
    private static func reaches(
        _ name: String, from type: TypeDeclaration, _ document: SpecDocument, visited: Set<String>
    ) -> Bool {
        (type.properties ?? []).contains { property in
            guard let word = property.type.innermost.word, let next = document.type(named: word) else { return false }
            if word == name { return true }
            return !visited.contains(word) && reaches(name, from: next, document, visited: visited.union([word]))
        }
    }
}
