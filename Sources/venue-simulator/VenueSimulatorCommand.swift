internal import CommandArguments
internal import Foundation
internal import SourceText
internal import VenueSimulator
internal import VenueSpec

/// The command: from arguments to exit status.
@main
enum VenueSimulatorCommand {
    /// Runs the command line and ends the process with its status.
    static func main() async {
        SystemResources.require(orExit: 3)
        StandardStream.prepare()
        let status = await run(Array(CommandLine.arguments.dropFirst()))
        guard let loss = StandardStream.output.finish() else { exit(status) }
        complain("error: \(loss)\n")
        exit(3)
    }

    /// Runs a command line.
    private static func run(_ words: [String]) async -> Int32 {
        do {
            switch try Command.description.parse(words) {
            case .help: show(Command.help(width: width), terminator: "")
            case .version: show("1.0.0")
            case .arguments(let arguments): try await serve(Command(arguments))
            }
            return 0
        } catch let error as UsageError {
            complain(error.text)
            return 2
        } catch let error as Obstacle {
            complain("error: \(VisibleText.lines(of: error.message))\n")
            return 3
        } catch {
            complain("error: \(error)\n")
            return 3
        }
    }

    /// Serves the venues until it is time to stop.
    private static func serve(_ command: Command) async throws {
        let stop = StopRequest()
        let venues = try venues(command)
        var servers: [LoopbackServer] = []
        do {
            for (index, venue) in venues.enumerated() {
                let port = command.port == 0 ? 0 : UInt16(clamping: Int(command.port) + index)
                servers.append(try LoopbackServer(venue: venue, port: port))
            }
        } catch {
            for server in servers { await server.stop() }
            throw error
        }
        show(command.isJSON ? Report.json(servers) : Report.table(servers))
        await stop.wait(atMost: command.stopAfter)
        for server in servers { await server.stop() }
        if command.isJSON {
            for line in Report.ledgers(servers) { show(line) }
        } else {
            show("\n" + Report.summary(servers))
        }
    }

    /// The venues to serve, with the orders in their books.
    private static func venues(_ command: Command) throws -> [SimulatedVenue] {
        let specs = try SpecFolder.venues(in: command.specs)
        let names = specs.map(\.name.text)
        for name in command.venues where !names.contains(name) {
            throw UsageError(
                "unknown venue '\(name)'\(suggestion(for: name, among: names))", command: Command.description)
        }
        let chosen = specs.filter { command.venues.isEmpty || command.venues.contains($0.name.text) }
        try checkTokens(command, chosen)
        let venues = try chosen.map { spec in
            var conduct = command.conduct
            for credential in spec.credentials {
                let name = credential.name.text
                conduct.secrets[name] = command.tokens["\(spec.name.text).\(name)"] ?? command.tokens[name]
            }
            return try SimulatedVenue(spec, conduct: conduct)
        }
        for order in command.orders {
            let owners = venues.map { ($0, $0.keys(of: order.values)) }
            guard owners.contains(where: { !$0.1.isEmpty }) else {
                throw UsageError(
                    "no venue identifies orders by \(order.values.count) values", command: Command.description)
            }
            for (venue, keys) in owners { for key in keys { venue.place(key, state: order.state) } }
        }
        for rule in command.conduct.faults.rules {
            for venue in venues where !venue.plays(rule.fault) {
                complain("warning: \(venue.spec.name.text) documents no '\(rule.fault.name)'; it is not played there\n")
            }
        }
        return venues
    }

    /// Refuses secrets for credentials that no venue has.
    private static func checkTokens(_ command: Command, _ specs: [Venue]) throws(UsageError) {
        let known = specs.flatMap { spec in
            spec.credentials.flatMap { [$0.name.text, "\(spec.name.text).\($0.name.text)"] }
        }
        for name in command.tokens.keys.sorted() where !known.contains(name) {
            throw UsageError(
                "unknown credential '\(name)'\(suggestion(for: name, among: known))", command: Command.description)
        }
    }

    /// The columns to set help to: `COLUMNS` if set, a terminal's own width, 80 without a terminal.
    private static var width: Int {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) { return max(40, columns) }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return max(40, Int(size.ws_col))
    }

    /// Prints a result at once, also into a pipe.
    private static func show(_ text: String, terminator: String = "\n") {
        StandardStream.output.write(text + terminator)
    }

    /// Prints what went wrong.
    private static func complain(_ text: String) {
        StandardStream.error.write(text)
    }
}
