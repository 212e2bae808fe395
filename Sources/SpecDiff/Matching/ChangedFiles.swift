public import SourceText

/// The files of two versions of a set without those that both have byte for byte, wherever they stand.
///
/// Most specs of a large set are the same in both versions; what is not read cannot cost time.
public struct ChangedFiles: Sendable, Hashable {
    /// Files whose text the new version does not have.
    public let old: [SourceFile]
    /// Files whose text the old version does not have.
    public let new: [SourceFile]
    /// How many files both versions have.
    public let unchangedCount: Int

    /// Leaves out what two versions have in common; each file stands for one of the other version at most.
    public init(old: [SourceFile], new: [SourceFile]) {
        var counts = Dictionary(old.map { ($0.bytes, 1) }, uniquingKeysWith: +)
        var common: [[UInt8]: Int] = [:]
        self.new = new.filter { file in
            guard let count = counts[file.bytes], count > 0 else { return true }
            counts[file.bytes] = count - 1
            common[file.bytes, default: 0] += 1
            return false
        }
        unchangedCount = new.count - self.new.count
        self.old = old.filter { file in
            guard let count = common[file.bytes], count > 0 else { return true }
            common[file.bytes] = count - 1
            return false
        }
    }
}
