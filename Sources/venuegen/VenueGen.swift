internal import CommandArguments
internal import VenueCodegen

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The command: from arguments to exit status.
@main
enum VenueGen {
    /// Runs the command line and ends the process with its status.
    static func main() {
        SystemResources.require(orExit: ExitStatus.unreadable.rawValue)
        StandardStream.prepare()
        let console = Console()
        exit(console.end(run(Array(CommandLine.arguments.dropFirst()), console)).rawValue)
    }

    /// Runs a command line.
    private static func run(_ words: [String], _ console: Console) -> ExitStatus {
        do {
            return try dispatch(words, console)
        } catch let error as UsageError {
            console.writeDiagnostic(error.text)
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
    private static func dispatch(_ words: [String], _ console: Console) throws -> ExitStatus {
        guard let first = words.first else { throw UsageError("expected a verb", command: .root) }
        switch first {
        case "--help", "-h":
            console.writeResult(RootHelp(verbs: Verbs.all.map { $0.description }).render(width: console.width))
            return .clean
        case "--version":
            return showVersion(console)
        case _ where first.hasPrefix("-"):
            let hint = suggestion(for: first, among: ["--help", "--version"])
            throw UsageError("expected a verb before '\(first)'\(hint)", command: .root)
        default:
            let verb = try Verbs.named(first)
            switch try verb.description.parse(Array(words.dropFirst())) {
            case .help:
                console.writeResult(HelpText(command: verb.description).render(width: console.width))
                return .clean
            case .version: return showVersion(console)
            case .arguments(let arguments): return try verb.init(arguments).run(console)
            }
        }
    }

    /// Prints the version alone, for scripts.
    private static func showVersion(_ console: Console) -> ExitStatus {
        console.writeResult(ClientGenerator.version + "\n")
        return .clean
    }
}
