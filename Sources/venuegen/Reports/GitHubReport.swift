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
            specs.diagnostics.filter { $0.severity == severity }.map { Self.command($0) + "\n" }.joined()
        }.joined()
    }

    /// One finding.
    private static func command(_ diagnostic: Diagnostic) -> String {
        let properties = [("file", diagnostic.path)] + place(diagnostic.range) + [("title", diagnostic.rule)]
        let list = properties.map { "\($0.0)=\(escapedProperty($0.1))" }.joined(separator: ",")
        return "::\(diagnostic.severity.rawValue) \(list)::\(escaped(diagnostic.message))"
    }

    /// Where the finding is.
    ///
    /// GitHub's ends are inclusive, and columns are refused where lines differ.
    private static func place(_ range: SourceRange) -> [(String, String)] {
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

    /// A message's text, safe from being read as the end of the command.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(scalar)
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
