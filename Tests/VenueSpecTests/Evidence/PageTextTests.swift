import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance
@testable import VenueSpec

/// Markup, white space and kinds of quotes do not count on a page.
@Suite(.bounded) struct PageTextTests {
    /// The text of a page.
    private func page(_ text: String) throws -> PageText {
        try #require(PageText(SourceFile(path: "page", text: text)))
    }

    @Test func whiteSpaceIsFoldedForTheDigest() throws {
        #expect(try page("\u{FEFF} a\r\n\n b\u{A0}\u{2003}c\t").foldedText == "a b c")
        #expect(try page("").foldedText.isEmpty)
    }

    @Test func textInAngleBracketsIsNoMarkup() throws {
        let text = "Authorization: Bearer <token> & a < b, c > d, <orderId>"
        #expect(try page(text).foldedText == text)
    }

    @Test(arguments: [
        ("<html><head><title>no</title></head><body><p>a</p><p>b</p></body></html>", "a b"),
        ("<p>one<b>Two</b></p>", "oneTwo"),
        ("<td>a</td><td>b</td>", "a b"),
        ("<p>a<br>b<br/>c<!-- <p>no</p> --></p>", "a b c"),
        ("<p title=\"a > b\">c</p><script>if (a < b) { no }</script><style>p { }</style>", "c"),
        ("<p>&lt;token&gt; &amp;&nbsp;&#34;a&#x22; &unknown; & b</p>", "<token> & \"a\" &unknown; & b"),
        ("<p>a < b</p>", "a < b"),
        ("<p>a</p>unfinished <b", "a unfinished <b"),
    ])
    func markupIsLeftOut(html: String, text: String) throws {
        #expect(try page(html).foldedText == text)
    }

    @Test func theSameTextHasTheSameDigestInOtherMarkup() throws {
        let plain = try page("Cancel order\n\norderId | string\nBearer <token>\n").foldedText
        let html =
            "<h1>Cancel <em>order</em></h1>\n<table><tr><td>order<wbr>Id</td> <td>|&nbsp;string</td></tr></table>"
            + "<pre>Bearer &lt;token&gt;</pre>"
        #expect(try page(html).foldedText == plain)
    }

    @Test func placesAreThoseOfTheFile() throws {
        let page = try page("<p>\n  a <b>wordHere</b>\n</p>")
        let finding = try #require(PageNames(page, spec: [], values: []).unknown().first)
        #expect(finding.word == "wordHere")
        #expect(page.range(finding.range).start == SourcePosition(line: 2, column: 8))
        #expect(page.range(finding.range).end == SourcePosition(line: 2, column: 16))
    }

    @Test func bytesThatAreNoUTF8AreNoPage() {
        #expect(PageText(SourceFile(path: "page", bytes: [0x61, 0xFF])) == nil)
    }
}
