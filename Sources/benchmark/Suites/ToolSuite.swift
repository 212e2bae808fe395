internal import Foundation

/// The command for specs, each time in a process of its own, on sets of any size.
enum ToolSuite {
    /// How many venues the sets have.
    private static let sizes = [1, 5, 100, 1000]
    /// The command that does nothing, which every other is held against.
    private static let floor = "tool/floor"

    /// Measures the command that was built beside this program.
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

    /// Measures every verb on a set.
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
