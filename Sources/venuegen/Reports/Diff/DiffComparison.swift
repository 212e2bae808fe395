internal import SpecDiff

/// Everything a report about two versions may say.
struct DiffComparison {
    /// The specs as they were.
    let old: SpecVersion
    /// The specs as they are.
    let new: SpecVersion
    /// What changed.
    let difference: SpecSetDifference
    /// From which level on findings fail the run.
    let threshold: FailureThreshold

    /// What the run's exit status is.
    var status: ExitStatus {
        difference.findings.contains { threshold.isReached(by: $0.level) } ? .findings : .clean
    }

    /// How many findings have a level.
    func count(of level: Finding.Level) -> Int { difference.findings.count { $0.level == level } }
}

/// From which level on findings fail a run.
enum FailureThreshold: String, CaseIterable {
    case error, warning, info, none

    /// Whether a finding of that level fails the run.
    func isReached(by level: Finding.Level) -> Bool {
        guard let least = Finding.Level(rawValue: rawValue) else { return false }
        return level <= least
    }
}
