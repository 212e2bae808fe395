internal import SourceText

/// Findings for people, on standard error.
struct TextReport {
    /// The console to write to.
    let console: Console
    /// When to colour.
    let color: Console.ColorMode

    /// Shows what could not be read.
    func show(_ errors: [FileError]) {
        console.writeDiagnostic(errors.map { "error: \($0.message)\n" }.joined())
    }

    /// Shows findings.
    func show(_ diagnostics: [Diagnostic], files: [SourceFile] = []) {
        guard !diagnostics.isEmpty else { return }
        let paths = Set(diagnostics.flatMap { [$0.path] + $0.notes.map(\.path) })
        let formatter = DiagnosticFormatter(
            colour: console.usesColor(color, on: .error), files: files.filter { paths.contains($0.path) },
            width: console.terminalWidth(of: .error))
        console.writeDiagnostic(formatter.format(diagnostics))
    }
}
