/// The help of a verb.
struct HelpText {
    /// The verb.
    let command: CommandDescription

    /// The help for a terminal that many columns wide.
    func render(width: Int) -> String {
        var sections = ["OVERVIEW: \(command.summary)".wrapped(to: width)]
        if !command.discussion.isEmpty { sections.append(command.discussion.wrapped(to: width)) }
        sections.append("USAGE: \(command.usage)".wrapped(to: width, indent: 7))
        if let operand = command.operand {
            let rows = [(label: "<\(operand.name)>", help: operand.help)]
            sections.append(HelpTable(title: "ARGUMENTS", rows: rows).render(width: width))
        }
        sections.append(HelpTable(title: "OPTIONS", options: command.options).render(width: width))
        return sections.joined(separator: "\n\n") + "\n"
    }
}

/// The help of the command without a verb.
struct RootHelp {
    /// The arguments as one line.
    static let usage = "venuegen <verb>"

    /// The verbs to list.
    let verbs: [CommandDescription]

    /// The help for a terminal that many columns wide.
    func render(width: Int) -> String {
        let discussion = """
            Diagnostics go to standard error as 'path:line:column: severity: message [rule]', results to standard output.

            Exit status: 0 clean, 1 findings, 2 wrong usage, 3 a file could not be read or written.
            """
        let sections = [
            "OVERVIEW: Turn descriptions of trading venues' cancel calls into Swift clients.".wrapped(to: width),
            discussion.wrapped(to: width),
            "USAGE: \(Self.usage)",
            HelpTable(title: "OPTIONS", options: []).render(width: width),
            HelpTable(title: "VERBS", rows: verbs.map { ($0.name, $0.summary) }).render(width: width),
            "  See 'venuegen help <verb>' for detailed help.",
        ]
        return sections.joined(separator: "\n\n") + "\n"
    }
}

/// A titled list of labels with explanations beside them.
private struct HelpTable {
    /// The title, without colon.
    let title: String
    /// Labels and what they mean.
    let rows: [(label: String, help: String)]

    /// A list of rows.
    init(title: String, rows: [(label: String, help: String)]) {
        self.title = title
        self.rows = rows
    }

    /// A list of a verb's own options and those every command has.
    init(title: String, options: [CommandDescription.Option]) {
        let universal = CommandDescription.Option.universal.map { option in
            (label: option.name == "help" ? "-h, --help" : option.label, help: option.help)
        }
        self.init(title: title, rows: options.map { (label: $0.label, help: $0.help) } + universal)
    }

    /// The list for a terminal that many columns wide.
    func render(width: Int) -> String {
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
