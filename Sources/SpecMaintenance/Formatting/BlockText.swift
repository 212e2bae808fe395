internal import VenueSpec

/// A scalar written over several lines.
struct BlockText {
    /// The mark it begins with, such as `>-`.
    let header: String
    /// Its lines without their indentation.
    let lines: [String]
    /// Whether blank lines after it belong to it.
    let isKept: Bool

    /// A scalar whose author wrote it so, or `nil` for any other.
    init?(_ scalar: LayoutScalar) {
        let mark: String
        var lines: [String]
        switch scalar.style {
        case .plain, .quoted: return nil
        case .literal:
            mark = "|"
            lines = scalar.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        case .folded(let content): (mark, lines) = (">", content)
        }
        let breaks = scalar.text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        isKept = breaks > 1
        if isKept { lines += Array(repeating: "", count: breaks - 1) }
        // Without the number, white space at the beginning would be taken for indentation.
        let needsNumber = lines.first { !$0.isEmpty }.map { [" ", "\t"].contains($0.unicodeScalars.first) } ?? false
        header = mark + (needsNumber ? "2" : "") + (breaks == 0 ? "-" : isKept ? "+" : "")
        self.lines = lines
    }

    /// A scalar too long for its line, or `nil` where it cannot be folded or its quotes mean something.
    ///
    /// Prose is broken between words; other text, such as a body, stays on one line.
    init?(folding scalar: LayoutScalar, width: Int) {
        let text = scalar.text
        let isSafe = text.unicodeScalars.allSatisfy { !ScalarText.needsEscape($0) }
        guard isSafe, !ScalarText.looksTyped(text), text.unicodeScalars.first != " ", !text.hasSuffix(" ") else {
            return nil
        }
        header = ">-"
        isKept = false
        guard case .any? = scalar.form else {
            lines = [text]
            return
        }
        var lines: [String] = []
        // Where spaces come together a break would lose one.
        for word in text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            guard let last = lines.last else {
                lines.append(word)
                continue
            }
            let isAlone = !word.isEmpty && !last.hasSuffix(" ") && !last.isEmpty
            if isAlone, last.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
                lines.append(word)
            } else {
                lines[lines.count - 1] = last + " " + word
            }
        }
        self.lines = lines
    }
}
