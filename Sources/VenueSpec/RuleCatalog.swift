public import SourceText

/// Every rule of the language, for `explain` and for reports.
public enum RuleCatalog {
    /// All rules, sorted by id.
    public static let all: [RuleDescription] = []

    /// The rule of that id.
    public static func rule(_ id: String) -> RuleDescription? { all.first { $0.id == id } }
}
