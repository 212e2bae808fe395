internal import CommandArguments
internal import Foundation
internal import SourceText
internal import VenueRuntime

/// The command: from arguments to exit status.
@main
enum CancelOrderCommand {
    static func main() {
        SystemResources.require(orExit: OutcomeStatus.unreadable.rawValue)
        StandardStream.prepare()
        let signals = Interrupts.prepare()
        let commandLine = Array(CommandLine.arguments.dropFirst())
        Task.detached { exit(end(await run(commandLine)).rawValue) }
        Interrupts.serve(signals)
    }

    private static func run(_ commandLine: [String]) async -> OutcomeStatus {
        let columns = StandardStream.output.columns ?? 80
        do {
            guard let word = commandLine.first else { throw UsageError("missing a venue", command: VenueList.command) }
            if word == "--version" {
                StandardStream.output.write("1.0.0\n")
                return .canceled
            }
            if ["--help", "-h", "help"].contains(word) {
                StandardStream.output.write(VenueList.render(width: columns))
                return .canceled
            }
            let call = try call(word)
            let rest = Array(commandLine.dropFirst())
            try SecretArguments.check(rest, of: call)
            if rest.contains("--all"), call.allCalls.isEmpty, !rest.contains("--help"), !rest.contains("-h") {
                throw UsageError("\(call.venue) has no call that cancels all orders", command: call.command)
            }
            switch try call.command.parse(rest) {
            case .help: StandardStream.output.write(HelpText(command: call.command).render(width: columns))
            case .version: StandardStream.output.write("1.0.0\n")
            case .arguments(let arguments): return try await Run(request: Request(call, arguments)).run()
            }
            return .canceled
        } catch let error as UsageError {
            StandardStream.error.write(error.text)
            return .usage
        } catch let error as Obstacle {
            StandardStream.error.write("error: \(VisibleText.lines(of: error.message))\n")
            return error.status
        } catch {
            StandardStream.error.write("error: \(error)\n")
            return .unreadable
        }
    }

    private static func end(_ status: OutcomeStatus) -> OutcomeStatus {
        guard let loss = StandardStream.output.finish() else { return status }
        let results = loss.pieces == 1 ? "1 result is" : "\(loss.pieces) results are"
        StandardStream.error.write("error: \(loss); \(results) lost\n")
        return max(status, .lost)
    }

    private static func call(_ word: String) throws(UsageError) -> VenueCall {
        if let call = VenueCall.all.first(where: { $0.name == word.lowercased() }) { return call }
        let names = VenueCall.all.map(\.name)
        guard !word.hasPrefix("-") else {
            throw UsageError("expected a venue before options", command: VenueList.command)
        }
        throw UsageError(
            "unknown venue '\(word)'\(suggestion(for: word.lowercased(), among: names))",
            help: "expected one of \(names.map { "'\($0)'" }.joined(separator: ", "))", command: VenueList.command)
    }
}

/// What the process's status tells; for many orders, of the most severe outcome.
enum OutcomeStatus: Int32, CaseIterable, Comparable {
    /// Every order is cancelled, or nothing was to be sent.
    case canceled = 0
    case usage = 2
    /// A file could not be read, or its orders or credentials are malformed; nothing was sent.
    case unreadable = 3
    /// The order is alive and no cancel is under way; of `--state` alone.
    case working = 9
    /// Accepted; the order's end is to be confirmed.
    case pending = 10
    case ended = 11
    case rejected = 12
    case throttled = 13
    case notSent = 14
    /// Possibly sent, and nothing proves what came of it.
    case unknown = 15
    /// What became of orders could not be written, or not into the journal, whatever it was.
    case lost = 16

    init(_ outcomeClass: OutcomeClass) {
        self =
            switch outcomeClass {
            case .canceled: .canceled
            case .pending: .pending
            case .ended: .ended
            case .rejected: .rejected
            case .throttled: .throttled
            case .notSent: .notSent
            case .unknown: .unknown
            }
    }

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    var meaning: String {
        switch self {
        case .canceled: "cancelled: the venue proved it (or --dry-run)"
        case .usage: "wrong usage"
        case .unreadable: "a file could not be read or is malformed; nothing was sent"
        case .working: "working: the order is alive (--state)"
        case .pending: "pending: accepted, the end is to be confirmed"
        case .ended: "gone, unknown order, or too late"
        case .rejected: "rejected by the venue"
        case .throttled: "refused by the venue's rate limit"
        case .notSent: "provably not sent"
        case .unknown: "unknown: possibly sent, no proof either way"
        case .lost: "some results, or the journal, could not be written; standard error tells"
        }
    }

    static var table: String {
        allCases.map { "  \($0.rawValue)\($0.rawValue < 10 ? " " : "")  \($0.meaning)" }.joined(separator: "\n")
    }
}

/// What keeps the command from running though its command line is right.
struct Obstacle: Error {
    let message: String
    let status: OutcomeStatus

    init(_ message: String, status: OutcomeStatus = .unreadable) {
        self.message = message
        self.status = status
    }
}
