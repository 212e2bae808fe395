import TestScheduling
import Testing

@testable import SpecDiff

/// Words that differ are marked, and the marks lose nothing.
@Suite(.bounded) struct WordDiffTests {
    /// A text with its changed pieces in brackets.
    private func marked(_ pieces: [WordDiff.Piece]) -> String {
        pieces.map { $0.isChanged ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(
        "Only the words that differ are marked",
        arguments: [
            (
                "https://api.a.example", "https://trade.a.example", "https://[api].a.example",
                "https://[trade].a.example"
            ),
            ("Poll until final.", "Poll until it is final.", "Poll until final.", "Poll until [it is ]final."),
            ("a b", "a b", "a b", "a b"), ("", "new", "", "[new]"), ("old", "", "[old]", ""),
        ])
    func marks(_ old: String, _ new: String, _ oldMarked: String, _ newMarked: String) {
        let diff = WordDiff(old: old, new: new)
        #expect(marked(diff.old) == oldMarked)
        #expect(marked(diff.new) == newMarked)
    }

    @Test("Texts with little in common are marked as a whole") func strangers() {
        let diff = WordDiff(old: "pendingCancel", new: "canceled")
        #expect(diff.old.map(\.isChanged) == [true] && diff.new.map(\.isChanged) == [true])
        let sentences = WordDiff(old: "The desk is open, ask it.", new: "Nobody knows; a call tells, or not.")
        #expect(sentences.old.count == 1 && sentences.new.count == 1)
    }

    @Test("The pieces are the texts", arguments: ["", " a  b\n c", "1,2;3", "é\u{301} 日本"])
    func losesNothing(_ text: String) {
        let diff = WordDiff(old: text, new: "a b 1,3 日")
        #expect(diff.old.map(\.text).joined() == text)
        #expect(diff.new.map(\.text).joined() == "a b 1,3 日")
    }
}
