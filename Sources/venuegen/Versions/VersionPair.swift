internal import SourceText
internal import SpecDiff
internal import VenueCodegen
internal import VenueSpec

/// Two versions of specs with what they mean, as far as they differ.
struct VersionPair {
    /// The specs as they were.
    let old: SpecVersion
    /// The specs as they are.
    let new: SpecVersion
    /// The files that differ.
    private let files: ChangedFiles
    /// What the differing files of both versions mean.
    private let analyses: (old: SpecAnalysis, new: SpecAnalysis)

    /// Reads and analyses two versions.
    init(old: VersionOperand, new: VersionOperand) {
        self.old = SpecVersion(old, beside: new)
        self.new = SpecVersion(new, beside: old)
        files = ChangedFiles(old: self.old.files, new: self.new.files)
        analyses = (
            SpecAnalysis(files.old, executesExamples: false), SpecAnalysis(files.new, executesExamples: false)
        )
    }

    /// Shows what keeps the versions from being compared; whether there was anything.
    func showProblems(_ report: TextReport) -> Bool {
        let unreadable = old.unreadable + new.unreadable
        report.show(unreadable)
        // Files of both versions can have the same path, so their excerpts are looked up apart.
        for (analysis, files) in [(analyses.old, files.old), (analyses.new, files.new)] {
            report.show(analysis.diagnostics.filter { $0.severity == .error }.inReadingOrder(), files: files)
        }
        return !unreadable.isEmpty || analyses.old.hasErrors || analyses.new.hasErrors
    }

    /// What changes from the one to the other.
    func difference() -> SpecSetDifference {
        var difference = SpecDiff.compare(
            old: analyses.old.venues, new: analyses.new.venues, declarations: ClientGenerator().declarations)
        difference.unchangedCount += files.unchangedCount
        return difference
    }
}
