import SourceText
import Testing
import YAMLDocument

@Suite("Tabs that indent are reported, others are not")
struct TabTests {
    @Test(
        "each indented line is reported at its first tab",
        arguments: [
            ("a:\n\tb: 1\n\tc: 2\n", ["2:1-2:2", "3:1-3:2"]),
            ("a:\n  \t\tb: 1\n\n\t# note\n\t\n  c: 2\n \td: 3", ["2:3-2:5", "7:2-7:3"]),
            ("-\ta\n-\tb: 1\n", ["1:2-1:3"]),
            ("a: x\n\ty\n", ["2:1-2:2"]),
            ("a: |\n\tx\n", ["2:1-2:2"]),
            ("a: 1\n\t\nb: 2", ["2:1-2:2"]),
            ("\t# x\na: 1", ["1:1-1:2"]),
            ("{\n\ta: 1,\n\tb: 2\n}", ["2:1-2:2", "3:1-3:2"]),
            ("a: [\n\t'x', # note\n\ty ]", ["2:1-2:2", "3:1-3:2"]),
        ])
    func reported(text: String, places: [String]) {
        #expect(findings(text) == places.map { $0 + " yaml-tab" })
    }

    @Test(
        "tabs in scalars, comments, blank lines and between words are not reported",
        arguments: [
            "a: |\n  x\n  \ty\nb: 1", "a: \"x\n\ty\"\nb: 1", "a:\tb\n", "a: b\tc\n", "# \tx\na: 1",
            "[1,\n\t# c\n\t\n2]",
            "a: 1\t# c",
        ])
    func accepted(text: String) {
        #expect(findings(text) == [])
    }

    @Test("the fix-it of a tab puts two spaces in its place")
    func fixIt() throws {
        let file = SourceFile(path: "a.yaml", text: "a:\n\tb:\n\t\tc: 1\n")
        let diagnostics = YAMLReader.read(file).diagnostics
        #expect(
            diagnostics.map(\.message) == [
                "a tab where YAML wants spaces; indent with spaces", "tabs where YAML wants spaces; indent with spaces",
            ])
        let first = try #require(diagnostics.first?.fixIts.first?.apply(to: file))
        let last = try #require(diagnostics.last?.fixIts.first)
        #expect(last.message == "replace each tab with two spaces")
        let cured = try #require(last.apply(to: SourceFile(path: "a.yaml", text: first)))
        #expect(cured == "a:\n  b:\n    c: 1\n")
        #expect(findings(cured) == [])
    }
}
