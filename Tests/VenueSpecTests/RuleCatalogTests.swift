import SourceText
import SpecMaintenance
import TestScheduling
import Testing
import YAMLDocument

@testable import VenueSpec

/// Every rule can be explained.
@Suite(.bounded) struct RuleCatalogTests {
    /// Rules of YAML whose bad example cannot be written as text.
    private static let inexpressible: Set<YAMLRule> = [.encoding, .size]

    @Test func everyRuleHasItsTextAndEveryTextItsRule() {
        let rules = LanguageRule.allCases.map { ($0.id, $0.severity) } + YAMLRule.allCases.map { ($0.id, $0.severity) }
        let texts = RuleCatalog.all.map { "\($0.id) \($0.severity)" }
        #expect(texts == rules.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" })
    }

    @Test func idsAreUniqueAndSorted() {
        let ids = RuleCatalog.all.map(\.id)
        #expect(ids == Set(ids).sorted())
    }

    @Test(arguments: RuleCatalog.all) func describesItself(_ rule: RuleDescription) {
        #expect(TextForm.kebabName.meaning(of: rule.id) != nil)
        #expect(rule.summary.wholeMatch(of: /[^A-Z\n][^\n]*[^.\n]/) != nil, "a summary is a clause, not a sentence")
        #expect(rule.explanation.hasSuffix("."))
        #expect(!rule.badExample.isEmpty && !rule.goodExample.isEmpty)
        #expect(rule.badExample != rule.goodExample)
    }

    @Test("the bad example breaks a rule of YAML and the good one breaks none", arguments: YAMLRule.allCases)
    func examples(rule: YAMLRule) throws {
        let text = try #require(RuleCatalog.all.first { $0.id == rule.id })
        guard !Self.inexpressible.contains(rule) else { return }
        let broken = YAMLReader.read(SourceFile(path: "a.yaml", text: text.badExample)).diagnostics
        #expect(broken.contains { $0.rule == rule.id })
        #expect(broken.filter { $0.rule == rule.id }.allSatisfy { $0.severity == rule.severity })
        #expect(YAMLReader.read(SourceFile(path: "a.yaml", text: text.goodExample)).diagnostics == [])
    }
}
