/// A command line that cannot be run.
struct UsageError: Error {
    /// What is wrong; lower case, no full stop.
    let message: String
    /// What to do instead, if there is more to say than the usage line.
    let help: String?
    /// The command whose usage is shown; `nil` for the command without a verb.
    let command: CommandDescription?

    /// A mistake in a command line.
    init(_ message: String, help: String? = nil, command: CommandDescription?) {
        self.message = message
        self.help = help
        self.command = command
    }

    /// The message as shown on standard error.
    var text: String {
        let usage = command?.usage ?? RootHelp.usage
        let place = command.map { "venuegen \($0.name)" } ?? "venuegen"
        return """
            error: \(message)
            \(help.map { "help: \($0)\n" } ?? "")Usage: \(usage)
              See '\(place) --help' for more information.

            """
    }
}
