import TestScheduling
import Testing

@testable import SpecDiff

/// Text of a spec shows in a comment as it is and does nothing there.
@Suite(.bounded) struct MarkdownTextTests {
    @Test(
        "Nothing in a text is read as Markdown, as a tag, or as a reference",
        arguments: [
            ("a | b", "a \\| b"),
            ("`code` *bold* _it_ ~~gone~~", "\\`code\\` \\*bold\\* \\_it\\_ \\~\\~gone\\~\\~"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("![x](y)", "\\!\\[x\\](y)"),
            ("ask @octocat about #12 or GH-12", "ask @&#8203;octocat about \\#&#8203;12 or GH-&#8203;12"),
            ("https://a.example www.a.example", "https:&#8203;//a.example www&#8203;.a.example"),
            (":tada: 12:30", ":&#8203;tada: 12:30"),
            ("$x$", "&#36;x&#36;"),
            ("two\nlines\r\nmore", "two lines more"),
            ("back\\slash", "back\\\\slash"),
        ])
    func inlineShowsTheText(_ text: String, _ markdown: String) {
        #expect(MarkdownText.inline(text) == markdown)
    }

    @Test("A file has no invisible spaces") func filesHaveNoDividers() {
        #expect(MarkdownText.inline("@a #1 https://a.example", isComment: false) == "@a \\#1 https://a.example")
    }

    @Test("Direction marks cannot hide what a text says") func directionsShow() {
        let shown = MarkdownText.inline("pay\u{202E}evil")
        #expect(!shown.unicodeScalars.contains("\u{202E}"))
        #expect(shown != "payevil")
    }

    @Test(
        "A code span ends where its text ends",
        arguments: [
            ("plain", "`plain`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``b`", "``` a``b` ```"), ("a\nb", "`a b`"),
            ("a`\u{301}b", "``a`\u{301}b``"), ("`\u{FE0F}", "`` `\u{FE0F} ``"),
            ("``\u{200D}`", #"``` ``\u{200D}` ```"#),
            ("", "` `"),
        ])
    func codeSpans(_ text: String, _ markdown: String) {
        #expect(MarkdownText.code(text) == markdown)
        #expect(MarkdownText.codeOutsideTables(text) == markdown)
    }

    @Test("A bar in a code span does not end a table's cell") func barsInCode() {
        #expect(MarkdownText.code("a|b") == "<code>a\\|b</code>")
        #expect(MarkdownText.codeOutsideTables("a|b") == "`a|b`")
    }

    @Test("A block of code ends where its lines end") func blocks() {
        #expect(MarkdownText.block(["- ```", "+ x"], language: "diff") == "````diff\n- ```\n+ x\n````")
    }
}
