package import CommandArguments
package import SourceText

package enum ReportFormat: String, CaseIterable {
    /// People: standard error, with the lines at fault.
    case text
    case json
    /// The lines of a pull request.
    case github
    case sarif

    package static let option = CommandDescription.Option(
        name: "format", value: "format", choices: allCases.map(\.rawValue),
        help: "The form of the report: text, json, github or sarif. (default: text)")

    /// Reports what was found, and what could not be read; a report that describes rules describes these.
    package func report(
        _ specs: SpecSet, on console: Console, color: Console.ColorMode, rules: [RuleDescription] = SpecSet.rules
    ) {
        let report = TextReport(console: console, color: color)
        switch self {
        case .text: report.show(specs.diagnostics, files: specs.shown)
        case .json: console.writeResult(JSONReport(specs: specs).render())
        case .github: console.writeResult(GitHubReport(specs: specs.inCheckout(of: console)).render())
        case .sarif:
            console.writeResult(
                SARIFReport(specs: specs.inCheckout(of: console), rules: rules).render())
        }
        report.show(specs.unreadable)
    }
}

/// Findings for people, on standard error.
package struct TextReport {
    let console: Console
    let color: Console.ColorMode

    /// Findings for whoever sits at a console.
    package init(console: Console, color: Console.ColorMode) { (self.console, self.color) = (console, color) }

    /// Shows what could not be read.
    package func show(_ errors: [FileError]) {
        console.writeDiagnostic(errors.map { "error: \($0.message)\n" }.joined())
    }

    package func show(_ diagnostics: [Diagnostic], files: [SourceFile] = []) {
        guard !diagnostics.isEmpty else { return }
        let paths = Set(diagnostics.flatMap { [$0.path] + $0.notes.map(\.path) })
        let formatter = DiagnosticFormatter(
            colour: console.usesColor(color, on: .error), files: files.filter { paths.contains($0.path) },
            width: console.terminalWidth(of: .error))
        console.writeDiagnostic(formatter.format(diagnostics))
    }
}
