import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("A well-formed text becomes a located tree", .bounded)
struct TreeTests {
    @Test("plain scalars keep their text, and quotes and blocks are told apart from them")
    func scalars() {
        let plain = [
            "NO", "on", "0123", "1e3", "2026-11-20", "~", "null", "0x1F", ".5", "-", "a:b", "a#b", "-1", "1_000",
        ]
        for text in plain { #expect(outline("- \(text)")?.hasPrefix("[p'\(text)'@1:3-") == true || text == "-") }
        #expect(outline("- 'a''b'\n- \"c\\n\"") == "[q'a'b'@1:3-1:9, q'c\\n'@2:3-2:8]@1:1-2:8")
    }

    @Test("a collection ends with its last child, not on the next line")
    func collectionEnds() {
        #expect(
            outline("a:\n  b: 1\n  c: [x, {y: z}]\n\n# end\nd:\n- 1\n- 2\n\n")
                == "{a@1:1-1:2: {b@2:3-2:4: p'1'@2:6-2:7, "
                + "c@3:3-3:4: [p'x'@3:7-3:8, {y@3:11-3:12: p'z'@3:14-3:15}@3:10-3:16]@3:6-3:17}@2:3-3:17, "
                + "d@6:1-6:2: [p'1'@7:3-7:4, p'2'@8:3-8:4]@7:1-8:4}@1:1-8:4")
    }

    @Test("a block scalar ends with its last line that is not blank")
    func blockScalars() {
        #expect(
            outline("a: |\n  x\n  y\n\n\nb: >-\n  p\n  q")
                == "{a@1:1-1:2: q'x\\ny\\n'@1:4-3:4, b@6:1-6:2: q'p q'@6:4-8:4}@1:1-8:4")
    }

    @Test("a missing value is an empty plain scalar behind its key or indicator")
    func emptyScalars() {
        #expect(
            outline("a:\nb: {c , d: , e}\nf: # note\ng:\n-\n- x")
                == "{a@1:1-1:2: p''@1:3-1:3, "
                + "b@2:1-2:2: {c@2:5-2:6: p''@2:6-2:6, d@2:9-2:10: p''@2:11-2:11, e@2:14-2:15: p''@2:15-2:15}@2:4-2:16, "
                + "f@3:1-3:2: p''@3:3-3:3, g@4:1-4:2: [p''@5:2-5:2, p'x'@6:3-6:4]@5:1-6:4}@1:1-6:4")
        #expect(outline("{}") == "{}@1:1-1:3")
        #expect(outline("[]") == "[]@1:1-1:3")
        #expect(outline("'': 1") == "{@1:1-1:3: p'1'@1:5-1:6}@1:1-1:6")
    }

    @Test("columns count Unicode scalars, after a byte order mark, CRLF and other scripts too")
    func columns() {
        let expected = "{é@1:1-1:2: p'😀e\u{301}'@1:4-1:7, b@2:1-2:2: [p'ß'@2:5-2:6, p'x'@2:8-2:9]@2:4-2:10}@1:1-2:10"
        #expect(outline("é: 😀e\u{301}\nb: [ß, x]\n") == expected)
        #expect(outline("é: 😀e\u{301}\r\nb: [ß, x]\r\n") == expected)
        #expect(outline("\u{FEFF}é: 😀e\u{301}\r\nb: [ß, x]") == expected)
    }

    @Test("an explicit key that is text is an ordinary key")
    func explicitKey() {
        #expect(outline("? a\n: b") == "{a@1:3-1:4: p'b'@2:3-2:4}@1:1-2:4")
        #expect(outline("? a\n? b") == "{a@1:3-1:4: p''@1:4-1:4, b@2:3-2:4: p''@2:4-2:4}@1:1-2:4")
    }

    @Test("document marks and comments around one document are accepted")
    func documentMarks() {
        #expect(outline("# c\n---\na: 1\n...\n# d\n") == "{a@3:1-3:2: p'1'@3:4-3:5}@3:1-3:5")
    }

    @Test("sixty-four levels are read")
    func deepest() {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(findings(text) == [])
        #expect(findings(String(repeating: "- ", count: 64) + "x") == [])
    }
}
