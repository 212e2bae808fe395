internal import SourceText

/// What a report for reviewers is made from: two versions by their names, what changed, and what was accepted.
package struct DiffReview: Sendable {
    package struct Version: Sendable {
        /// The name, such as `git:main` or `Specs`.
        var name: String
        var commit: String?

        package init(name: String, commit: String?) { (self.name, self.commit) = (name, commit) }
    }

    var old: Version
    var new: Version
    var difference: SpecSetDifference
    var acceptance: AcceptanceReview
    var rules: [DiffRuleDescription]

    package init(
        old: Version, new: Version, difference: SpecSetDifference, acceptance: AcceptanceReview = AcceptanceReview(),
        rules: [DiffRuleDescription] = DiffRuleCatalog.all
    ) {
        (self.old, self.new, self.difference) = (old, new, difference)
        (self.acceptance, self.rules) = (acceptance, rules)
    }

    /// The findings nobody accepted.
    func open(_ findings: [Finding]) -> [Finding] { findings.filter { acceptance.acceptance(of: $0) == nil } }

    /// Numbers of findings by level in words, such as `2 errors, 1 warning, 3 info`, accepted ones apart.
    func counted(_ findings: [Finding]) -> String { FindingCounts(findings, acceptance).text }

    /// How many venues differ and how many do not, in words.
    var venueCounts: String {
        let (changed, same) = (difference.venues.count, difference.unchangedCount)
        if changed == 0 { return "\(same) \(same == 1 ? "venue" : "venues") unchanged" }
        return "\(changed) \(changed == 1 ? "venue differs" : "venues differ"), \(same) unchanged"
    }
}

/// How many findings there are: by level, and accepted ones apart.
package struct FindingCounts {
    /// Findings nobody accepted, by level.
    private var open: [Finding.Level: Int] = [:]
    package private(set) var accepted = 0

    package init(_ findings: [Finding], _ acceptance: AcceptanceReview) {
        for finding in findings {
            if acceptance.acceptance(of: finding) == nil {
                open[finding.level, default: 0] += 1
            } else {
                accepted += 1
            }
        }
    }

    /// How many findings of a level nobody accepted.
    package subscript(level: Finding.Level) -> Int { open[level] ?? 0 }

    /// The numbers in words, such as `2 errors, 1 warning, 3 info, 1 accepted`.
    package var text: String {
        let levels = Finding.Level.allCases.filter { self[$0] > 0 }.map { $0.counted(self[$0]) }
        let counts = levels + (accepted > 0 ? ["\(accepted) accepted"] : [])
        return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    }
}

extension Finding.Level {
    /// A number of findings of this level, such as `2 errors`.
    func counted(_ count: Int) -> String { "\(count) \(rawValue)\(count == 1 || self == .info ? "" : "s")" }
}

extension Finding {
    /// Where it is in the new version, or was in the old one, as `path:line:column`.
    var place: String { (new ?? old)?.place ?? venue }
}

extension Finding.Side {
    /// The place as `path:line:column`.
    package var place: String { "\(path):\(range.start)" }
}
