internal import VenueSpec

/// The rule `fact-source-changed`.
enum FactSourceChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "fact-source-changed", category: .meaning, levels: [.info],
        summary: "another source states a fact",
        explanation: """
            Nothing changes for the caller. Make sure that the new source says the same as the old one.
            """,
        before: "{ then: canceled, basis: external, source: support }",
        after: "{ then: canceled, basis: external, source: sdk }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        let renamed = Dictionary(
            change.sources.pairs.map { ($0.old.id, $0.new.id) }, uniquingKeysWith: { first, _ in first })
        for fact in change.facts {
            guard let old = fact.oldProvenance, let new = fact.newProvenance, old.basis == new.basis else { continue }
            guard let before = old.source, let after = new.source, (renamed[before] ?? before) != after else {
                continue
            }
            report.add(
                rule, nil, "\(fact.label) is stated by '\(after)' instead of '\(before)'", at: fact.places.at("source"),
                old: before, new: after)
        }
    }
}
