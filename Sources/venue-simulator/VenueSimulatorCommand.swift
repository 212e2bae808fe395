internal import CommandArguments
internal import Foundation
internal import PrivateFiles
internal import SourceText
internal import VenueSigning
internal import VenueSimulator
internal import VenueSpec

/// The command: from arguments to exit status.
@main
enum VenueSimulatorCommand {
    static func main() async {
        SystemResources.require(orExit: 3)
        StandardStream.prepare()
        let status = await run(Array(CommandLine.arguments.dropFirst()))
        guard let loss = StandardStream.output.finish() else { exit(status) }
        complain("error: \(loss)\n")
        exit(3)
    }

    private static func run(_ commandLine: [String]) async -> Int32 {
        do {
            switch try SimulatorOptions.description.parse(commandLine) {
            case .help: show(SimulatorOptions.help(width: StandardStream.output.columns ?? 80), terminator: "")
            case .version: show("1.0.0")
            case .arguments(let arguments): try await serve(SimulatorOptions(arguments))
            }
            return 0
        } catch let error as UsageError {
            complain(error.text)
            return 2
        } catch let error as UnreadableSpecs {
            complain("error: \(VisibleText.lines(of: error.message))\n")
            return 3
        } catch {
            complain("error: \(error)\n")
            return 3
        }
    }

    private static func serve(_ options: SimulatorOptions) async throws {
        let stop = StopRequest()
        let venues = try venues(options)
        var servers: [LoopbackServer] = []
        do {
            for (index, venue) in venues.enumerated() {
                let port = options.port == 0 ? 0 : UInt16(clamping: Int(options.port) + index)
                servers.append(try LoopbackServer(venue: venue, port: port))
            }
        } catch {
            for server in servers { await server.stop() }
            throw error
        }
        show(options.isJSON ? SimulatorReport.json(servers) : SimulatorReport.table(servers))
        await stop.wait(atMost: options.stopAfter)
        for server in servers { await server.stop() }
        if options.isJSON {
            for line in SimulatorReport.ledgers(servers) { show(line) }
        } else {
            show("\n" + SimulatorReport.summary(servers))
        }
    }

    private static func venues(_ options: SimulatorOptions) throws -> [SimulatedVenue] {
        let specs = try SpecFolder.venues(in: options.specs)
        let names = specs.map(\.name.text)
        for name in options.venues where !names.contains(name) {
            throw UsageError(
                "unknown venue '\(name)'\(suggestion(for: name, among: names))", command: SimulatorOptions.description)
        }
        let chosen = specs.filter { options.venues.isEmpty || options.venues.contains($0.name.text) }
        try checkTokens(options, chosen)
        let keys = try keys(options, chosen)
        let venues = try chosen.map { spec in
            var conduct = options.conduct
            for credential in spec.everyCredential {
                let name = credential.name.text
                conduct.secrets[name] = options.tokens["\(spec.name.text).\(name)"] ?? options.tokens[name]
                guard credential.scheme == .key else { continue }
                conduct.keys[name] = keys["\(spec.name.text).\(name)"] ?? keys[name]
            }
            conduct.cryptography = SystemCryptography()
            return try SimulatedVenue(spec, conduct: conduct)
        }
        for order in options.orders {
            let owners = venues.map { ($0, $0.keys(of: order.values)) }
            guard owners.contains(where: { !$0.1.isEmpty }) else {
                throw UsageError(
                    "no venue identifies orders by \(order.values.count) values", command: SimulatorOptions.description)
            }
            for (venue, keys) in owners { for key in keys { venue.place(key, state: order.state) } }
        }
        for rule in options.conduct.faults.rules {
            for venue in venues where !venue.plays(rule.fault) {
                complain("warning: \(venue.spec.name.text) documents no '\(rule.fault.name)'; it is not played there\n")
            }
        }
        if options.conduct.readFaults.rules.contains(where: { $0.fault == .refusal }) {
            complain("warning: no read documents a 'refusal'; it is not played\n")
        }
        for gap in venues.flatMap({ $0.gaps(showing: options.states) }) { complain("warning: \(gap)\n") }
        return venues
    }

    private static func checkTokens(_ options: SimulatorOptions, _ specs: [Venue]) throws(UsageError) {
        let known = specs.flatMap { spec in
            spec.everyCredential.flatMap { [$0.name.text, "\(spec.name.text).\($0.name.text)"] }
        }
        for name in options.tokens.keys.sorted() where !known.contains(name) {
            throw UsageError(
                "unknown credential '\(name)'\(suggestion(for: name, among: known))",
                command: SimulatorOptions.description)
        }
    }

    /// The texts of the keys that options name, by those names.
    private static func keys(_ options: SimulatorOptions, _ specs: [Venue]) throws -> [String: String] {
        let known = specs.flatMap { spec in
            spec.everyCredential.filter { $0.scheme == .key }.flatMap {
                [$0.name.text, "\(spec.name.text).\($0.name.text)"]
            }
        }
        var keys: [String: String] = [:]
        for (name, file) in options.keyFiles.sorted(by: { $0.key < $1.key }) {
            guard known.contains(name) else {
                throw UsageError(
                    "unknown key '\(name)'\(suggestion(for: name, among: known))", command: SimulatorOptions.description
                )
            }
            do throws(PrivateFileError) { keys[name] = try PrivateFile.secret(in: file) } catch {
                throw UnreadableSpecs(error.message)
            }
        }
        return keys
    }

    private static func show(_ text: String, terminator: String = "\n") {
        StandardStream.output.write(text + terminator)
    }

    private static func complain(_ text: String) {
        StandardStream.error.write(text)
    }
}

/// Waits for the wish to stop: an interrupt, a termination, or the end of the time given.
struct StopRequest {
    private let signals: AsyncStream<Void>
    /// What listens; kept so that it goes on listening.
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        signals = stream
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    func wait(atMost time: Duration?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [signals] in for await _ in signals { return } }
            if let time { group.addTask { try? await Task.sleep(for: time) } }
            await group.next()
            group.cancelAll()
        }
        for source in sources { source.cancel() }
    }
}

enum SpecFolder {
    /// The venues of all specs in a directory, sorted by file; an error if there are none or if one has errors.
    static func venues(in path: String) throws(UnreadableSpecs) -> [Venue] {
        let folder = URL(fileURLWithPath: path)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw UnreadableSpecs("cannot read the directory '\(VisibleText.of(path))'; name one with --specs")
        }
        var files: [SourceFile] = []
        for name in names.filter({ $0.hasSuffix(".venue.yaml") }).sorted() {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
                throw UnreadableSpecs("cannot read '\(VisibleText.of("\(path)/\(name)"))'")
            }
            files.append(SourceFile(path: "\(path)/\(name)", bytes: Array(data)))
        }
        guard !files.isEmpty else {
            throw UnreadableSpecs("no '*.venue.yaml' in '\(VisibleText.of(path))'; name another with --specs")
        }
        let analysis = SpecAnalysis(files)
        guard !analysis.hasErrors else {
            let errors = analysis.diagnostics.filter { $0.severity == .error }
            let text = DiagnosticFormatter(colour: false, files: files, width: nil).format(errors)
            throw UnreadableSpecs("the specs have errors\n" + text)
        }
        return analysis.venues
    }
}

/// Why the command cannot do its work.
struct UnreadableSpecs: Error {
    /// What is in the way and the cure; lower case, no full stop.
    let message: String

    init(_ message: String) { self.message = message }
}
