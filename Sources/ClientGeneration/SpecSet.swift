package import SourceText
internal import VenueCodegen
package import VenueSpec

/// The specs of one run: their text, what they mean, and everything wrong with them.
package struct SpecSet {
    /// The files that could be read, in the order they were given.
    package let files: [SourceFile]
    /// The venues of the files without errors.
    package let venues: [Venue]
    /// All findings, by path and position.
    package let diagnostics: [Diagnostic]
    private let pages: [SourceFile]
    /// What could not be read.
    package let unreadable: [FileError]

    /// Reads the files the operands stand for and analyses them; one file's problems do not hide another's.
    ///
    /// - Parameters:
    ///   - operands: Files and directories, or `-`.
    ///   - needsNames: Whether files are made from what is on standard input, too, which has no name to make theirs from.
    package init(operands: [String], needsNames: Bool) {
        let specs = SpecFiles(operands: operands)
        let analysis = SpecAnalysis(specs.files)
        files = specs.files
        venues = analysis.venues
        unreadable = specs.unreadable
        pages = []
        let named = files.filter { needsNames || $0.path != SpecPaths.standardInput.name }
        let names = SpecNameRule.findings(named) + ClientGenerator.findings(for: venues)
        diagnostics = (analysis.diagnostics + names).inReadingOrder()
    }

    /// Findings about files that were read otherwise, some of which may be pages.
    package init(
        files: [SourceFile], pages: [SourceFile] = [], venues: [Venue] = [], diagnostics: [Diagnostic],
        unreadable: [FileError] = []
    ) {
        (self.files, self.pages, self.venues) = (files, pages, venues)
        (self.diagnostics, self.unreadable) = (diagnostics, unreadable)
    }

    /// The same with further findings.
    package func adding(_ findings: [Diagnostic]) -> SpecSet {
        SpecSet(
            files: files, pages: pages, venues: venues, diagnostics: (diagnostics + findings).inReadingOrder(),
            unreadable: unreadable)
    }

    /// The files lines may be shown of: specs, and pages that were named as such.
    package var shown: [SourceFile] {
        let paths = Set(pages.map(\.path))
        return files.filter { paths.contains($0.path) || SpecText.isSpec($0) }
    }

    /// What the run's exit status is as far as its specs decide it.
    package var status: ExitStatus {
        if !unreadable.isEmpty { return .unreadable }
        return diagnostics.contains { $0.severity == .error } ? .findings : .clean
    }

    package func count(of severity: Diagnostic.Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }

    /// How many findings there are, such as `2 errors, 1 warning`.
    package var tally: String {
        diagnostics.isEmpty ? "no findings" : DiagnosticFormatter.counts(of: diagnostics)
    }
}
