internal import CommandArguments
import Foundation
internal import SourceText

/// Lays rows out in columns that fill the terminal's width; what does not fit is cut in the middle.
struct Table {
    let terminal: Terminal
    let titles: [String]
    /// The columns that give way where the width is short.
    let flexible: [Int]
    let outcomeColumn: Int
    /// The cells, with whether the row is as it should be.
    private var rows: [(cells: [String], isExpected: Bool)] = []
    /// Lines across all columns, by the row they stand above.
    private var headings: [Int: [String]] = [:]

    private static let gap = 2

    init(_ titles: [String], flexible: [Int], outcomeColumn: Int, terminal: Terminal) {
        (self.terminal, self.titles, self.flexible, self.outcomeColumn) = (terminal, titles, flexible, outcomeColumn)
    }

    /// Adds a row; leading cells that repeat the row above can be left blank by the caller.
    mutating func add(_ cells: [String], isExpected: Bool) {
        rows.append((cells.map(VisibleText.of), isExpected))
    }

    /// Adds a line that stands across the columns, above the rows that follow.
    mutating func addHeading(_ text: String) {
        headings[rows.count, default: []].append(VisibleText.of(text))
    }

    func rendered() -> String {
        let widths = widths()
        var lines = [
            line(titles, widths), widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "),
        ]
        for (index, row) in rows.enumerated() {
            lines += (headings[index] ?? []).map { Self.cut($0, to: terminal.width) }
            var text = line(row.cells, widths)
            if !row.isExpected { text += "  ≠ expected" }
            lines.append(coloured(text, row.isExpected, row.cells[outcomeColumn]))
        }
        lines += (headings[rows.count] ?? []).map { Self.cut($0, to: terminal.width) }
        return lines.joined(separator: "\n")
    }

    /// The width of each column: the firm ones as wide as their text, the rest share what is left.
    private func widths() -> [Int] {
        let natural = titles.indices.map { column in
            (rows.map { $0.cells[column].count } + [titles[column].count]).max() ?? 0
        }
        let firm = titles.indices.filter { !flexible.contains($0) }.map { natural[$0] }.reduce(0, +)
        var widths = natural
        var left = terminal.width - firm - Self.gap * (titles.count - 1)
        var open = flexible.sorted { natural[$0] < natural[$1] }
        while let column = open.first {
            widths[column] = max(8, min(natural[column], left / open.count))
            left -= widths[column]
            open.removeFirst()
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (cell, width) in zip(cells, widths) {
            let text = Self.cut(cell, to: width)
            parts.append(text + String(repeating: " ", count: max(0, width - text.count)))
        }
        var text = parts.joined(separator: String(repeating: " ", count: Self.gap))
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The text with its middle left out, so that both ends can be read.
    private static func cut(_ text: String, to width: Int) -> String {
        guard text.count > width, width > 1 else { return text }
        let tail = (width - 1) / 2
        return text.prefix(width - 1 - tail) + "…" + text.suffix(tail)
    }

    private func coloured(_ text: String, _ isExpected: Bool, _ outcome: String) -> String {
        guard terminal.hasColour else { return text }
        if !isExpected { return "\u{1B}[1;31m\(text)\u{1B}[0m" }
        let code =
            switch outcome {
            case "canceled": "32"
            case let word where word.hasPrefix("unknown("): "33"
            case let word where word.hasPrefix("rejected") || word.hasPrefix("throttled"): "35"
            default: ""
            }
        guard !code.isEmpty, let range = text.range(of: outcome) else { return text }
        return text.replacingCharacters(in: range, with: "\u{1B}[\(code)m\(outcome)\u{1B}[0m")
    }
}

struct Terminal {
    let width: Int
    var isWide: Bool { width >= 120 }
    let hasColour: Bool

    /// The terminal standard output is, or generous defaults where it is a file or a pipe.
    static func standardOutput() -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        guard StandardStream.output.isTerminal else { return Terminal(width: 160, hasColour: false) }
        let hasColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        return Terminal(width: max(60, StandardStream.output.columns ?? 80), hasColour: hasColour)
    }
}
