import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("Tabs that indent are reported, others are not", .bounded)
struct TabTests {
    @Test(
        "each indented line is reported at its first tab",
        arguments: [
            ("a:\n\tb: 1\n\tc: 2\n", ["2:1-2:2", "3:1-3:2"]),
            ("a:\n  \t\tb: 1\n\n\t# note\n\t\n  c: 2\n \td: 3", ["2:3-2:5", "7:2-7:3"]),
            ("-\ta\n-\tb: 1\n", ["1:2-1:3", "2:2-2:3"]),
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

    @Test("what follows a tab is read and reported too")
    func recovery() {
        let text = "a:\n\tb: &x 1\n\tb: 2\n\tc:\n\t\td: |\n\t\t e\nf:\n-\t1\n-\t2\na: 3"
        #expect(
            findings(text) == [
                "2:1-2:2 yaml-tab", "2:5-2:7 yaml-anchor", "3:1-3:2 yaml-tab", "3:2-3:3 yaml-duplicate-key",
                "4:1-4:2 yaml-tab", "5:1-5:3 yaml-tab", "8:2-8:3 yaml-tab", "9:2-9:3 yaml-tab",
                "10:1-10:2 yaml-duplicate-key",
            ])
        #expect(values(text) == "{a: {b: 1, c: {d: e\n}}, f: [1, 2]}")
    }

    @Test("where reading past tabs fails, the tabs alone are reported")
    func noRecovery() {
        #expect(
            findings("z: &x 1\na:\n\tb: 1\n   c: 2\n\td: 3")
                == ["1:4-1:6 yaml-anchor", "3:1-3:2 yaml-tab", "5:1-5:2 yaml-tab"])
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
