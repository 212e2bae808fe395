package import SourceText
package import SpecDiff

/// What a report for reviewers is made from: two versions by their names, what changed, and what was accepted.
package struct DiffReview: Sendable {
    package struct Version: Sendable {
        /// The name, such as `git:main` or `Specs`.
        var name: String
        var commit: String?

        package init(name: String, commit: String?) {
            self.name = name
            self.commit = commit
        }
    }

    /// Who took responsibility for a finding, and why.
    package struct Acceptance: Sendable {
        var reason: String
        var who: String
        /// The last day it holds, `YYYY-MM-DD`.
        var until: String

        package init(reason: String, who: String, until: String) {
            self.reason = reason
            self.who = who
            self.until = until
        }
    }

    var old: Version
    var new: Version
    var difference: SpecSetDifference
    var acceptances: [String: Acceptance]
    /// What is wrong with acceptances, such as one that has expired.
    var faults: [Diagnostic]
    var rules: [DiffRuleDescription]

    package init(
        old: Version, new: Version, difference: SpecSetDifference, acceptances: [String: Acceptance] = [:],
        faults: [Diagnostic] = [], rules: [DiffRuleDescription] = DiffRuleCatalog.all
    ) {
        self.old = old
        self.new = new
        self.difference = difference
        self.acceptances = acceptances
        self.faults = faults
        self.rules = rules
    }

    func acceptance(of finding: Finding) -> Acceptance? { acceptances[finding.fingerprint] }

    func open(_ findings: [Finding]) -> [Finding] { findings.filter { acceptance(of: $0) == nil } }

    /// Numbers of findings by level in words, such as `2 errors, 1 warning, 3 info`, accepted ones apart.
    func counted(_ findings: [Finding]) -> String {
        let open = open(findings)
        var counts = Finding.Level.allCases.compactMap { level -> String? in
            let count = open.count { $0.level == level }
            return count == 0 ? nil : level.counted(count)
        }
        if open.count < findings.count { counts.append("\(findings.count - open.count) accepted") }
        return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    }

    /// How many venues differ and how many do not, in words.
    var venueCounts: String {
        let (changed, same) = (difference.venues.count, difference.unchangedCount)
        if changed == 0 { return "\(same) \(same == 1 ? "venue" : "venues") unchanged" }
        return "\(changed) \(changed == 1 ? "venue differs" : "venues differ"), \(same) unchanged"
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

extension Diagnostic {
    /// Where it is, as `path:line:column`.
    var place: String { "\(path):\(range.start.line):\(range.start.column)" }
}

extension Finding.Side {
    /// The place as `path:line:column`.
    var place: String { "\(path):\(range.start.line):\(range.start.column)" }
}
