/// The rules about the declarations consumers compile against.
///
/// Each declaration of the venue's namespace that differs is one finding, of the first of these that fits; the last two
/// are about code that differs where no declaration does.
enum SwiftSourceRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [
        DeclarationRemoved.self, DeclarationChanged.self, CaseAdded.self, DeclarationExtended.self,
        DeclarationAdded.self, EntriesReordered.self, EvidenceReworded.self,
    ]
}

extension DiffReport {
    /// Adds the finding about a declaration that differs.
    mutating func add(_ rule: DiffRuleDescription, _ message: String, about change: DeclarationChange) {
        add(
            rule, nil, message, at: change.places, old: change.oldText, new: change.newText, symbols: change.symbols)
    }
}
