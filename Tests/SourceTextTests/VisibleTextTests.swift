import Foundation
import SourceText
import TestScheduling
import Testing

/// Nobody is shown a character that cannot be seen.
@Suite(.bounded) struct VisibleTextTests {
    /// Every character that steers, ends lines, turns directions or takes no room.
    private static let hidden: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200F,
        0x2028...0x202E, 0x2060...0x206F, 0x3164...0x3164, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0x1D173...0x1D17A,
        0xE0000...0xE0FFF,
    ]
    private static let scalars = hidden.joined().compactMap(Unicode.Scalar.init)

    @Test func hiddenCharactersAreShownByTheirNumbers() {
        for scalar in Self.scalars {
            let text = "a\(Character(scalar))b"
            #expect(VisibleText.of(text) == "a\\u{\(String(scalar.value, radix: 16, uppercase: true))}b")
        }
        #expect(VisibleText.of("\u{1B}[2J\r\n") == #"\u{1B}[2J\u{D}\u{A}"#)
        #expect(VisibleText.lines(of: "a\n\tb\r\n\u{202E}") == "a\n\tb\\u{D}\n\\u{202E}")
    }

    @Test(arguments: ["", "plain ~", "é ß 漢字 한글 עברית हिन्दी e\u{301} 😀 ❤\u{FE0F} \u{A0}\u{3000}", "\\u{1B}"])
    func everythingElseStays(_ text: String) {
        #expect(VisibleText.of(text) == text && VisibleText.json(text) == text)
    }

    @Test func jsonMeansTheSameAndHidesNothing() throws {
        let text = String(String.UnicodeScalarView(Self.scalars.filter { $0.value >= 0x20 })) + "é😀"
        let json = VisibleText.json("{\n\"\(text)\":\"\(text)\"}")
        #expect(!json.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String])
        #expect(object.first.map { Array($0.key.utf8) == Array(text.utf8) && $0.key == $0.value } == true)
        #expect(
            VisibleText.jsonEscape("\u{9B}") == #"\u009b"# && VisibleText.jsonEscape("\u{E0041}") == #"\udb40\udc41"#)
    }

    @Test func diffsShowThem() {
        let diff = UnifiedDiff(
            path: "a\n::error::b", old: Array("x\r\ny\r::error::\n\u{1B}[2J\n".utf8),
            new: Array("x\n\u{202E}\t\n".utf8))
        #expect(
            String(decoding: diff.render(), as: UTF8.self) == """
                --- a/a\\u{A}::error::b
                +++ b/a\\u{A}::error::b
                @@ -1,3 +1,2 @@
                -x\r
                -y\\u{D}::error::
                -\\u{1B}[2J
                +x
                +\\u{202E}\t

                """)
        #expect(String(decoding: diff.render(colour: true), as: UTF8.self).contains("-x\\u{D}\u{1B}[0m"))
    }
}
