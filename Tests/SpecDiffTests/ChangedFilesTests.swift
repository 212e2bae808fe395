import SourceText
import SpecDiff
import TestScheduling
import Testing

@Suite(.bounded) struct ChangedFilesTests {
    /// Files by path and text.
    private func files(_ texts: KeyValuePairs<String, String>) -> [SourceFile] {
        texts.map { SourceFile(path: $0.key, text: $0.value) }
    }

    @Test("files both versions have are left out, wherever they stand")
    func common() {
        let changed = ChangedFiles(
            old: files(["old/a": "A", "old/b": "B", "old/c": "C"]),
            new: files(["new/a": "A", "new/c": "X", "new/d": "B"]))
        #expect(changed.old.map(\.path) == ["old/c"])
        #expect(changed.new.map(\.path) == ["new/c"])
        #expect(changed.unchangedCount == 2)
    }

    @Test("a file stands for one of the other version, so that a copy is not lost")
    func copies() {
        let changed = ChangedFiles(old: files(["a": "A"]), new: files(["a": "A", "b": "A"]))
        #expect(changed.old.isEmpty)
        #expect(changed.new.map(\.path) == ["b"])
        #expect(changed.unchangedCount == 1)
        let reversed = ChangedFiles(old: files(["a": "A", "b": "A"]), new: files(["a": "A"]))
        #expect(reversed.old.map(\.path) == ["b"])
        #expect(reversed.new.isEmpty)
    }

    @Test("without specs there is nothing to compare")
    func none() {
        let changed = ChangedFiles(old: [], new: [])
        #expect(changed.old.isEmpty && changed.new.isEmpty && changed.unchangedCount == 0)
    }
}
