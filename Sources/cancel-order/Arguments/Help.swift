internal import CommandArguments
internal import VenueRuntime

extension VenueCall {
    /// What the call's command line takes.
    var command: CommandDescription {
        CommandDescription(
            "cancel-order \(name)", summary: "Cancel orders at \(venue).", discussion: discussion,
            options: parameters.map(\.option) + CommonOptions.all,
            usage: (["cancel-order", name] + parameters.map(\.usage) + ["[options]"]).joined(separator: " "))
    }

    private var discussion: String {
        let names = servers.map { server in
            switch server.address {
            case .fixed(let address): "  \(server.name)  \(address)"
            case .onHost: "  \(server.name)  with --host <name>"
            }
        }
        return """
            Secrets come from the environment, or with --credentials from a file of NAME=VALUE lines that nobody else may \
            read; never from arguments, which every process of the machine can see. In the file, spaces and tabs around names \
            and values are left out, and nothing else is:

            \(secrets.isEmpty ? "  none" : secrets.map { "  \($0.name)" }.joined(separator: "\n"))

            Servers; the first is used where none is named:

            \(names.joined(separator: "\n"))

            A file of orders is CSV with the parameters' own names in its first row, or one JSON object to a line, also \
            those that an earlier run printed: what it left unknown is not forgotten. A value given as an option holds for \
            every order. The whole file is checked before anything is sent; one malformed order stops all.

            Exit status, for several orders that of the most severe outcome, which is the last of these:

            \(ExitStatus.table)
            """
    }
}

/// The help without a venue.
enum RootHelp {
    /// The command without a venue.
    static let command = CommandDescription(
        "cancel-order", summary: "Cancel orders at trading venues and tell what came of it.",
        usage: "cancel-order <venue> <options>")

    /// The help for a terminal that many columns wide.
    static func render(width: Int) -> String {
        let discussion = """
            An acknowledgement is never shown as a cancelled order, and what is not known is never shown as failed.

            Exit status, for several orders that of the most severe outcome, which is the last of these:

            \(ExitStatus.table)
            """
        let sections = [
            "OVERVIEW: \(command.summary)".wrapped(to: width),
            discussion.wrapped(to: width),
            "USAGE: \(command.usage)",
            HelpTable(title: "OPTIONS", options: []).render(width: width),
            HelpTable(
                title: "VENUES",
                rows: VenueCall.all.map { call in
                    (call.name, call.parameters.map { "--\($0.name)" }.joined(separator: " "))
                }
            ).render(width: width),
            "  See 'cancel-order <venue> --help' for what a venue takes.",
        ]
        return sections.joined(separator: "\n\n") + "\n"
    }
}
