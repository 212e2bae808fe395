internal import SpecDiff

/// How many findings there are: by level, and accepted ones apart.
struct FindingCounts {
    /// Findings nobody accepted, by level.
    private var open: [Finding.Level: Int] = [:]
    /// Accepted findings.
    private(set) var accepted = 0

    /// Counts findings.
    init(_ findings: [Finding], _ comparison: DiffComparison) {
        for finding in findings {
            if comparison.acceptance.acceptance(of: finding) == nil {
                open[finding.level, default: 0] += 1
            } else {
                accepted += 1
            }
        }
    }

    /// How many findings of a level nobody accepted.
    subscript(level: Finding.Level) -> Int { open[level] ?? 0 }

    /// The numbers in words, such as `2 errors, 1 warning, 3 info, 1 accepted`.
    var text: String {
        let counts = Finding.Level.allCases.filter { self[$0] > 0 }.map { level in
            "\(self[level]) \(level.rawValue)\(self[level] == 1 || level == .info ? "" : "s")"
        }
        return (counts + (accepted > 0 ? ["\(accepted) accepted"] : [])).joined(separator: ", ")
    }
}
