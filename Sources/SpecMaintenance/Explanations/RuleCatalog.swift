package import SourceText
internal import VenueSpec
internal import YAMLDocument

/// The texts of the rules of specs, for `explain` and for reports; apart from the checks, which have no need of them.
package enum RuleCatalog {
    /// Every rule of the language and of its YAML with its text, sorted by id.
    package static let all: [RuleDescription] =
        (YAMLRule.allCases.map(\.description) + structureTexts + requestTexts + replyTexts + exampleTexts)
        .sorted { $0.id < $1.id }
}

extension DiagnosticRule {
    /// The rule with its text.
    package func describe(_ summary: String, _ explanation: String, bad: String, good: String) -> RuleDescription {
        RuleDescription(
            id: id, severity: severity, summary: summary, explanation: explanation, badExample: bad, goodExample: good)
    }
}
