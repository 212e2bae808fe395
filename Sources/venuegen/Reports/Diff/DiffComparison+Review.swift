internal import DiffReports
internal import SpecDiff
internal import VenueSpec

extension DiffComparison {
    /// What reviewers are shown of it.
    var review: DiffReview {
        let accepted = difference.findings.compactMap { acceptance.acceptance(of: $0) }.map { change in
            (
                change.fingerprint,
                DiffReview.Acceptance(reason: change.reason, who: change.by, until: change.until.text)
            )
        }
        return DiffReview(
            old: .init(name: old.name, commit: old.commit), new: .init(name: new.name, commit: new.commit),
            difference: difference, acceptances: Dictionary(accepted, uniquingKeysWith: { first, _ in first }),
            faults: acceptance.diagnostics)
    }
}
