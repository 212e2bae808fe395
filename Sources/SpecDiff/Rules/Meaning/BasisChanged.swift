internal import VenueSpec

/// The rule `basis-changed`.
enum BasisChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "basis-changed", category: .meaning, levels: [.warning, .info],
        summary: "a fact is known in another way",
        explanation: """
            A fact that was documented and is now inferred, or stated elsewhere, is one the venue may change without \
            telling: a warning, for code may rest on it. The other direction is worth knowing.
            """,
        before: "- { status: 200, then: canceled }", after: "- { status: 200, then: canceled, basis: inferred }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for fact in change.facts {
            guard let old = fact.oldProvenance, let new = fact.newProvenance, old.basis != new.basis else { continue }
            report.add(
                rule, new.basis.strength < old.basis.strength ? .warning : .info,
                "\(fact.label) is \(new.text) instead of \(old.text)", at: fact.places.at("basis"), old: old.text,
                new: new.text)
        }
    }
}

extension Provenance {
    /// How the fact is known, in words.
    fileprivate var text: String { source.map { "\(basis.rawValue) (\($0))" } ?? basis.rawValue }
}

extension Basis {
    /// How far a fact known in this way can be trusted.
    fileprivate var strength: Int {
        switch self {
        case .documented: 2
        case .external: 1
        case .inferred: 0
        }
    }
}
