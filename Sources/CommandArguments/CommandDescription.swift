/// What a command takes, from which both its parser and its help are made.
package struct CommandDescription: Sendable {
    /// An argument without a name.
    package struct Operand: Sendable {
        /// The name in usage lines, such as `spec`.
        let name: String
        let help: String
        /// Whether it may be given more than once.
        let isRepeating: Bool
        let isRequired: Bool

        package init(name: String, help: String, isRepeating: Bool = false, isRequired: Bool = false) {
            (self.name, self.help, self.isRepeating, self.isRequired) = (name, help, isRepeating, isRequired)
        }

        /// The spelling in usage lines, such as `[<spec> ...]`.
        var label: String {
            let label = "<\(name)>\(isRepeating ? " ..." : "")"
            return isRequired ? label : "[\(label)]"
        }
    }

    /// An argument with a name, such as `--output <dir>`.
    package struct Option: Sendable {
        /// The name without dashes.
        package let name: String
        /// What its value is called, such as `dir`; a flag has none.
        let value: String?
        /// The values it takes; empty for free text.
        let choices: [String]
        /// Whether it may be given more than once to say more.
        let isRepeating: Bool
        let help: String

        package init(
            name: String, value: String?, choices: [String] = [], isRepeating: Bool = false, help: String
        ) {
            (self.name, self.value, self.choices, self.isRepeating) = (name, value, choices, isRepeating)
            self.help = help
        }

        /// The spelling in help and messages, such as `--output <dir>`.
        var label: String {
            value.map { "--\(name) <\($0)>" } ?? "--\(name)"
        }
    }

    /// The words that run it, such as `venuegen lint`.
    package private(set) var invocation: String
    package let summary: String
    package let discussion: String
    /// The arguments without a name, in order; only the last may be repeated.
    let operands: [Operand]
    /// The arguments with names, beside `--version` and `--help`.
    let options: [Option]
    /// The usage line, where the parts do not tell it.
    private let ownUsage: String?

    package init(
        _ invocation: String, summary: String, discussion: String = "", operands: [Operand] = [],
        options: [Option] = [], usage: String? = nil
    ) {
        self.invocation = invocation
        self.summary = summary
        self.discussion = discussion
        self.operands = operands
        self.options = options
        ownUsage = usage
    }

    /// The same command with a further option.
    package func adding(_ option: Option) -> CommandDescription {
        CommandDescription(
            invocation, summary: summary, discussion: discussion, operands: operands, options: options + [option],
            usage: ownUsage)
    }

    /// The same command as a verb of another, whose words come before its own.
    package func within(_ command: CommandDescription) -> CommandDescription {
        var verb = self
        verb.invocation = "\(command.invocation) \(invocation)"
        return verb
    }

    /// The last of the words that run it: a verb's name.
    package var name: String { invocation.split(separator: " ").last.map(String.init) ?? invocation }

    /// The arguments as one line, such as `venuegen explain [<rule>]`.
    package var usage: String {
        if let ownUsage { return ownUsage }
        var parts = [invocation]
        parts += operands.map(\.label)
        parts += options.map { "[\($0.label)\($0.isRepeating ? " ..." : "")]" }
        return parts.joined(separator: " ")
    }
}

extension CommandDescription.Option {
    /// The options every command has; the parser answers them itself.
    static let universal = [
        Self(name: "version", value: nil, help: "Show the version."),
        Self(name: "help", value: nil, help: "Show help information."),
    ]
}
