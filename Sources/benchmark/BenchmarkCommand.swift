internal import CommandArguments
internal import Foundation

/// `benchmark`: measures calls and tools and prints each figure beside its baseline of the same run.
@main
enum BenchmarkCommand {
    static let description = CommandDescription(
        "benchmark", summary: "Measure what a call costs, each figure beside its baseline of the same run.",
        discussion: """
            Run it from the package's folder in a release build: swift run -c release benchmark. Figures are those of one \
            repetition; 'blocks' are heap allocations. The suites of the network start a server of their own on \
            127.0.0.1, on another core where there is one. Compare ratios, not times: machines differ and are noisy.
            """,
        options: [
            .init(name: "filter", value: "text", help: "Only the benchmarks with this text in their names."),
            .init(name: "json", value: nil, help: "Print the figures as JSON when all are there."),
            .init(name: "compare", value: "file", help: "Hold the medians against an earlier run's --json output."),
            .init(
                name: "against", value: "folder",
                help: "With --filter build/: build a consumer of this earlier checkout, too."),
        ])

    /// Runs the command off the main actor, where a wait costs a switch of threads.
    static func main() async {
        let start = ContinuousClock.now
        let commandLine = Array(CommandLine.arguments.dropFirst())
        exit(await Task.detached { await run(commandLine, since: start) }.value)
    }

    private static func run(_ commandLine: [String], since start: ContinuousClock.Instant) async -> Int32 {
        do {
            if let status = try await Helper.run(commandLine, since: start) { return status }
            switch try description.parse(commandLine) {
            case .help:
                print(HelpText(command: description).render(width: 100), terminator: "")
                return 0
            case .version:
                print("1.0.0")
                return 0
            case .arguments(let arguments): try await measure(arguments)
            }
            return 0
        } catch let error as UsageError {
            FileHandle.standardError.write(Data(error.text.utf8))
            return 2
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            return 1
        }
    }

    private static func measure(_ arguments: ParsedCommandLine.Arguments) async throws {
        let isJSON = arguments.options["json"] != nil
        let earlier = try arguments.options["compare"].map(EarlierRun.init)
        let table = ResultTable(earlier: earlier)
        if !isJSON { print(table.header) }
        var run = BenchmarkRun(filter: arguments.options["filter"]) { _ in }
        // First, while this program is small: a process counts what it was started from as memory of its own.
        try ToolSuite.run(&run)
        let calls = try RecordedCall.all(specs: "Specs")
        try PureSuite.run(calls, &run)
        try await CallSuite.run(calls, &run)
        try await SigningSuite.run(calls, &run)
        try PureSuite.reference(&run)
        try await LimiterSuite.run(calls, &run)
        try await MassCancelSuite.run(calls, &run)
        try await FirstCallSuite.run(calls, &run)
        try await LoopbackSuite.run(calls, &run)
        try await SocketSuite.run(&run)
        try await ConfirmationSuite.run(RecordedRead.all(specs: "Specs"), &run)
        try await BuildSuite.run(&run, against: arguments.options["against"])
        if isJSON {
            print(try ResultJSON.text(run))
        } else {
            for measurement in run.measurements { print(table.row(measurement, of: run)) }
        }
    }
}

/// The figures as a table, a line each.
struct ResultTable {
    let earlier: EarlierRun?

    var header: String {
        let columns = ["median", "p99", "min", "unit", "blocks", "× baseline", "× its p99"]
        return Self.line("benchmark", columns + (earlier == nil ? [] : ["× earlier"]))
    }

    func row(_ measurement: Measurement, of run: BenchmarkRun) -> String {
        var cells = [measurement.median, measurement.p99, measurement.minimum].map {
            Self.number($0, digits: measurement.median < 100 ? 1 : 0)
        }
        cells.append(measurement.unit.rawValue)
        cells.append(measurement.allocations.map { Self.number($0, digits: 1) } ?? "")
        for figure in [\Measurement.median, \Measurement.p99] {
            cells.append(run.ratio(of: measurement, figure).map { Self.number($0, digits: 2) } ?? "")
        }
        if let earlier {
            let before = earlier.medians[measurement.name]
            cells.append(before.map { Self.number(measurement.median / $0, digits: 2) } ?? "")
        }
        return Self.line(measurement.name, cells)
    }

    private static func line(_ name: String, _ cells: [String]) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
        return name.padding(toLength: max(72, name.count), withPad: " ", startingAt: 0) + padded.joined()
    }

    private static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

enum ResultJSON {
    struct Record: Encodable {
        var name: String
        var unit: String
        var median: Double
        var p99: Double
        var minimum: Double
        var allocations: Double?
        var baseline: String?
        var ratio: Double?
        var p99Ratio: Double?
    }

    static func text(_ run: BenchmarkRun) throws -> String {
        let records = run.measurements.map { measurement in
            Record(
                name: measurement.name, unit: measurement.unit.rawValue, median: measurement.median,
                p99: measurement.p99, minimum: measurement.minimum, allocations: measurement.allocations,
                baseline: measurement.baseline, ratio: run.ratio(of: measurement, \.median),
                p99Ratio: run.ratio(of: measurement, \.p99))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(records), as: UTF8.self)
    }
}

struct EarlierRun {
    private struct Record: Decodable {
        var name: String
        var median: Double
    }

    let medians: [String: Double]

    init(_ path: String) throws {
        let records = try JSONDecoder().decode([Record].self, from: Data(contentsOf: URL(filePath: path)))
        medians = Dictionary(records.map { ($0.name, $0.median) }, uniquingKeysWith: { first, _ in first })
    }
}
