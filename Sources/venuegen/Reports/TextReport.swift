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
        let text = diagnostics.map { d in
            "\(d.path):\(d.range.start.line):\(d.range.start.column): \(d.severity.rawValue): \(d.message) [\(d.rule)]\n"
        }
        console.writeDiagnostic(text.joined())
    }
}
