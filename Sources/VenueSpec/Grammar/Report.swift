internal import SourceText

/// Collects the findings of one file.
struct Report {
    /// The file being judged.
    let file: SourceFile
    /// What was found, in the order it was found.
    private(set) var diagnostics: [Diagnostic] = []

    /// An empty report about a file.
    init(_ file: SourceFile) {
        self.file = file
    }

    /// Adds a finding of a rule.
    mutating func add(
        _ rule: RuleDescription, _ message: String, at range: SourceRange,
        notes: [(String, SourceRange)] = [], fixIts: [Diagnostic.FixIt] = []
    ) {
        diagnostics.append(
            Diagnostic(
                rule: rule.id, severity: rule.severity, message: message, path: file.path, range: range,
                notes: notes.map { Diagnostic.Note(message: $0.0, path: file.path, range: $0.1) }, fixIts: fixIts))
    }

    /// Adds a finding about a name that is not known, with the nearest known one as its cure.
    mutating func addUnknown(
        _ rule: RuleDescription, _ message: String, name: String, known: [String], at range: SourceRange
    ) {
        guard let nearest = NearestName.nearest(to: name, in: known) else {
            return add(rule, message, at: range)
        }
        add(
            rule, message + "; did you mean '\(nearest)'?", at: range,
            fixIts: [Diagnostic.FixIt(message: "replace with '\(nearest)'", range: range, replacement: nearest)])
    }

    /// Adds the findings of another report about the same file.
    mutating func add(_ other: Report) {
        diagnostics += other.diagnostics
    }

    /// Whether an error was found.
    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
