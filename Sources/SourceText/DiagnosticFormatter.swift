/// Writes diagnostics as people read them.
///
/// ```
/// a.yaml:3:5: error: unknown key 'mehtod'; did you mean 'method'? [unknown-key]
///  3 |     mehtod: GET
///    |     ^~~~~~
/// help: replace with 'method'
/// ```
package struct DiagnosticFormatter: Sendable {
    /// The width of an excerpt where no terminal sets one, in columns.
    private static let defaultWidth = 160
    /// The widths an excerpt may have, in columns.
    private static let widths = 20...1000

    /// Whether escape sequences for colours are written.
    private let colour: Bool
    /// The files excerpts are taken from, by path.
    private let lines: [String: SourceLines]
    private let width: Int?

    /// A formatter.
    ///
    /// - Parameters:
    ///   - colour: Whether escape sequences for colours are written.
    ///   - files: The files excerpts are taken from; a diagnostic about another file has none.
    ///   - width: The terminal's width in columns; longer lines of source are cut around the place they are shown for.
    package init(colour: Bool = false, files: [SourceFile] = [], width: Int? = nil) {
        self.colour = colour
        self.width = width
        lines = Dictionary(files.map { ($0.path, SourceLines($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The diagnostics one after another in the order given; every line ends with a line break.
    package func format(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.flatMap(lines(for:)).map { $0 + "\n" }.joined()
    }

    /// The number of findings by severity, such as `2 errors, 1 warning`; empty for none.
    package static func counts(of diagnostics: [Diagnostic]) -> String {
        Diagnostic.Severity.allCases.compactMap { severity in
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }

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
        let place = "\(VisibleText.of(path)):\(range.start):"
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
}

/// A line of a file as it is shown under a diagnostic, and the marks beneath it.
struct SourceExcerpt {
    /// The line, cut to the width, tabs as spaces.
    let text: String
    /// A caret under the first character of the range and tildes under the others, with spaces before them.
    let marks: String

    /// A character and the columns it takes.
    private struct Cell {
        let text: String
        /// The column it begins at, from 0.
        let column: Int
        let width: Int
        /// The column after it.
        var end: Int { column + width }
    }

    private static let tabWidth = 4

    /// The excerpt for the first line of a range, or `nil` where the file has no such line.
    init?(of range: SourceRange, in lines: SourceLines, width: Int) {
        guard let line = lines.offsets(ofLine: range.start.line) else { return nil }
        let start = line.lowerBound + min(max(range.start.column, 1) - 1, line.count)
        let isOneLine = range.end.line == range.start.line
        let end = isOneLine ? line.lowerBound + min(max(range.end.column, 1) - 1, line.count) : line.upperBound

        // What is further away than this cannot be shown; a line may have a million characters.
        let reach = 4 * width
        let near = line.clamped(to: (start - reach)..<(start + reach))
        let (cells, markStart, markEnd) = Self.cells(
            lines.scalars[near], from: start, to: max(start, min(end, near.upperBound)))
        let window = Self.window(
            cells, around: markStart, to: markEnd, width: width,
            isCutBefore: near.lowerBound > line.lowerBound, isCutAfter: near.upperBound < line.upperBound)

        let shown = cells[window.cells]
        let origin = shown.first?.column ?? markStart
        let shift = window.isCutBefore ? 1 : 0
        text = (window.isCutBefore ? "…" : "") + shown.map(\.text).joined() + (window.isCutAfter ? "…" : "")
        let length = min(markEnd, max(shown.last?.end ?? markEnd, markStart + 1)) - markStart
        marks =
            String(repeating: " ", count: shift + markStart - origin) + "^"
            + String(repeating: "~", count: max(0, length - 1))
    }

    /// The cells of some scalars, and the columns at which two offsets of them are.
    private static func cells(
        _ scalars: ArraySlice<Unicode.Scalar>, from start: Int, to end: Int
    ) -> (cells: [Cell], start: Int, end: Int) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        var cells: [Cell] = []
        var offset = scalars.startIndex
        var column = 0
        var (startColumn, endColumn): (Int?, Int?) = (nil, nil)
        for character in String(view) {
            let next = offset + character.unicodeScalars.count
            if startColumn == nil, start < next { startColumn = column }
            if endColumn == nil, end <= offset { endColumn = column }
            if character == "\t" {
                let width = tabWidth - column % tabWidth
                cells.append(Cell(text: String(repeating: " ", count: width), column: column, width: width))
            } else if let ascii = character.asciiValue, 0x20...0x7E ~= ascii {
                // Nearly every character; thousands of findings are shown of lines of a thousand each.
                cells.append(Cell(text: String(character), column: column, width: 1))
            } else {
                let text = VisibleText.of(String(character))
                cells.append(
                    Cell(text: text, column: column, width: text.reduce(0) { $0 + TerminalCell.width(of: $1) }))
            }
            column += cells.last?.width ?? 0
            offset = next
        }
        let first = startColumn ?? column
        return (cells, first, max(endColumn ?? column, first + 1))
    }

    /// The cells that fit into a width such that the marks' beginning is among them.
    private static func window(
        _ cells: [Cell], around start: Int, to end: Int, width: Int, isCutBefore: Bool, isCutAfter: Bool
    ) -> (cells: Range<Int>, isCutBefore: Bool, isCutAfter: Bool) {
        let total = max(cells.last?.end ?? 0, start + 1)
        if total <= width, !isCutBefore, !isCutAfter { return (cells.indices, false, false) }
        let wanted = min(end, start + width / 2)
        var first = 0
        if isCutBefore || wanted > width - 1 {
            let from = max(0, min(start - width / 3, total - (width - 1)))
            first = cells.firstIndex { $0.column >= from } ?? cells.endIndex
        }
        let cutBefore = isCutBefore || first > 0
        let origin = first < cells.endIndex ? cells[first].column : start
        let room = width - (cutBefore ? 1 : 0)
        let rest = cells[first...]
        if !isCutAfter, total - origin <= room { return (first..<cells.endIndex, cutBefore, false) }
        let last = rest.firstIndex { $0.end - origin > room - 1 } ?? cells.endIndex
        return (first..<last, cutBefore, true)
    }
}
