/// The rules about what replies prove and how facts are known.
enum MeaningRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [AcknowledgementChanged.self]
}
