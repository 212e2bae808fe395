internal import SourceText

/// A command line that cannot be run.
package struct UsageError: Error {
    /// What is wrong; lower case, no full stop.
    let message: String
    /// What to do instead, if there is more to say than the usage line.
    let help: String?
    /// The command whose usage is shown.
    private(set) var command: CommandDescription

    /// A mistake in a command line.
    package init(_ message: String, help: String? = nil, command: CommandDescription) {
        self.message = message
        self.help = help
        self.command = command
    }

    /// The same mistake, in a verb of a command; one in the command itself stays as it is.
    package func within(_ command: CommandDescription) -> UsageError {
        var error = self
        if self.command.invocation != command.invocation { error.command = self.command.within(command) }
        return error
    }

    /// The message as shown on standard error.
    package var text: String {
        """
        error: \(VisibleText.of(message))
        \(help.map { "help: \(VisibleText.of($0))\n" } ?? "")Usage: \(command.usage)
          See '\(command.invocation) --help' for more information.

        """
    }
}
