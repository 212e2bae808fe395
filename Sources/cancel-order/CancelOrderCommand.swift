internal import CommandArguments
internal import Foundation
internal import SourceText

/// The command: from arguments to exit status.
@main
enum CancelOrderCommand {
    /// Runs the command line and ends the process with its status.
    static func main() {
        SystemResources.require(orExit: ExitStatus.unreadable.rawValue)
        StandardStream.prepare()
        let signals = Interrupts.prepare()
        let words = Array(CommandLine.arguments.dropFirst())
        Task.detached { exit(Console().end(await run(words)).rawValue) }
        Interrupts.serve(signals)
    }

    /// Runs a command line.
    private static func run(_ words: [String]) async -> ExitStatus {
        let console = Console()
        do {
            guard let word = words.first else { throw UsageError("missing a venue", command: RootHelp.command) }
            if word == "--version" {
                console.write("1.0.0\n", to: .output)
                return .canceled
            }
            if ["--help", "-h", "help"].contains(word) {
                console.write(RootHelp.render(width: console.width), to: .output)
                return .canceled
            }
            let call = try call(word)
            let rest = Array(words.dropFirst())
            try SecretArguments.check(rest, of: call)
            switch try call.command.parse(rest) {
            case .help: console.write(HelpText(command: call.command).render(width: console.width), to: .output)
            case .version: console.write("1.0.0\n", to: .output)
            case .arguments(let arguments): return try await Run(Request(call, arguments), console).run()
            }
            return .canceled
        } catch let error as UsageError {
            console.write(error.text, to: .error)
            return .usage
        } catch let error as Obstacle {
            console.write("error: \(VisibleText.lines(of: error.message))\n", to: .error)
            return error.status
        } catch {
            console.write("error: \(error)\n", to: .error)
            return .unreadable
        }
    }

    /// The call of a word.
    private static func call(_ word: String) throws(UsageError) -> VenueCall {
        if let call = VenueCall.all.first(where: { $0.name == word.lowercased() }) { return call }
        let names = VenueCall.all.map(\.name)
        guard !word.hasPrefix("-") else {
            throw UsageError("expected a venue before options", command: RootHelp.command)
        }
        throw UsageError(
            "unknown venue '\(word)'\(suggestion(for: word.lowercased(), among: names))",
            help: "expected one of \(names.map { "'\($0)'" }.joined(separator: ", "))", command: RootHelp.command)
    }
}
