public import SourceText

/// The files of two versions of a set without those that both have byte for byte but for how lines end,
/// wherever they stand.
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
        var counts = Dictionary(old.map { ($0.foldedBytes, 1) }, uniquingKeysWith: +)
        var common: [[UInt8]: Int] = [:]
        self.new = new.filter { file in
            guard let count = counts[file.foldedBytes], count > 0 else { return true }
            counts[file.foldedBytes] = count - 1
            common[file.foldedBytes, default: 0] += 1
            return false
        }
        unchangedCount = new.count - self.new.count
        self.old = old.filter { file in
            guard let count = common[file.foldedBytes], count > 0 else { return true }
            common[file.foldedBytes] = count - 1
            return false
        }
    }
}
