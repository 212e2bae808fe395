import SourceText
import TestScheduling
import Testing

@Suite("Offsets and positions are two names of one place", .bounded)
struct SourceLinesTests {
    /// A text with both line breaks, a lone carriage return, other scripts and a byte order mark.
    private let file = SourceFile(path: "a", text: "\u{FEFF}é😀\r\n\nx\ry\nlast")

    @Test("lines end at a line feed with or without a carriage return, and nowhere else")
    func lines() {
        let lines = SourceLines(file)
        #expect(lines.count == 4)
        #expect((0...5).map { lines.offsets(ofLine: $0) } == [nil, 0..<2, 4..<4, 5..<8, 9..<13, nil])
        #expect((0...5).map { file.line($0) } == [nil, "é😀", "", "x\ry", "last", nil])
        #expect(SourceLines(SourceFile(path: "a", text: "")).offsets(ofLine: 1) == 0..<0)
        #expect(SourceFile(path: "a", text: "").line(1) == "")
        #expect(SourceFile(path: "a", text: "x\n").line(2) == "")
        #expect(SourceFile(path: "a", bytes: [0x61, 0xFF]).line(1) == "a\u{FFFD}")
    }

    @Test("a position leads back to its offset, except inside a line break")
    func roundTrip() {
        let lines = SourceLines(file)
        for offset in 0...lines.scalars.count where offset != 3 {
            #expect(lines.offset(of: lines.position(at: offset)) == offset)
        }
        #expect(lines.position(at: 3) == SourcePosition(line: 1, column: 3))
        #expect(lines.position(at: 99) == SourcePosition(line: 4, column: 5))
        #expect(lines.position(at: -1) == .start)
    }

    @Test("a position outside the text has no offset", arguments: [(0, 1), (1, 0), (1, 4), (5, 1), (4, 6)])
    func outside(line: Int, column: Int) {
        #expect(SourceLines(file).offset(of: SourcePosition(line: line, column: column)) == nil)
    }

    @Test("a fix-it replaces its range and nothing else")
    func fixIt() {
        func apply(_ start: (Int, Int), _ end: (Int, Int), _ text: String, to file: SourceFile) -> String? {
            let range = SourceRange(
                start: SourcePosition(line: start.0, column: start.1), end: SourcePosition(line: end.0, column: end.1))
            return Diagnostic.FixIt(message: "m", range: range, replacement: text).apply(to: file)
        }
        #expect(apply((1, 2), (1, 3), "ab", to: file) == "\u{FEFF}éab\r\n\nx\ry\nlast")
        #expect(apply((1, 3), (3, 1), "", to: file) == "\u{FEFF}é😀x\ry\nlast")
        #expect(apply((4, 5), (4, 5), "!", to: file) == "\u{FEFF}é😀\r\n\nx\ry\nlast!")
        #expect(apply((4, 5), (4, 6), "!", to: file) == nil)
        #expect(apply((9, 1), (9, 1), "!", to: file) == nil)
        #expect(apply((1, 1), (1, 1), "!", to: SourceFile(path: "a", bytes: [0x61, 0xFF])) == nil)
    }
}
