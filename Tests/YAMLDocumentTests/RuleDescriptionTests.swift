import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("Every rule of the reader is documented", .bounded)
struct RuleDescriptionTests {
    /// Rules whose bad example cannot be written as text.
    private static let inexpressible: Set<String> = ["yaml-encoding", "yaml-size"]

    @Test("the rules are sorted by id, unique and complete")
    func catalog() {
        #expect(
            YAMLReader.rules.map(\.id) == [
                "yaml-alias", "yaml-anchor", "yaml-complex-key", "yaml-control-character", "yaml-depth",
                "yaml-directive",
                "yaml-duplicate-key", "yaml-empty", "yaml-encoding", "yaml-merge-key", "yaml-multiple-documents",
                "yaml-size", "yaml-syntax", "yaml-tab", "yaml-tag",
            ])
    }

    @Test("the bad example breaks the rule and the good one breaks none", arguments: YAMLReader.rules)
    func examples(rule: RuleDescription) {
        #expect(!rule.summary.isEmpty && !rule.explanation.isEmpty)
        if !Self.inexpressible.contains(rule.id) {
            let broken = YAMLReader.read(SourceFile(path: "a.yaml", text: rule.badExample)).diagnostics
            #expect(broken.contains { $0.rule == rule.id })
            #expect(broken.filter { $0.rule == rule.id }.allSatisfy { $0.severity == rule.severity })
            #expect(YAMLReader.read(SourceFile(path: "a.yaml", text: rule.goodExample)).diagnostics == [])
        }
    }
}
