internal import ClientGeneration
internal import SourceText

/// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
struct GitHubReport {
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

/// A command in the output of a workflow's step, which GitHub shows beside the lines of a pull request.
struct WorkflowCommand {
    /// `error`, `warning` or `notice`.
    let name: String
    let path: String
    let range: SourceRange
    let title: String
    let message: String

    /// The command without a line break.
    func render() -> String {
        let properties = [("file", path)] + place + [("title", title)]
        let list = properties.map { "\($0.0)=\(Self.escapedProperty($0.1))" }.joined(separator: ",")
        return "::\(name) \(list)::\(Self.escaped(message))"
    }

    /// Where it is.
    ///
    /// GitHub's ends are inclusive, and columns are refused where lines differ.
    private var place: [(String, String)] {
        let endsBeforeLine = range.end.column == 1 && range.end.line > range.start.line
        let endLine = endsBeforeLine ? range.end.line - 1 : range.end.line
        guard endLine == range.start.line, !endsBeforeLine else {
            return [("line", String(range.start.line)), ("endLine", String(endLine))]
        }
        return [
            ("line", String(range.start.line)), ("col", String(range.start.column)), ("endLine", String(endLine)),
            ("endColumn", String(max(range.start.column, range.end.column - 1))),
        ]
    }

    /// A message's text, safe from being read as the end of the command, and with nothing hidden in it.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            case "\t": "\t"
            default: VisibleText.spelling(scalar)
            }
        }.joined()
    }

    /// A property's text, also safe from being read as the end of the property.
    private static func escapedProperty(_ text: String) -> String {
        escaped(text).unicodeScalars.map { scalar in
            switch scalar {
            case ":": "%3A"
            case ",": "%2C"
            default: String(scalar)
            }
        }.joined()
    }
}

extension WorkflowCommand {
    init(_ diagnostic: Diagnostic) {
        self.init(
            name: diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue, path: diagnostic.path,
            range: diagnostic.range, title: diagnostic.rule,
            message: diagnostic.message)
    }
}
