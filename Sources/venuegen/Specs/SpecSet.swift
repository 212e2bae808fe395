internal import SourceText
internal import VenueSpec

/// The specs of one run: their text, what they mean, and everything wrong with them.
struct SpecSet {
    /// The files that could be read, in the order they were given.
    let files: [SourceFile]
    /// The venues of the files without errors.
    let venues: [Venue]
    /// All findings, by path and position.
    let diagnostics: [Diagnostic]
    /// What could not be read.
    let unreadable: [FileError]

    /// Reads the files the operands stand for and analyses them; one file's problems do not hide another's.
    init(operands: [String]) {
        let specs = SpecFiles(operands: operands)
        let analysis = SpecAnalysis(specs.files)
        files = specs.files
        venues = analysis.venues
        unreadable = specs.unreadable
        diagnostics = analysis.diagnostics.inReadingOrder()
    }

    /// Findings about files that were read otherwise.
    init(files: [SourceFile], diagnostics: [Diagnostic]) {
        (self.files, self.diagnostics) = (files, diagnostics)
        (venues, unreadable) = ([], [])
    }

    /// What the run's exit status is as far as its specs decide it.
    var status: ExitStatus {
        if !unreadable.isEmpty { return .unreadable }
        return diagnostics.contains { $0.severity == .error } ? .findings : .clean
    }

    /// The file of that path.
    func file(at path: String) -> SourceFile? {
        files.first { $0.path == path }
    }
}
