internal import SourceText

/// Names for findings that stay the same when lines move, so that services can tell old findings from new.
struct Fingerprints {
    /// What is the same about two findings that only their order tells apart.
    private struct Key: Hashable {
        let rule: String
        let path: String
        let line: String
    }

    /// The specs the findings are about.
    private let specs: SpecSet
    /// How many findings of a key there were so far.
    private var counts: [Key: Int] = [:]

    /// Fingerprints for findings about these specs.
    init(specs: SpecSet) {
        self.specs = specs
    }

    /// The fingerprint of the next finding in report order: a hash of its rule, path, line and count.
    mutating func next(for diagnostic: Diagnostic) -> String {
        let line = specs.file(at: diagnostic.path)?.line(diagnostic.range.start.line) ?? ""
        let key = Key(rule: diagnostic.rule, path: diagnostic.path, line: line)
        let count = counts[key, default: 0]
        counts[key] = count + 1
        return Self.hash([key.rule, key.path, key.line, String(count)])
    }

    /// FNV-1a, 64 bits, over the texts with a zero byte between each two, as 16 hex digits.
    private static func hash(_ texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in texts.joined(separator: "\0").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
