package struct HelpText {
    private let command: CommandDescription

    package init(command: CommandDescription) { self.command = command }

    /// The help for a terminal that many columns wide.
    package func render(width: Int) -> String {
        var sections = ["OVERVIEW: \(command.summary)".wrapped(to: width)]
        if !command.discussion.isEmpty { sections.append(command.discussion.wrapped(to: width)) }
        sections.append("USAGE: \(command.usage)".wrapped(to: width, indent: 7))
        if !command.operands.isEmpty {
            let rows = command.operands.map { (label: "<\($0.name)>", help: $0.help) }
            sections.append(HelpTable(title: "ARGUMENTS", rows: rows).render(width: width))
        }
        sections.append(HelpTable(title: "OPTIONS", options: command.options).render(width: width))
        return sections.joined(separator: "\n\n") + "\n"
    }
}

/// A titled list of labels with explanations beside them.
package struct HelpTable {
    /// The title, without colon.
    let title: String
    let rows: [(label: String, help: String)]

    package init(title: String, rows: [(label: String, help: String)]) { (self.title, self.rows) = (title, rows) }

    /// A list of a command's own options and those every command has.
    package init(title: String, options: [CommandDescription.Option]) {
        let universal = CommandDescription.Option.universal.map { option in
            (label: option.name == "help" ? "-h, --help" : option.label, help: option.help)
        }
        self.init(title: title, rows: options.map { (label: $0.label, help: $0.help) } + universal)
    }

    /// The list for a terminal that many columns wide.
    package func render(width: Int) -> String {
        let column = 26
        let lines = rows.map { row in
            let label = "  " + row.label
            let help = row.help.wrapped(to: max(20, width - column)).split(separator: "\n").map(String.init)
            let margin = String(repeating: " ", count: column)
            guard label.count < column, let first = help.first else {
                return ([label] + help.map { margin + $0 }).joined(separator: "\n")
            }
            let gap = String(repeating: " ", count: column - label.count)
            return ([label + gap + first] + help.dropFirst().map { margin + $0 }).joined(separator: "\n")
        }
        return "\(title):\n" + lines.joined(separator: "\n")
    }
}

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
