public import SourceText

/// What a set of spec files means, and everything wrong with them.
public struct SpecAnalysis: Sendable {
    /// The venues of the files without errors, in the order of the files.
    public let venues: [Venue]
    /// All findings of all files, by path and position.
    public let diagnostics: [Diagnostic]

    /// Reads, validates and resolves every file; one file's errors do not hide another's.
    public init(_ files: [SourceFile]) {
        venues = []
        diagnostics = []
    }

    /// Whether any file has an error.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
