import CompiledExamples
import Foundation

/// Lays rows out in five columns that fill the terminal's width; what does not fit is cut in the middle.
struct Table {
    /// Where it is shown.
    let terminal: Terminal
    /// The cells, with whether the row is as recorded.
    private var rows: [(cells: [String], isAsRecorded: Bool)] = []

    private static let titles = ["venue", "request", "reply", "outcome", "evidence"]
    private static let gap = 2

    /// An empty table.
    init(terminal: Terminal) {
        self.terminal = terminal
    }

    /// Adds the rows of a venue; a venue and a request that repeat are left blank.
    mutating func add(venue: String, _ examples: [ExampleRow]) {
        var lastRequest = ""
        for (index, example) in examples.enumerated() {
            let request = example.requestLine == lastRequest ? "" : example.requestLine
            lastRequest = example.requestLine
            rows.append(
                (
                    [index == 0 ? venue : "", request, example.reply, example.outcome, example.evidence],
                    example.differences.isEmpty
                ))
        }
    }

    /// The table as text.
    func rendered() -> String {
        let widths = widths()
        var lines = [
            line(Self.titles, widths), widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "),
        ]
        for row in rows {
            var text = line(row.cells, widths)
            if !row.isAsRecorded { text += "  ≠ record" }
            lines.append(coloured(text, row.isAsRecorded, row.cells[3]))
        }
        return lines.joined(separator: "\n")
    }

    /// The width of each column: the short ones as wide as their text, the rest shared.
    private func widths() -> [Int] {
        let natural = Self.titles.indices.map { column in
            (rows.map { $0.cells[column].count } + [Self.titles[column].count]).max() ?? 0
        }
        let spare = terminal.width - natural[0] - natural[3] - Self.gap * (Self.titles.count - 1)
        var widths = natural
        var left = spare
        var open = [1, 2, 4].sorted { natural[$0] < natural[$1] }
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

    private func coloured(_ text: String, _ isAsRecorded: Bool, _ outcome: String) -> String {
        guard terminal.hasColour else { return text }
        if !isAsRecorded { return "\u{1B}[1;31m\(text)\u{1B}[0m" }
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
