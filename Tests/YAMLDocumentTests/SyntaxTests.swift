import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("Malformed text is reported where it goes wrong, with the cure", .bounded)
struct SyntaxTests {
    /// The findings of a text as the formatter writes them, without source.
    private func report(_ text: String) -> String {
        DiagnosticFormatter().format(YAMLReader.read(SourceFile(path: "a.yaml", text: text)).diagnostics)
    }

    @Test("a colon inside plain text")
    func colon() {
        #expect(
            report("a: b: c\n") == """
                a.yaml:1:5: error: malformed YAML: mapping values are not allowed in this context; put quotes around \
                text that contains ': ', or begin the nested mapping on a line of its own [yaml-syntax]

                """)
    }

    @Test("a line that is no entry is reported at that line, not at the next")
    func missingColon() {
        #expect(
            report("a: 1\nb\nc: 2\n") == """
                a.yaml:2:1: error: malformed YAML: could not find expected ':'; write 'key: value', or indent the \
                line to continue the text before it [yaml-syntax]

                """)
    }

    @Test("an open quote is reported at the quote, not at the end of the file")
    func openQuote() {
        #expect(
            report("a: \"x\nb: 1\n") == """
                a.yaml:1:4: error: malformed YAML: found unexpected end of stream; close the quotes [yaml-syntax]

                """)
    }

    @Test("what was being read is a note")
    func context() {
        #expect(
            report("a: [1, 2\nb: 3\n") == """
                a.yaml:2:2: error: malformed YAML: did not find expected ',' or ']'; separate elements with ',' and \
                close the sequence with ']' [yaml-syntax]
                a.yaml:1:4: note: while parsing a flow sequence that begins here

                """)
    }

    @Test(
        "text behind a closing brace or quote asks for quotes",
        arguments: ["a: {x}/{y}\n", "a: 'it's'\n", "a: \"b\" c\n"])
    func afterClosingMark(text: String) {
        #expect(report(text).contains("did not find expected key; put quotes around the whole value [yaml-syntax]"))
    }

    @Test(
        "the other common slips",
        arguments: [
            ("a: @x", "1:4-1:5", "put quotes around text that begins with this character"),
            ("a: `x`", "1:4-1:5", "put quotes around text that begins with this character"),
            ("a: \"\\q\"", "1:5-1:6", "use single quotes, or write a backslash as '\\\\'"),
            ("a: 1\n b: 2", "2:3-2:4", "put quotes around text that contains ': '"),
            ("- a\nb: 1", "2:1-2:2", "align it with the entries before it"),
            ("a:\n   b: 1\n  c: 2", "3:3-3:4", "align it with the entries before it"),
            ("a: {b: 1", "1:9-1:9", "close the mapping with '}'"),
            ("a: - b", "1:4-1:5", "begin the sequence on a line of its own"),
            ("a: &", "1:5-1:5", "put quotes around text that begins with '&' or '*'"),
            ("a: !x,y", "1:6-1:7", "put quotes around text that begins with '!'"),
        ])
    func cures(text: String, place: String, cure: String) {
        let (document, diagnostics) = YAMLReader.read(SourceFile(path: "a.yaml", text: text))
        #expect(document == nil)
        #expect(diagnostics.map(\.rule) == ["yaml-syntax"])
        #expect(diagnostics.map { show($0.range) } == [place])
        #expect(diagnostics.allSatisfy { $0.message.contains(cure) })
    }

    @Test("what can be told before the place where reading ends is told as well")
    func before() {
        #expect(
            findings("%YAML 1.1\n---\na: &x 1\na: 2\nb: [\n\t1]\nc: d: e")
                == [
                    "1:1-1:10 yaml-directive", "3:4-3:6 yaml-anchor", "4:1-4:2 yaml-duplicate-key", "6:1-6:2 yaml-tab",
                    "7:5-7:6 yaml-syntax",
                ])
    }
}
