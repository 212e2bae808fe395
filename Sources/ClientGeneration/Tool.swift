package import CommandArguments
internal import VenueCodegen

package protocol Verb: SendableMetatype {
    static var description: CommandDescription { get }

    /// Makes sense of its arguments; throws where they contradict what it knows.
    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError)

    func run(_ console: Console) throws(FileError) -> ExitStatus
}

/// A command with verbs, `help` among them: from arguments to exit status.
package struct Tool: Sendable {
    /// The command without a verb.
    private let root: CommandDescription
    /// Everything it does, in the order help lists it.
    private let verbs: [any Verb.Type]

    /// A command of that name; `discussion` are paragraphs for its help.
    package init(_ name: String, summary: String, discussion: String, verbs: [any Verb.Type]) {
        root = CommandDescription(name, summary: summary, discussion: discussion, usage: "\(name) <verb>")
        self.verbs = verbs
    }

    /// Runs the process's command line and ends the process with its status.
    package func main() -> Never {
        SystemResources.require(orExit: ExitStatus.unreadable.rawValue)
        StandardStream.prepare()
        let console = Console()
        console.exit(run(Array(CommandLine.arguments.dropFirst()), console))
    }

    private func run(_ commandLine: [String], _ console: Console) -> ExitStatus {
        do {
            return try dispatch(commandLine, console)
        } catch let error as UsageError {
            console.writeDiagnostic(error.within(root).text)
            return .usage
        } catch let error as FileError {
            console.writeDiagnostic("error: \(error.message)\n")
            return .unreadable
        } catch {
            console.writeDiagnostic("error: \(error)\n")
            return .unreadable
        }
    }

    /// Finds the verb and lets it run.
    private func dispatch(_ commandLine: [String], _ console: Console) throws -> ExitStatus {
        guard let first = commandLine.first else { throw UsageError("expected a verb", command: root) }
        switch first {
        case "--help", "-h": return show(help(width: console.width), console)
        case "--version": return show(ClientGenerator.version + "\n", console)
        case _ where first.hasPrefix("-"):
            let hint = suggestion(for: first, among: ["--help", "--version"])
            throw UsageError("expected a verb before '\(first)'\(hint)", command: root)
        default: break
        }
        let description = try description(ofVerb: first)
        switch try description.parse(Array(commandLine.dropFirst())) {
        case .help: return show(HelpText(command: description.within(root)).render(width: console.width), console)
        case .version: return show(ClientGenerator.version + "\n", console)
        case .arguments(let arguments):
            if let verb = verbs.first(where: { $0.description.name == first }) {
                return try verb.init(arguments).run(console)
            }
            guard let subject = arguments.operands.first else { return show(help(width: console.width), console) }
            let command = try self.description(ofVerb: subject).within(root)
            return show(HelpText(command: command).render(width: console.width), console)
        }
    }

    private func show(_ text: String, _ console: Console) -> ExitStatus {
        console.writeResult(text)
        return .clean
    }

    private static let help = CommandDescription(
        "help", summary: "Show the help of a verb.",
        operands: [.init(name: "verb", help: "The verb; without one, all verbs are listed.")])

    private var descriptions: [CommandDescription] { verbs.map { $0.description } + [Self.help] }

    /// What the verb of that name takes; a misspelt one is told the nearest.
    private func description(ofVerb name: String) throws(UsageError) -> CommandDescription {
        if let description = descriptions.first(where: { $0.name == name }) { return description }
        let hint = suggestion(for: name, among: descriptions.map(\.name))
        throw UsageError("unknown verb '\(name)'\(hint)", command: root)
    }

    /// The help of the command without a verb, for a terminal that many columns wide.
    private func help(width: Int) -> String {
        let discussion = """
            Diagnostics go to standard error as 'path:line:column: severity: message [rule]', results to standard output.

            Exit status: 0 clean, 1 findings, 2 wrong usage, 3 a file could not be read or written.
            """
        let paragraphs = [root.discussion, discussion].filter { !$0.isEmpty }.map { $0.wrapped(to: width) }
        let sections =
            ["OVERVIEW: \(root.summary)".wrapped(to: width)] + paragraphs + [
                "USAGE: \(root.usage)",
                HelpTable(title: "OPTIONS", options: []).render(width: width),
                HelpTable(title: "VERBS", rows: descriptions.map { ($0.name, $0.summary) }).render(width: width),
                "  See '\(root.name) help <verb>' for detailed help.",
            ]
        return sections.joined(separator: "\n\n") + "\n"
    }
}
