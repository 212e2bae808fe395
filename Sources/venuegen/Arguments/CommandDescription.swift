/// What a verb takes, from which both its parser and its help are made.
struct CommandDescription {
    /// An argument without a name.
    struct Operand {
        /// The name in usage lines, such as `spec`.
        let name: String
        /// What it is.
        let help: String
        /// Whether it may be given more than once.
        var isRepeating = false
    }

    /// An argument with a name, such as `--output <dir>`.
    struct Option {
        /// The name without dashes.
        let name: String
        /// What its value is called, such as `dir`; a flag has none.
        let value: String?
        /// The values it takes; empty for free text.
        var choices: [String] = []
        /// What it does.
        let help: String

        /// The spelling in help and messages, such as `--output <dir>`.
        var label: String {
            value.map { "--\(name) <\($0)>" } ?? "--\(name)"
        }
    }

    /// The verb.
    let name: String
    /// One sentence for the list of verbs.
    let summary: String
    /// Paragraphs for the verb's own help.
    var discussion = ""
    /// The argument without a name; it may always be left out.
    var operand: Operand?
    /// The arguments with names, beside `--version` and `--help`.
    var options: [Option] = []

    /// The arguments as one line, such as `venuegen explain [<rule>]`.
    var usage: String {
        var words = ["venuegen", name]
        if let operand { words.append("[<\(operand.name)>\(operand.isRepeating ? " ..." : "")]") }
        words += options.map { "[\($0.label)]" }
        return words.joined(separator: " ")
    }
}

extension CommandDescription.Option {
    /// The options every command has; the parser answers them itself.
    static let universal = [
        Self(name: "version", value: nil, help: "Show the version."),
        Self(name: "help", value: nil, help: "Show help information."),
    ]
}
