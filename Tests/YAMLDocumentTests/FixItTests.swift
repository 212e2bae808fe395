import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("Applying a reader's fix-its cures what they belong to", .bounded)
struct FixItTests {
    @Test(
        "the last finding's fix-it",
        arguments: [
            ("a: &x 1", "yaml-anchor", "a: 1"),
            ("&x a: 1", "yaml-anchor", "a: 1"),
            ("a: !!str 1", "yaml-tag", "a: 1"),
            ("a: !e!f 1", "yaml-tag", "a: 1"),
            ("a: &x 'b c'\nd: *x", "yaml-alias", "a: &x 'b c'\nd: 'b c'"),
        ])
    func cure(text: String, rule: String, expected: String) throws {
        let file = SourceFile(path: "a.yaml", text: text)
        let diagnostic = try #require(YAMLReader.read(file).diagnostics.last)
        #expect(diagnostic.rule == rule)
        #expect(try #require(diagnostic.fixIts.first).apply(to: file) == expected)
    }

    @Test("an alias of a collection, of a block or of nothing known has no fix-it")
    func noFixIt() {
        for text in ["a: &x [1]\nb: *x", "a: &x |\n  t\nb: *x", "b: *x", "a: &x\nb: *x"] {
            let diagnostics = YAMLReader.read(SourceFile(path: "a.yaml", text: text)).diagnostics
            #expect(diagnostics.last?.rule == "yaml-alias")
            #expect(diagnostics.last?.fixIts == [])
        }
    }
}
