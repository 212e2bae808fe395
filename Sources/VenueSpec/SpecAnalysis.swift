internal import ConcurrentMap
public import SourceText
internal import YAMLDocument

/// What a set of spec files means, and everything wrong with them.
///
/// The stages: file → nodes (``YAMLReader``) → structure held against the ``Grammar`` → document as written → rules
/// about the document → ``Venue`` → rules about its meaning. All faults of a document as written are reported
/// together, a misspelt key being read as the one it was meant to be; only a document without any has a meaning to
/// judge. Every file is judged by itself.
public struct SpecAnalysis: Sendable {
    /// The venues of the files without errors, in the order of the files.
    ///
    /// With faults kept, also what could be made of files with errors.
    public let venues: [Venue]
    /// All findings of all files, in the order of the files and by position.
    public let diagnostics: [Diagnostic]

    /// Reads, validates and resolves every file; one file's errors do not hide another's.
    ///
    /// - Parameters:
    ///   - files: The specs.
    ///   - executesExamples: Whether examples are run and searched for slips. Comparing two versions of a spec needs
    ///     what they mean, not whether their examples hold.
    ///   - keepsFaulty: Whether a file with errors that still has a meaning gives a venue, without the parts that rules
    ///     have refused; good for comparisons with what cannot be mended any more, and for nothing else.
    public init(_ files: [SourceFile], executesExamples: Bool = true, keepsFaulty: Bool = false) {
        let judged = files.concurrentMap {
            Self.judge($0, executesExamples: executesExamples, keepsFaulty: keepsFaulty)
        }
        let duplicates = DuplicateVenue.check(judged.compactMap(\.document))
        let refused = Set(duplicates.map(\.path))
        venues = judged.compactMap { $0.venue }.filter { !refused.contains($0.file.path) }
        diagnostics = judged.flatMap { spec in
            (spec.diagnostics + duplicates.filter { $0.path == spec.path }).enumerated()
                .sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }.map(\.element)
        }
    }

    /// Whether any file has an error.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// One file with what could be made of it.
    private struct JudgedSpec {
        /// The file's path.
        let path: String
        /// The document, if it could be read.
        var document: SpecDocument?
        /// The venue, if there is no error.
        var venue: Venue?
        /// What was found.
        var diagnostics: [Diagnostic]
    }

    /// Takes one file through all stages.
    private static func judge(_ file: SourceFile, executesExamples: Bool, keepsFaulty: Bool) -> JudgedSpec {
        let (node, problems) = YAMLReader.read(file)
        guard let node, !problems.contains(where: { $0.severity == .error }) else {
            return JudgedSpec(path: file.path, diagnostics: problems)
        }
        var structure = StructureCheck(report: Report(file))
        let document = SpecDocument(file: file, root: structure.check(node))
        var judged = JudgedSpec(path: file.path, document: document, diagnostics: problems)
        var report = structure.report
        for rule in RuleCatalog.documentRules { rule.check(document, &report) }
        if !report.hasErrors, let venue = VenueBuilder(document: document).venue() {
            OutcomeRules.check(venue, &report)
            if executesExamples, !report.hasErrors { ExampleRules.check(venue, &report) }
            if !report.hasErrors { judged.venue = venue }
        }
        if keepsFaulty, judged.venue == nil { judged.venue = VenueBuilder(document: document).venue() }
        judged.diagnostics += report.diagnostics
        return judged
    }
}
