import TestScheduling
import Testing

@testable import SourceText

/// The diff is right, shortest, and in the form `patch` reads.
@Suite(.bounded) struct DiffTests {
    /// Numbers that are the same in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test("Between random texts, the lines that stay are equal and as many as can be")
    func shortest() {
        var random = Generator(state: 1)
        for _ in 0..<3_000 {
            let letters = Int.random(in: 1...6, using: &random)
            let (old, new) = (text(letters, &random), text(letters, &random))
            let diff = LineDiff(old: old, new: new)
            let staying = zip(old, diff.isRemoved).filter { !$0.1 }.map(\.0)
            #expect(staying == zip(new, diff.isInserted).filter { !$0.1 }.map(\.0))
            #expect(staying.count == longestCommonSubsequence(old, new))
        }
    }

    @Test("Long texts with little in common take bounded time and give a right diff")
    func bounded() {
        var random = Generator(state: 2)
        let old = (0..<6_000).map { _ in line(Int.random(in: 0..<3_000, using: &random)) }
        let new = (0..<6_000).map { _ in line(Int.random(in: 0..<3_000, using: &random)) }
        let diff = LineDiff(old: old, new: new)
        let staying = zip(old, diff.isRemoved).filter { !$0.1 }.map(\.0)
        #expect(staying == zip(new, diff.isInserted).filter { !$0.1 }.map(\.0))
    }

    @Test("Hunks carry three lines of context and share it when they touch")
    func hunks() {
        let old = (1...20).map { "\($0)\n" }.joined()
        let new = old.replacing("5\n6\n", with: "5\nnew\n6\n").replacing("10\n", with: "ten\n").replacing(
            "20\n", with: "")
        #expect(
            render("a b.swift", old, new) == """
                --- a/a b.swift\t
                +++ b/a b.swift\t
                @@ -3,11 +3,12 @@
                 3
                 4
                 5
                +new
                 6
                 7
                 8
                 9
                -10
                +ten
                 11
                 12
                 13
                @@ -17,4 +18,3 @@
                 17
                 18
                 19
                -20

                """)
    }

    @Test("Versions that are missing, empty, single lines or unfinished have the marks 'patch' wants")
    func edges() {
        #expect(render("x", "a\n", "a\n") == "")
        #expect(render("x", nil, "a\n") == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n")
        #expect(render("x", "a\nb\n", nil) == "--- a/x\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n")
        #expect(render("x", nil, "") == "--- /dev/null\n+++ b/x\n")
        #expect(
            render("x", "a\nb", "a\nb\n")
                == "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
        #expect(render("/t/x", "a", "b").hasPrefix("--- a/t/x\n+++ b/t/x\n@@ -1 +1 @@\n"))
    }

    /// A diff as text.
    private func render(_ path: String, _ old: String?, _ new: String?) -> String {
        let diff = UnifiedDiff(path: path, old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
        return String(decoding: diff.render(), as: UTF8.self)
    }

    /// Up to thirty random lines.
    private func text(_ letters: Int, _ random: inout Generator) -> [ArraySlice<UInt8>] {
        (0..<Int.random(in: 0...30, using: &random)).map { _ in line(Int.random(in: 0..<letters, using: &random)) }
    }

    /// A line that holds a number.
    private func line(_ number: Int) -> ArraySlice<UInt8> { Array("\(number)\n".utf8)[...] }

    /// How many lines a longest common subsequence has, by the textbook's table.
    private func longestCommonSubsequence(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> Int {
        var row = Array(repeating: 0, count: new.count + 1)
        for line in old {
            var diagonal = 0
            for (index, other) in new.enumerated() {
                let above = row[index + 1]
                row[index + 1] = line == other ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[new.count]
    }
}
