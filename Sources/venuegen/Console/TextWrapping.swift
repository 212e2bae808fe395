extension String {
    /// The text broken at spaces so that lines fit the width where words allow.
    ///
    /// Line breaks of the text stay; lines that begin with a space are taken as preformatted and stay whole.
    func wrapped(to width: Int, indent: Int = 0) -> String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        let margin = String(repeating: " ", count: indent)
        return lines.flatMap { line in
            line.hasPrefix(" ") ? [String(line)] : Self.wrap(line, width: width, margin: margin)
        }.joined(separator: "\n")
    }

    /// One line broken into several; those after the first get the margin.
    private static func wrap(_ line: Substring, width: Int, margin: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ") {
            if current.isEmpty {
                current = String(word)
            } else if current.count + 1 + word.count <= width {
                current += " \(word)"
            } else {
                lines.append(current)
                current = margin + word
            }
        }
        return lines + [current]
    }
}
