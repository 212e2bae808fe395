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
        let formatter = DiagnosticFormatter(
            colour: console.usesColor(color, on: .error), files: files, width: console.terminalWidth(of: .error))
        console.writeDiagnostic(formatter.format(diagnostics))
    }
}
