internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// Everything a report about two versions may say.
struct DiffComparison {
    let old: SpecVersion
    let new: SpecVersion
    let difference: SpecSetDifference
    /// What of it was accepted, and what is wrong with that.
    let acceptance: AcceptanceReview
    /// From which level on findings fail the run.
    let threshold: FailureThreshold
    let paths: CheckoutPaths

    var status: ExitStatus {
        let fails =
            difference.findings.contains(where: fails)
            || acceptance.diagnostics.contains { threshold.isReached(by: $0.level) }
        return fails ? .findings : .clean
    }

    /// Whether a finding fails the run: nobody accepted it, and it matters enough.
    func fails(_ finding: Finding) -> Bool {
        acceptance.acceptance(of: finding) == nil && threshold.isReached(by: finding.level)
    }

    /// The findings nobody accepted, errors first, and after them the accepted ones.
    func inOrder(_ findings: [Finding]) -> [Finding] {
        findings.filter { acceptance.acceptance(of: $0) == nil }
            + findings.filter { acceptance.acceptance(of: $0) != nil }
    }

    /// The side a finding is shown at, with its path as services that know a checkout have it: the new one, unless the
    /// venue is gone.
    func shownSide(of finding: Finding) -> (path: String, range: SourceRange)? {
        if let side = finding.new { return (new.checkoutPath(side.path, paths), side.range) }
        return finding.old.map { (old.checkoutPath($0.path, paths), $0.range) }
    }

    /// What is wrong with acceptances, with the paths services know the files by.
    var faultsInCheckout: [Diagnostic] {
        acceptance.diagnostics.map { fault in
            fault.moved { path in new.checkoutPath(path, paths) }
        }
    }
}

/// From which level on findings fail a run.
enum FailureThreshold: String, CaseIterable {
    case error, warning, info, none

    func isReached(by level: Finding.Level) -> Bool {
        guard let least = Finding.Level(rawValue: rawValue) else { return false }
        return level <= least
    }
}

extension Diagnostic {
    /// The level a finding about a change would have.
    var level: Finding.Level {
        switch severity {
        case .error: .error
        case .warning: .warning
        case .note: .info
        }
    }
}

extension DiffComparison {
    var counts: FindingCounts { FindingCounts(difference.findings, acceptance) }

    var review: DiffReview {
        DiffReview(
            old: .init(name: old.name, commit: old.commit), new: .init(name: new.name, commit: new.commit),
            difference: difference, acceptance: acceptance)
    }
}
