internal import CNetworkReference
internal import Foundation

/// The command for specs, each time in a process of its own, on sets of any size.
enum ToolSuite {
    private static let sizes = [1, 5, 100, 1000]
    /// The command that does nothing, which every other is held against.
    private static let floor = "tool/floor"

    static func run(_ run: inout BenchmarkRun) throws {
        let kinds = ["lint", "generate", "check", "diff"]
        let names = sizes.flatMap { size in kinds.map { "tool/\($0)/\(size)" } }
        guard names.contains(where: run.wants) else { return }
        guard let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "venuegen").path,
            FileManager.default.isExecutableFile(atPath: tool)
        else {
            let note = "note: 'tool/' is left out; build the command first: swift build -c release --product venuegen\n"
            FileHandle.standardError.write(Data(note.utf8))
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "venuegen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let specs = try SyntheticSpecs(folders: ["Specs", "Tests/FixtureClients/Specs"])
        try measure(floor, against: nil, times: 50, &run) { try ToolRun([tool, "--version"]) }
        for size in sizes { try measure(size, specs, tool, in: folder.appending(path: "\(size)"), &run) }
    }

    private static func measure(
        _ size: Int, _ specs: SyntheticSpecs, _ tool: String, in folder: URL, _ run: inout BenchmarkRun
    ) throws {
        let (before, output) = (folder.appending(path: "before").path, folder.appending(path: "output").path)
        let some = folder.appending(path: "some"), all = folder.appending(path: "all")
        try specs.write(size, to: URL(filePath: before))
        try specs.write(size, changed: max(1, size / 20), to: some)
        try specs.write(size, changed: size, to: all)
        let times = max(3, 50 / size)
        try measure("tool/lint/\(size)", times: times, &run) { try ToolRun([tool, "lint", before]) }
        try measure("tool/generate/\(size)", times: times, &run) {
            try? FileManager.default.removeItem(atPath: output)
            return try ToolRun([tool, "generate", before, "--output", output])
        }
        _ = try ToolRun([tool, "generate", before, "--output", output])
        try measure("tool/check/\(size)", times: times, &run) {
            try ToolRun([tool, "check", before, "--output", output])
        }
        for (name, after) in [("a twentieth changed", some), ("all changed", all)] {
            try measure("tool/diff/\(size), \(name)", times: times, &run) {
                try ToolRun([tool, "diff", before, after.path, "--fail-on", "none"])
            }
        }
    }

    /// Measures elapsed time, processor time and peak memory of a run, if it is wanted.
    private static func measure(
        _ name: String, against baseline: String? = floor, times: Int, _ run: inout BenchmarkRun,
        _ work: () throws -> ToolRun
    ) throws {
        guard run.wants(name) || baseline == nil else { return }
        let runs = try (0..<times).map { _ in try work() }
        let figures: [(String, Unit, KeyPath<ToolRun, Double>)] = [
            ("", .nanoseconds, \.nanoseconds), (", processor", .processorMicroseconds, \.processorMicroseconds),
            (", memory", .kilobytes, \.kilobytes),
        ]
        for (suffix, unit, figure) in figures {
            run.add(
                Measurement(
                    name: name + suffix, unit: unit, samples: runs.map { $0[keyPath: figure] },
                    baseline: baseline.map { $0 + suffix }))
        }
    }
}

/// What a program took, from its start to its end.
struct ToolRun {
    let nanoseconds: Double
    /// Microseconds of processor time, on all cores together.
    let processorMicroseconds: Double
    /// The most memory it had, in kilobytes; never less than this program had when it started it.
    let kilobytes: Double

    /// Runs a program to its end, throws its output away and expects an exit status.
    init(_ command: [String], expecting status: Int32 = 0) throws {
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var (nanoseconds, processor, kilobytes) = (0.0, 0.0, 0)
        let ended = machine_run(&arguments, &nanoseconds, &processor, &kilobytes)
        guard ended == status else {
            throw BenchmarkFailure(
                description: "'\(command.joined(separator: " "))' ended with \(ended) instead of \(status)")
        }
        self.nanoseconds = nanoseconds
        processorMicroseconds = processor / 1000
        self.kilobytes = Double(kilobytes)
    }
}

/// Specs of any number of venues, each like a real one under another name, so that sets of any size cost what real ones
/// of that size would.
struct SyntheticSpecs {
    /// The texts they are made from, by file name.
    private let models: [(name: String, text: String)]

    init(folders: [String]) throws {
        models = try folders.flatMap { folder in
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            return try names.filter { $0.hasSuffix(Self.suffix) }.sorted().map { name in
                (
                    String(name.dropLast(Self.suffix.count)),
                    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                )
            }
        }
        guard !models.isEmpty else {
            throw BenchmarkFailure(description: "no specs in \(folders.joined(separator: ", "))")
        }
    }

    /// What the names of spec files end with.
    private static let suffix = ".venue.yaml"

    /// Writes specs of so many venues, some read on another day and, where they speak HTTP, sent to another path.
    func write(_ count: Int, changed changedCount: Int = 0, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for index in 0..<count {
            let model = models[index % models.count]
            let number = Self.number(index)
            // The changed ones lie among the others.
            let isChanged = changedCount > 0 && index % max(1, count / changedCount) == 0
            let lines = model.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("venue: ") ? line + number : isChanged ? Self.changed(line) : String(line)
            }
            let text = lines.joined(separator: "\n")
            try Data(text.utf8).write(to: folder.appending(path: fileName(index)))
        }
    }

    func fileName(_ index: Int) -> String {
        "\(models[index % models.count].name)\(Self.number(index))\(Self.suffix)"
    }

    /// What tells a venue from others like the same real one.
    private static func number(_ index: Int) -> String { String(format: "%04d", index) }

    /// A line of a spec after a change of the venue's page.
    private static func changed(_ line: Substring) -> String {
        String(line).replacing("read: 2026-11-20", with: "read: 2026-12-31")
            .replacing("request: POST /", with: "request: POST /v9/")
            .replacing("request: DELETE /", with: "request: DELETE /v9/")
    }
}
