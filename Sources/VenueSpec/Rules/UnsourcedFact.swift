internal import SourceText
internal import YAMLDocument

/// `unsourced-fact`: every external fact names its source.
enum UnsourcedFact: DocumentRule {
    static let rule = RuleDescription(
        id: "unsourced-fact",
        summary: "every external fact names its source",
        explanation: """
            A fact that the page does not state can only be trusted, and only be checked again, when the spec says
            where it is from.
            """,
        badExample: """
            servers: { production: { url: 'https://api.example.com', basis: external } }
            """,
        goodExample: """
            sources: { help: Help centre }
            servers: { production: { url: 'https://api.example.com', basis: external, source: help } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        visit(document.root, sources: document.sources.map(\.name), &report)
    }

    private static func visit(_ node: Node, sources: [String], _ report: inout Report) {
        switch node.content {
        case .scalar: return
        case .sequence(let elements): for element in elements { visit(element, sources: sources, &report) }
        case .mapping(let entries):
            if let basis = node["basis"], basis.text == "external", node["source"] == nil {
                report.add(rule, "an external fact needs its 'source', an entry of 'sources'", at: basis.range)
            }
            if let source = node["source"], let name = source.text, !sources.contains(name), node["basis"] != nil {
                report.addUnknown(
                    rule, "unknown source '\(name)'", name: name, known: sources, at: source.range)
            }
            for entry in entries where entry.key != "json" && entry.key != "frame" && entry.key != "input" {
                visit(entry.value, sources: sources, &report)
            }
        }
    }
}
