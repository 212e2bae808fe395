internal import SourceText

extension String {
    /// The text cut into lines that fit a width, at spaces where there are any.
    ///
    /// Unlike prose that is wrapped, nothing is left out: a change of spaces stays visible, and so do hidden characters.
    func folded(to width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            VisibleText.of(String(line)).foldedLine(to: max(width, 10))
        }
    }

    /// One line cut into several.
    private func foldedLine(to width: Int) -> [String] {
        if utf8.count <= width, VisibleText.isPlain(self) { return [self] }
        var lines: [String] = []
        var (line, column) = ("", 0)
        for word in splitAfterSpaces() {
            let wordWidth = word.reduce(0) { $0 + TerminalCell.width(of: $1) }
            if column > 0, column + wordWidth > width {
                lines.append(line)
                (line, column) = ("", 0)
            }
            for character in word {
                let width1 = TerminalCell.width(of: character)
                if column + width1 > width {
                    lines.append(line)
                    (line, column) = ("", 0)
                }
                line.append(character)
                column += width1
            }
        }
        return lines + [line]
    }

    /// The words, each with the spaces after it.
    private func splitAfterSpaces() -> [String] {
        var words: [String] = []
        var previous: Character = " "
        for character in self {
            if words.isEmpty || (previous == " " && character != " ") { words.append("") }
            words[words.count - 1].append(character)
            previous = character
        }
        return words
    }
}
