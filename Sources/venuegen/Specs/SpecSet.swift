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

    /// One byte more than a spec may have, so that the reader sees that a longer one is too long.
    private static let sizeLimit = (1 << 20) + 1

    /// Reads the files the operands stand for and analyses them; one file's problems do not hide another's.
    init(operands: [String]) {
        let found = SpecPaths(operands: operands)
        var files: [SourceFile] = []
        var unreadable = found.errors
        for path in found.paths {
            do throws(FileError) {
                files.append(SourceFile(path: path, bytes: try FileSystem.read(path, limit: Self.sizeLimit)))
            } catch {
                unreadable.append(error)
            }
        }
        let analysis = SpecAnalysis(files)
        self.files = files
        self.venues = analysis.venues
        self.unreadable = unreadable
        self.diagnostics = analysis.diagnostics.inReadingOrder()
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
