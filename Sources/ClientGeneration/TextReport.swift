internal import CommandArguments
package import SourceText

/// Findings for people, on standard error.
package struct TextReport {
    let console: Console
    let color: Console.ColorMode

    /// Findings for whoever sits at a console.
    package init(console: Console, color: Console.ColorMode) { (self.console, self.color) = (console, color) }

    /// Shows what is wrong with specs, and what could not be read.
    package func show(_ specs: SpecSet) {
        show(specs.diagnostics, files: specs.shown)
        show(specs.unreadable)
    }

    /// Shows what could not be read.
    package func show(_ errors: [FileError]) {
        console.writeDiagnostic(errors.map { "error: \($0.message)\n" }.joined())
    }

    package func show(_ diagnostics: [Diagnostic], files: [SourceFile] = []) {
        guard !diagnostics.isEmpty else { return }
        let paths = Set(diagnostics.flatMap { [$0.path] + $0.notes.map(\.path) })
        let formatter = DiagnosticFormatter(
            colour: console.usesColor(color, on: .error), files: files.filter { paths.contains($0.path) },
            width: StandardStream.error.terminalColumns)
        console.writeDiagnostic(formatter.format(diagnostics))
    }
}
