import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("A file that is not UTF-8 is refused", .bounded)
struct EncodingTests {
    /// The findings of some bytes.
    private func findings(_ bytes: [UInt8]) -> [String] {
        YAMLReader.read(SourceFile(path: "a.yaml", bytes: bytes)).diagnostics.map {
            "\(show($0.range)) \($0.rule): \($0.message)"
        }
    }

    /// The bytes of a text.
    private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "the first bad byte is named and located",
        arguments: [
            ([0xFF], 0xFF), ([0x80], 0x80), ([0xC0, 0xAF], 0xC0), ([0xC1, 0x80], 0xC1), ([0xC3], 0xC3),
            ([0xC3, 0x28], 0xC3),
            ([0xE0, 0x80, 0x80], 0xE0), ([0xED, 0xA0, 0x80], 0xED), ([0xE2, 0x82], 0xE2), ([0xE2, 0x82, 0x41], 0xE2),
            ([0xF0, 0x80, 0x80, 0x80], 0xF0), ([0xF4, 0x90, 0x80, 0x80], 0xF4), ([0xF5, 0x80, 0x80, 0x80], 0xF5),
            ([0xF0, 0x9F, 0x98], 0xF0),
        ] as [([UInt8], Int)])
    func invalid(bytes: [UInt8], first: Int) {
        let name = "0x" + String(first, radix: 16)
        let rest = "is not valid UTF-8; save the file as UTF-8"
        #expect(
            findings(utf8("a: 1\nß: é") + bytes + utf8("\nb: 1"))
                == ["2:5-2:6 yaml-encoding: byte \(name) at offset 11 \(rest)"])
        #expect(
            findings([0xEF, 0xBB, 0xBF, 0x61] + bytes) == ["1:2-1:3 yaml-encoding: byte \(name) at offset 4 \(rest)"])
    }

    @Test(
        "every scalar that is valid is accepted",
        arguments: ["\u{7F0}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{10000}", "\u{10FFFD}"])
    func valid(text: String) {
        #expect(findings(utf8("- \(text)")) == [])
    }

    @Test("UTF-16 and UTF-32 are recognised with and without a byte order mark")
    func otherEncodings() {
        let text = Array("a: 1\n".utf8)
        let little = text.flatMap { [$0, 0] as [UInt8] }
        let big = text.flatMap { [0, $0] as [UInt8] }
        let sixteen = ["1:1-1:1 yaml-encoding: the file is UTF-16, expected UTF-8; save it as UTF-8"]
        let thirtyTwo = ["1:1-1:1 yaml-encoding: the file is UTF-32, expected UTF-8; save it as UTF-8"]
        #expect(findings([0xFF, 0xFE] + little) == sixteen)
        #expect(findings([0xFE, 0xFF] + big) == sixteen)
        #expect(findings(little) == sixteen)
        #expect(findings(big) == sixteen)
        #expect(findings([0xFF, 0xFE, 0, 0] + text.flatMap { [$0, 0, 0, 0] as [UInt8] }) == thirtyTwo)
        #expect(findings([0, 0, 0xFE, 0xFF] + text.flatMap { [0, 0, 0, $0] as [UInt8] }) == thirtyTwo)
        #expect(findings(text.flatMap { [$0, 0, 0, 0] as [UInt8] }) == thirtyTwo)
        #expect(findings(text.flatMap { [0, 0, 0, $0] as [UInt8] }) == thirtyTwo)
    }

    @Test("a NUL is a control character, not the end of the text")
    func nul() {
        #expect(
            findings(utf8("a: 1\nb: \0x\na: 2")) == [
                "2:4-2:5 yaml-control-character: the control character U+0000 cannot stand in a spec; remove it, "
                    + "or write it as '\\u0000' in double quotes",
                "3:1-3:2 yaml-duplicate-key: the key 'a' is already in this mapping; remove or rename one of them",
            ])
    }
}
