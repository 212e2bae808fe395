internal import SourceText

package enum ParsedCommandLine {
    case help
    case version
    case arguments(Arguments)

    package struct Arguments {
        /// The arguments without a name, in order.
        package fileprivate(set) var operands: [String] = []
        /// Values by option name.
        ///
        /// The last of several counts; a flag's value is empty.
        package fileprivate(set) var options: [String: String] = [:]
        /// Every value of an option, in order, by option name.
        fileprivate var repeated: [String: [String]] = [:]

        /// Every value of an option that may be repeated, in order.
        package func values(_ name: String) -> [String] { repeated[name] ?? [] }

        /// The value of an option that is an enumeration; the parser has already held it against the choices.
        package func choice<Value: RawRepresentable<String>>(_ name: String, default value: Value) -> Value {
            options[name].flatMap(Value.init) ?? value
        }
    }
}

extension CommandDescription {
    /// Takes a command's arguments apart.
    ///
    /// A request for help wins over everything else, also over mistakes: whoever adds `--help` is asking what is right.
    package func parse(_ commandLine: [String]) throws(UsageError) -> ParsedCommandLine {
        let beforeTerminator = commandLine.prefix { $0 != "--" }
        if beforeTerminator.contains("--help") || beforeTerminator.contains("-h") { return .help }
        if beforeTerminator.contains("--version") { return .version }

        var arguments = ParsedCommandLine.Arguments()
        var rest = commandLine[...]
        while let word = rest.popFirst() {
            if word == "--" {
                arguments.operands += rest
                break
            } else if word.utf8.first == UInt8(ascii: "-"), word != "-" {
                try parseOption(word, rest: &rest, into: &arguments)
            } else {
                arguments.operands.append(word)
            }
        }
        try checkOperands(arguments.operands)
        return .arguments(arguments)
    }

    /// Takes one option and, where it has one, its value.
    private func parseOption(
        _ word: String, rest: inout ArraySlice<String>, into arguments: inout ParsedCommandLine.Arguments
    ) throws(UsageError) {
        let parts = word.unicodeScalars.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        let spelling = parts[0]
        guard let option = options.first(where: { "--\($0.name)" == spelling }) else {
            let known = (options + Option.universal).map { "--\($0.name)" }
            throw UsageError("unknown option '\(spelling)'\(suggestion(for: spelling, among: known))", command: self)
        }
        guard let name = option.value else {
            guard parts.count == 1 else { throw UsageError("'\(spelling)' takes no value", command: self) }
            arguments.options[option.name] = ""
            return
        }
        guard
            let value = parts.count == 2
                ? parts[1] : rest.popFirst(where: { $0.utf8.first != UInt8(ascii: "-") || $0 == "-" })
        else {
            throw UsageError("missing value for '\(option.label)'", help: option.help, command: self)
        }
        guard !value.isEmpty else {
            throw UsageError("the value of '--\(option.name)' is empty", help: option.help, command: self)
        }
        if !option.choices.isEmpty, !option.choices.contains(value) {
            let choices = option.choices.map { "'\($0)'" }.joined(separator: ", ")
            throw UsageError(
                "'\(value)' is no <\(name)> for '\(spelling)'\(suggestion(for: value, among: option.choices))",
                help: "expected one of \(choices)", command: self)
        }
        arguments.options[option.name] = value
        arguments.repeated[option.name, default: []].append(value)
    }

    /// Refuses operands the command has no use for, missing ones, and empty ones, which no file has for a name.
    private func checkOperands(_ given: [String]) throws(UsageError) {
        if given.count > operands.count, operands.last?.isRepeating != true {
            throw UsageError("unexpected argument '\(given[operands.count])'", command: self)
        }
        if let missing = operands.dropFirst(given.count).first(where: \.isRequired) {
            throw UsageError("missing argument '<\(missing.name)>'", help: missing.help, command: self)
        }
        if given.contains("") {
            throw UsageError("an argument is empty", command: self)
        }
    }
}

extension ArraySlice {
    /// Removes and returns the first element if it fits.
    fileprivate mutating func popFirst(where isFit: (Element) -> Bool) -> Element? {
        guard let first, isFit(first) else { return nil }
        return popFirst()
    }
}

/// A command line that cannot be run.
package struct UsageError: Error {
    /// What is wrong; lower case, no full stop.
    let message: String
    /// What to do instead, if there is more to say than the usage line.
    let help: String?
    private(set) var command: CommandDescription

    package init(_ message: String, help: String? = nil, command: CommandDescription) {
        (self.message, self.help, self.command) = (message, help, command)
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

/// The words `; did you mean 'x'?` where a known name is near the given one, otherwise nothing.
package func suggestion(for name: String, among known: [String]) -> String {
    NearestName.nearest(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
}
