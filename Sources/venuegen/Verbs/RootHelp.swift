internal import CommandArguments

extension CommandDescription {
    /// The command without a verb.
    static let root = Self(
        "venuegen", summary: "Turn descriptions of trading venues' cancel calls into Swift clients.",
        usage: "venuegen <verb>")
}

/// The help of the command without a verb.
struct RootHelp {
    /// The verbs to list.
    let verbs: [CommandDescription]

    /// The help for a terminal that many columns wide.
    func render(width: Int) -> String {
        let discussion = """
            Diagnostics go to standard error as 'path:line:column: severity: message [rule]', results to standard output.

            Exit status: 0 clean, 1 findings, 2 wrong usage, 3 a file could not be read or written.
            """
        let sections = [
            "OVERVIEW: \(CommandDescription.root.summary)".wrapped(to: width),
            discussion.wrapped(to: width),
            "USAGE: \(CommandDescription.root.usage)",
            HelpTable(title: "OPTIONS", options: []).render(width: width),
            HelpTable(title: "VERBS", rows: verbs.map { ($0.name, $0.summary) }).render(width: width),
            "  See 'venuegen help <verb>' for detailed help.",
        ]
        return sections.joined(separator: "\n\n") + "\n"
    }
}
