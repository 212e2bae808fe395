/// A line of a file as it is shown under a diagnostic, and the marks beneath it.
struct SourceExcerpt {
    /// The line, cut to the width, tabs as spaces.
    let text: String
    /// A caret under the first character of the range and tildes under the others, with spaces before them.
    let marks: String

    /// A character and the columns it takes.
    private struct Cell {
        /// What is shown.
        let text: String
        /// The column it begins at, from 0.
        let column: Int
        /// The number of columns.
        let width: Int
        /// The column after it.
        var end: Int { column + width }
    }

    /// The columns between tab stops.
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
