extension String {
    /// The text with its paragraphs set anew so that lines fit the width where words allow.
    ///
    /// Paragraphs end at empty lines, whose number stays. Lines that begin with a space are preformatted and stay whole.
    /// Lines of a paragraph after its first get the indentation.
    package func wrapped(to width: Int, indent: Int = 0) -> String {
        var lines: [String] = []
        var words: [Substring] = []
        func endParagraph() {
            lines += Self.lines(of: words, width: width, margin: String(repeating: " ", count: indent))
            words = []
        }
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.hasPrefix(" ") {
                endParagraph()
                lines.append(String(line))
            } else {
                words += line.split(separator: " ")
            }
        }
        endParagraph()
        return lines.joined(separator: "\n")
    }

    /// The text with each paragraph on one line.
    package var unwrapped: String { wrapped(to: .max) }

    /// Words as lines; those after the first get the margin.
    private static func lines(of words: [Substring], width: Int, margin: String) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.hasRoom(for: word, in: width) {
                lines[lines.count - 1] += " "
                lines[lines.count - 1] += word
            } else {
                lines.append((lines.isEmpty ? "" : margin) + word)
            }
        }
        return lines
    }

    /// Whether a line has room for a space and a word; characters are counted only where there are more bytes.
    private func hasRoom(for word: Substring, in width: Int) -> Bool {
        utf8.count < width - word.utf8.count || count < width - word.count
    }
}
