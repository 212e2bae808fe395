/// Every rule of the diff, for `explain` and for reports.
public enum DiffRuleCatalog {
    /// All rules, sorted by id.
    public static let all: [DiffRuleDescription] = rules.map { $0.rule }.sorted { $0.id < $1.id }

    /// The rule of that id.
    public static func rule(_ id: String) -> DiffRuleDescription? { all.first { $0.id == id } }

    /// The rules in the order they are applied.
    static let rules: [any DiffRule.Type] =
        VenueRules.all + ServerRules.all + RequestRules.all + ReplyRules.all + MeaningRules.all
        + [ReplyJudgedDifferently.self] + SwiftSourceRules.all + DocumentationRules.all
        + [PageChangedAlone.self, GeneratedCodeDiffers.self]
}
