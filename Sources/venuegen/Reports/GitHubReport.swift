internal import SourceText

/// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
struct GitHubReport {
    /// The specs reported on.
    let specs: SpecSet

    /// One command a finding.
    ///
    /// GitHub shows only the first ten of a step, so errors come first.
    func render() -> String {
        Diagnostic.Severity.allCases.sorted().map { severity in
            specs.diagnostics.filter { $0.severity == severity }.map { WorkflowCommand($0).render() + "\n" }.joined()
        }.joined()
    }
}
