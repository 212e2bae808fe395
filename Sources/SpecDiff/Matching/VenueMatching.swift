package import SourceText
internal import VenueSpec

extension Pairing<Venue> {
    /// The venues of two versions of a set: by name, and what is left over by file name, or by hosts and request lines.
    init(_ old: [Venue], _ new: [Venue]) {
        let tests = [{ $0.name.text == $1.name.text }, Self.isRenamed]
        self.init(old, new, in: .root, by: \.name.text, tests: tests) { root, _, _, _ in root }
    }

    /// Whether a venue is another under a new name: the same file, or the same hosts and request lines.
    private static func isRenamed(_ old: Venue, _ new: Venue) -> Bool {
        if old.file.name == new.file.name { return true }
        let isSameHosts = Set(old.servers.compactMap(\.host)) == Set(new.servers.compactMap(\.host))
        return isSameHosts && old.operations.map(\.http.path) == new.operations.map(\.http.path)
    }
}

/// The files of two versions of a set without those that both have byte for byte but for how lines end,
/// wherever they stand.
///
/// Most specs of a large set are the same in both versions; what is not read cannot cost time.
package struct ChangedFiles: Sendable, Hashable {
    /// Files whose text the new version does not have.
    package let old: [SourceFile]
    /// Files whose text the old version does not have.
    package let new: [SourceFile]
    /// How many files both versions have.
    package let unchangedCount: Int

    /// Leaves out what two versions have in common; each file stands for one of the other version at most.
    package init(old: [SourceFile], new: [SourceFile]) {
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
