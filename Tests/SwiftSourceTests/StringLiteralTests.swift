import SwiftSource
import TestScheduling
import Testing

@Suite(.bounded) struct StringLiteralTests {
    @Test(arguments: [
        ("", "\"\""),
        ("plain é 漢", "\"plain é 漢\""),
        ("a\"b", "#\"a\"b\"#"),
        (#"^\d{4}$"#, ##"#"^\d{4}$"#"##),
        ("\"#", "##\"\"#\"##"),
        (##"\#(x)"##, ###"##"\#(x)"##"###),
        ("\"##\\#", "###\"\"##\\#\"###"),
        ("a\nb", #""a\nb""#),
        ("\"\t\\\r", #""\"\t\\\r""#),
        ("\u{202E}x\u{0}", #""\u{202E}x\u{0}""#),
        ("e\u{301}", #""e\u{301}""#),
        ("\u{A0}\u{FEFF}\u{2028}", #""\u{A0}\u{FEFF}\u{2028}""#),
        (#"\(name)"#, ##"#"\(name)"#"##),
    ])
    func aLiteralShowsEveryCharacterForWhatItIs(text: String, literal: String) {
        #expect(StringLiteral.of(text) == literal)
    }

    @Test func theInteriorOfALiteralCannotEndItOrInterpolate() {
        #expect(StringLiteral.interior(of: "a\"b\\(c)\n") == #"a\"b\\(c)\n"#)
    }
}
