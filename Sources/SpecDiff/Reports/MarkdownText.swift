internal import SourceText

/// Text made safe to stand in GitHub's Markdown, where it shows as it is: no formatting, tag, link, mention or reference.
package enum MarkdownText {
    /// Text for a paragraph, a heading or a cell of a table; a line break becomes a space.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isComment: Whether GitHub would act on mentions and references: they are cut by a space without width, which
    ///     files do without.
    /// - Returns: Markdown that shows the text.
    static func inline(_ text: String, isComment: Bool = true) -> String {
        let divider = isComment ? "&#8203;" : ""
        let scalars = Array(oneLine(text).unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let rest = scalars[(index + 1)...]
            switch scalar {
            case "&", "<", ">": result += VisibleText.entities[scalar] ?? ""
            case "$": result += "&#36;"
            case "\\", "`", "*", "_", "[", "]", "~", "|", "!": result += "\\" + String(scalar)
            case "@": result += "@" + divider
            case "#": result += "\\#" + divider
            case ":" where rest.starts(with: "//".unicodeScalars) || isShortcode(rest): result += ":" + divider
            case "." where endsWord("www", scalars[..<index]): result += divider + "."
            case "-" where endsWord("gh", scalars[..<index]): result += "-" + divider
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Text in a code span for a paragraph or a cell of a table; a line break becomes a space.
    static func code(_ text: String) -> String {
        // Tables are cut at bars before code spans are read, and readers differ on backslashes before a bar.
        guard text.unicodeScalars.contains("|") else { return codeOutsideTables(text) }
        return "<code>\(inline(text))</code>"
    }

    /// Text in a code span outside of tables, where a bar is a character like any other.
    static func codeOutsideTables(_ text: String) -> String {
        let text = oneLine(text)
        // A span of nothing would be two back-ticks, which begin one that another span ends.
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return "` `" }
        let fence = String(repeating: "`", count: longestBacktickRun(in: text) + 1)
        let needsSpace = first == "`" || last == "`" || (first == " " && last == " ")
        return needsSpace ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    package static func block(_ lines: [String], language: String) -> String {
        let lines = lines.map(VisibleText.of)
        let fence = String(repeating: "`", count: max(3, (lines.map(longestBacktickRun).max() ?? 0) + 1))
        return ([fence + language] + lines + [fence]).joined(separator: "\n")
    }

    /// The text in one line, with a visible stand-in for every control and text direction character.
    private static func oneLine(_ text: String) -> String {
        VisibleText.of(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    /// Whether a colon before these begins a name such as `:smile:`.
    private static func isShortcode(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = rest.prefix { isWord($0) || $0 == "_" || $0 == "+" || $0 == "-" }
        return !name.isEmpty && rest.dropFirst(name.count).first == ":"
    }

    /// Whether text ends with a word, in any case of letters.
    private static func endsWord(_ word: String, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let last = text.reversed().prefix { isWord($0) }.reversed()
        return last.map { String($0).lowercased() }.joined() == word
    }

    /// Whether a character is an ASCII letter or digit.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    /// The length of the longest run of back-ticks, whatever combines with them: Markdown knows code points only.
    private static func longestBacktickRun(in text: String) -> Int {
        text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
    }
}
