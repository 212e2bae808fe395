internal import ClientGeneration
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
            SpecAnalysis(files.old, executesExamples: false, keepsFaulty: true),
            SpecAnalysis(files.new, executesExamples: false)
        )
    }

    /// Shows what keeps the versions from being compared; whether there was anything.
    ///
    /// Errors of the old version do not: it cannot be mended any more, and what they hide is told as a finding.
    func showProblems(_ report: TextReport) -> Bool {
        let unreadable = old.unreadable + new.unreadable
        report.show(unreadable)
        report.show(
            analyses.new.diagnostics.filter { $0.severity == .error }.inReadingOrder(),
            files: files.new.filter(SpecText.isSpec))
        return !unreadable.isEmpty || analyses.new.hasErrors
    }

    /// What changes from the one to the other.
    func difference() -> SpecSetDifference {
        let errors = Dictionary(grouping: analyses.old.diagnostics.filter { $0.severity == .error }, by: \.path)
        let faulty = files.old.compactMap { file in
            errors[file.path].map { FaultySpec(file: file, errors: $0.inReadingOrder()) }
        }
        var difference = SpecDiff.compare(
            old: analyses.old.venues, new: analyses.new.venues, faulty: faulty,
            declarations: ClientGenerator().declarations)
        difference.unchangedCount += files.unchangedCount
        return difference
    }
}
