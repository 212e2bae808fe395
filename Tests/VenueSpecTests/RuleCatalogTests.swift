import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// Every rule can be explained.
@Suite(.bounded) struct RuleCatalogTests {
    @Test func idsAreUniqueAndSorted() {
        let ids = RuleCatalog.all.map(\.id)
        #expect(ids == Set(ids).sorted())
    }

    @Test(arguments: RuleCatalog.all) func describesItself(_ rule: RuleDescription) {
        #expect(TextForm.kebabName.accepts(rule.id))
        #expect(rule.summary.wholeMatch(of: /[^A-Z\n][^\n]*[^.\n]/) != nil, "a summary is a clause, not a sentence")
        #expect(rule.explanation.hasSuffix("."))
        #expect(!rule.badExample.isEmpty && !rule.goodExample.isEmpty)
        #expect(rule.badExample != rule.goodExample)
        #expect(RuleCatalog.rule(rule.id) == rule)
    }

    @Test func noOtherRuleIsKnown() {
        #expect(RuleCatalog.rule("unknown-kye") == nil)
    }
}
