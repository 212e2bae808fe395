/// Writes diagnostics as people read them.
///
/// ```
/// a.yaml:3:5: error: unknown key 'mehtod'; did you mean 'method'? [unknown-key]
///  3 |     mehtod: GET
///    |     ^~~~~~
/// help: replace with 'method'
/// ```
public struct DiagnosticFormatter: Sendable {
    /// The width of an excerpt where no terminal sets one, in columns.
    private static let defaultWidth = 160
    /// The widths an excerpt may have, in columns.
    private static let widths = 20...1000

    /// Whether escape sequences for colours are written.
    private let colour: Bool
    /// The files excerpts are taken from, by path.
    private let lines: [String: SourceLines]
    /// The terminal's width, in columns.
    private let width: Int?

    /// A formatter.
    ///
    /// - Parameters:
    ///   - colour: Whether escape sequences for colours are written.
    ///   - files: The files excerpts are taken from; a diagnostic about another file has none.
    ///   - width: The terminal's width in columns; longer lines of source are cut around the place they are shown for.
    ///   - snippets: Whether excerpts of the source are shown at all.
    public init(colour: Bool = false, files: [SourceFile] = [], width: Int? = nil, snippets: Bool = true) {
        self.colour = colour
        self.width = width
        lines =
            snippets
            ? Dictionary(files.map { ($0.path, SourceLines($0)) }, uniquingKeysWith: { first, _ in first }) : [:]
    }

    /// The diagnostics one after another in the order given; every line ends with a line break.
    public func format(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.flatMap(lines(for:)).map { $0 + "\n" }.joined()
    }

    /// The number of findings, such as `2 errors, 1 warning in 2 files`, without a line break.
    public static func summary(of diagnostics: [Diagnostic]) -> String {
        guard !diagnostics.isEmpty else { return "no problems" }
        return "\(counts(of: diagnostics)) in \(counted(Set(diagnostics.map(\.path)).count, "file"))"
    }

    /// The number of findings by severity, such as `2 errors, 1 warning`; empty for none.
    public static func counts(of diagnostics: [Diagnostic]) -> String {
        Diagnostic.Severity.allCases.sorted().compactMap { severity in
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : counted(count, severity.rawValue)
        }.joined(separator: ", ")
    }

    /// The lines that show a diagnostic.
    private func lines(for diagnostic: Diagnostic) -> [String] {
        let severity = diagnostic.severity
        var result = place(
            diagnostic.path, diagnostic.range, severity.rawValue,
            severity == .error ? .red : severity == .warning ? .magenta : .cyan,
            diagnostic.message)
        result[0] += styled(" [\(diagnostic.rule)]", .dim)
        for note in diagnostic.notes { result += place(note.path, note.range, "note", .cyan, note.message) }
        if let fixIt = diagnostic.fixIts.first {
            result.append("\(styled("help:", .green)) \(VisibleText.of(fixIt.message))")
        }
        return result
    }

    /// The lines that show a message and its place.
    private func place(
        _ path: String, _ range: SourceRange, _ label: String, _ style: TerminalStyle, _ message: String
    ) -> [String] {
        let place = "\(VisibleText.of(path)):\(range.start.line):\(range.start.column):"
        let message = VisibleText.of(message)
        return ["\(styled(place, .bold)) \(styled("\(label):", style)) \(styled(message, .bold))"]
            + excerpt(path, range)
    }

    /// The lines that show the source and mark the range.
    private func excerpt(_ path: String, _ range: SourceRange) -> [String] {
        let number = String(range.start.line)
        let terminal = min(max(width ?? Self.defaultWidth, 0), Self.widths.upperBound)
        let available = max(terminal - number.count - 4, Self.widths.lowerBound)
        guard let lines = lines[path],
            let excerpt = SourceExcerpt(of: range, in: lines, width: available)
        else { return [] }
        let source = excerpt.text.isEmpty ? "" : " " + excerpt.text
        return [
            styled(" \(number) |", .dim) + source,
            styled(" \(String(repeating: " ", count: number.count)) |", .dim) + " " + styled(excerpt.marks, .green),
        ]
    }

    /// Text in a style, where colours are wanted.
    private func styled(_ text: String, _ style: TerminalStyle) -> String {
        colour ? style.apply(to: text) : text
    }

    /// A number with a noun in the right form.
    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
