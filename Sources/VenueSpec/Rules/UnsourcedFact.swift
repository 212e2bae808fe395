internal import SourceText
internal import YAMLDocument

/// `unsourced-fact`: every external fact names its source.
enum UnsourcedFact: DocumentRule {
    static let rule = RuleDescription(
        id: "unsourced-fact",
        summary: "every external fact names its source",
        explanation: """
            A fact that the page does not state can only be trusted, and only be checked again, when the spec says
            where it is from. A fact the page does state has no other source.
            """,
        badExample: """
            servers: { production: { url: 'https://api.example.com', basis: external } }
            """,
        goodExample: """
            sources: { help: Help centre }
            servers: { production: { url: 'https://api.example.com', basis: external, source: help } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let sources = document.sources
        for fact in document.facts {
            let basis = fact.node(\ProvenanceKeys.basis)
            guard let source = fact.node(\ProvenanceKeys.source) else {
                if let basis, fact[\ProvenanceKeys.basis] == .external {
                    report.add(rule, "an external fact needs its 'source', an entry of 'sources'", at: basis.range)
                }
                continue
            }
            if fact[\ProvenanceKeys.basis] != .external {
                report.add(rule, "a fact with a 'source' is external; say 'basis: external'", at: source.range)
            }
            if let name = source.text, !sources.contains(name) {
                report.addUnknown(rule, "unknown source '\(name)'", name: name, known: sources, at: source.range)
            }
        }
    }
}
