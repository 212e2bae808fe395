import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("No input crashes the reader, and every position lies in the file", .bounded)
struct HostileInputTests {
    /// A text with every construct the reader knows, allowed or not.
    private static let sample = """
        \u{FEFF}# A comment: ünïcödé
        %YAML 1.1
        ---
        plain: NO
        'quoted''s': "esc \\u00e9\\x41 \\
          folded"
        block: |-2
          text\t1

            more
        folded: >+
          a
          b

        flow: {a: [1, {b: c, d}, 'e'], "f": , ? g : h}
        seq:
        - &anchor one
        - *anchor
        -
          - !!str nested
          - !<tag:x> {k: v}
        ? [complex]
        : value
        <<: {merge: true}
        plain: duplicate\r
        emoji: 👩‍👩‍👧 漢字
        multi: first
          second
        ...
        ---
        second: document
        """

    /// Reads bytes and checks that every finding and every node lies in the file.
    private func check(_ bytes: [UInt8]) {
        let file = SourceFile(path: "a.yaml", bytes: bytes)
        let lines = SourceLines(file)
        let (document, diagnostics) = YAMLReader.read(file)
        func isInside(_ range: SourceRange) -> Bool {
            lines.offset(of: range.start) != nil && lines.offset(of: range.end) != nil
        }
        let strays = diagnostics.filter { diagnostic in
            let ranges = [diagnostic.range] + diagnostic.notes.map(\.range) + diagnostic.fixIts.map(\.range)
            return !ranges.allSatisfy(isInside)
        }
        #expect(strays == [], "outside of \(bytes)")
        #expect(document != nil || !diagnostics.isEmpty, "nothing said of \(bytes)")

        var nodes = document.map { [$0] } ?? []
        var strayNodes: [Node] = []
        while let node = nodes.popLast() {
            let children = node.elements + node.entries.map(\.value)
            let places = children.map(\.range) + node.entries.map(\.keyRange)
            let isAround = places.allSatisfy { node.range.start <= $0.start && $0.end <= node.range.end }
            if !isAround || !isInside(node.range) { strayNodes.append(node) }
            nodes += children
        }
        #expect(strayNodes == [], "in \(bytes)")
    }

    @Test("the sample exercises what it claims to")
    func sampleIsComplete() {
        let rules = Set(YAMLReader.read(SourceFile(path: "a.yaml", text: Self.sample)).diagnostics.map(\.rule))
        #expect(
            rules == [
                "yaml-alias", "yaml-anchor", "yaml-complex-key", "yaml-directive", "yaml-duplicate-key",
                "yaml-merge-key", "yaml-multiple-documents", "yaml-tag",
            ])
    }

    @Test("every beginning and every end of a text")
    func truncations() {
        let bytes = Array(Self.sample.utf8)
        for length in 0...bytes.count {
            check(Array(bytes.prefix(length)))
            check(Array(bytes.suffix(length)))
        }
    }

    @Test("a thousand random edits of bytes")
    func mutations() {
        var random = SplitMix(state: 20_261_120)
        let alphabet = Array("\t\n\r :-?[]{},#&*!|>'\"%@`\\~a0\0\u{7F}\u{85}\u{FEFF}\u{2028}é".utf8)
        let sample = Array(Self.sample.utf8)
        for _ in 0..<1000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                case 2: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                default: bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            check(bytes)
        }
    }

    @Test("two thousand short texts of indicators")
    func soup() {
        var random = SplitMix(state: 7)
        let pieces = [
            "a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\t", "'", "\"", "|\n", ">\n", "&x ",
            "*x ", "!t ", "!e!t ", "#", "---\n", "...\n", "%T\n", "\r\n", "\r", "<<: ", "é", "\u{2028}", "\u{85}",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 0...14, using: &random)
            check(Array((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined().utf8))
        }
    }

    @Test(
        "a hundred thousand levels of nesting are cut off at once",
        arguments: ["[", "{", "{a: ", "[\n", "- ", "? ", "{? ", "[{"])
    func deepNesting(unit: String) {
        let text = String(repeating: unit, count: 100_000)
        #expect(findings(text).map { $0.suffix(11) } == [" yaml-depth"])
    }

    @Test("a hundred thousand levels of indentation are cut off at once")
    func deepIndentation() {
        let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(findings(text) == ["65:65-65:66 yaml-depth"])
    }

    @Test("a file of two mebibytes is refused unread")
    func large() {
        #expect(findings(String(repeating: "[", count: 2 << 20)) == ["1:1-1:1 yaml-size"])
    }

    @Test(
        "a large text of any one kind is read in linear time", .timeLimit(.minutes(1)),
        arguments: [
            "- a\n", "- !e!t a\n", "%TAG !a! b\n", "...\n%TAG !a! b\n", "- &x *x\n", "a: 1\n", "\0", "\n", "\t", " ",
            "a", "'", "{},", "\"\\0",
        ])
    func large(unit: String) {
        check(Array(String(repeating: unit, count: (1 << 18) / unit.utf8.count).utf8))
    }
}

/// A generator of random numbers that gives the same ones on every machine.
private struct SplitMix: RandomNumberGenerator {
    /// The state.
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
