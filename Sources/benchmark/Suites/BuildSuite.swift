internal import Foundation

/// What generated code costs whoever builds it: a consumer's builds with the plugin, and the compilation of each client.
///
/// It takes minutes, so it only runs where the filter begins with its name.
enum BuildSuite {
    private static let prefix = "build/"
    private static let manySpecs = 100

    /// Runs what is wanted of it; for another checkout of this package, builds a consumer of that one, too.
    static func run(_ run: inout BenchmarkRun, against earlier: String?) async throws {
        guard let filter = run.filter, filter.hasPrefix(prefix) else {
            guard earlier == nil else { throw BenchmarkFailure(description: "'--against' needs '--filter \(prefix)'") }
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "venuegen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        if let earlier { try await firstBuilds(against: URL(filePath: earlier), in: folder, &run) }
        try clients(in: folder.appending(path: "clients"), &run)
        try consumers(in: folder, &run)
    }

    // MARK: An earlier checkout

    /// A consumer's first build, everything from source, of this checkout beside an earlier one; each with specs of its
    /// own, since the earlier one may not know all words of these.
    private static func firstBuilds(against earlier: URL, in folder: URL, _ run: inout BenchmarkRun) async throws {
        let roots = ["earlier checkout": earlier.standardizedFileURL, "this one": root]
        for (mode, rounds) in [("debug", 2), ("release", 1)] {
            let contest = Contest(
                name: "\(prefix)first, 5 specs/\(mode)", figures: [.latency, .processor], ways: roots.keys.sorted())
            try await run.hold(contest, rounds: rounds) { way in
                let package = folder.appending(path: "first")
                defer { try? FileManager.default.removeItem(at: package) }
                guard let root = roots[way] else { return [:] }
                try write(package, plugin: true, root: root)
                try SyntheticSpecs(folders: [root.appending(path: "Specs").path])
                    .write(5, to: package.appending(path: "Sources/Consumer"))
                let build = try ToolRun(["swift", "build", "-c", mode, "--package-path", package.path])
                return [.latency: [build.nanoseconds], .processor: [build.processorMicroseconds]]
            }
        }
    }

    // MARK: Clients

    /// The lines of each committed client and their compilation, beside that of a file that only imports the runtime.
    private static func clients(in folder: URL, _ run: inout BenchmarkRun) throws {
        guard let modules = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "Modules") else {
            return
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clients = URL(filePath: "Generated/VenueClients")
        let names = try FileManager.default.contentsOfDirectory(atPath: clients.path)
            .filter { $0.hasSuffix(".venue.swift") }.sorted()
        let empty = folder.appending(path: "empty.swift")
        try Data("public import VenueRuntime\n".utf8).write(to: empty)
        for (mode, flag) in [("debug", "-Onone"), ("release", "-O")] {
            func compile(_ file: URL) throws -> ToolRun {
                try ToolRun([
                    "swiftc", flag, "-parse-as-library", "-swift-version", "6", "-module-name", "Measured",
                    "-enable-upcoming-feature", "InternalImportsByDefault", "-I", modules.path, "-c", file.path, "-o",
                    folder.appending(path: "measured.o").path,
                ])
            }
            let floor = "\(prefix)compile/\(mode)/floor"
            try add(floor, &run) { try (0..<3).map { _ in try compile(empty).nanoseconds } }
            for name in names {
                let file = clients.appending(path: name)
                try add("\(prefix)compile/\(mode)/\(name)", against: floor, &run) {
                    try (0..<3).map { _ in try compile(file).nanoseconds }
                }
            }
        }
        for name in names {
            let text = try String(contentsOf: clients.appending(path: name), encoding: .utf8)
            let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
            try add("\(prefix)lines/\(name)", unit: .lines, &run) { [Double(lines.count)] }
        }
    }

    // MARK: Consumers

    /// Builds a consumer with the plugin for the first time, again, and after an edit; beside one without the plugin.
    private static func consumers(in folder: URL, _ run: inout BenchmarkRun) throws {
        let specs = try SyntheticSpecs(folders: ["Specs"])
        let plain = folder.appending(path: "plain"), few = folder.appending(path: "few")
        let many = folder.appending(path: "many")
        try write(plain, plugin: false)
        try write(few, plugin: true)
        try specs.write(5, to: few.appending(path: "Sources/Consumer"))
        try write(many, plugin: true)
        try specs.write(manySpecs, to: many.appending(path: "Sources/Consumer"))
        func build(_ package: URL) throws -> Double {
            try ToolRun(["swift", "build", "--package-path", package.path]).nanoseconds
        }
        try add("\(prefix)consumer/first, without the plugin", &run) { [try build(plain)] }
        try add("\(prefix)consumer/first, 5 specs", against: "\(prefix)consumer/first, without the plugin", &run) {
            [try build(few)]
        }
        let again = "\(prefix)consumer/again, without the plugin"
        _ = try build(plain)
        _ = try build(few)
        try add(again, &run) { try (0..<5).map { _ in try build(plain) } }
        try add("\(prefix)consumer/again, 5 specs", against: again, &run) { try (0..<5).map { _ in try build(few) } }
        _ = try build(many)
        _ = try build(many)
        try add("\(prefix)consumer/again, \(manySpecs) specs", against: again, &run) {
            try (0..<5).map { _ in try build(many) }
        }
        // Another date of reading changes what is generated, and leaves the spec a right one.
        let edited = many.appending(path: "Sources/Consumer/\(specs.fileName(0))")
        let original = try String(contentsOf: edited, encoding: .utf8)
        try add("\(prefix)consumer/one of \(manySpecs) specs edited", against: again, &run) {
            try (1...3).map { edit in
                try Data(original.replacing("read: 2026-11-20", with: "read: 2026-11-2\(edit)").utf8).write(to: edited)
                return try build(many)
            }
        }
    }

    /// This checkout.
    private static let root = URL(filePath: FileManager.default.currentDirectoryPath)

    private static func write(_ folder: URL, plugin: Bool, root: URL = root) throws {
        let sources = folder.appending(path: "Sources/Consumer")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        let name = root.lastPathComponent
        let plugins = plugin ? #", plugins: [.plugin(name: "GenerateVenueClients", package: "\#(name)")]"# : ""
        let package = #"name: "Consumer", platforms: [.macOS(.v15)], dependencies: [.package(path: "\#(root.path)")]"#
        let runtime = #".product(name: "VenueRuntime", package: "\#(name)")"#
        let manifest = [
            "// swift-tools-version: 6.2", "import PackageDescription",
            "let package = Package(\(package),",
            #"    targets: [.target(name: "Consumer", dependencies: [\#(runtime)]\#(plugins))])"#, "",
        ].joined(separator: "\n")
        try Data(manifest.utf8).write(to: folder.appending(path: "Package.swift"))
        try Data("public import VenueRuntime\n\npublic typealias Example = Secret\n".utf8)
            .write(to: sources.appending(path: "Consumer.swift"))
    }

    /// Adds a figure, if it is wanted or something is held against it.
    private static func add(
        _ name: String, unit: Unit = .nanoseconds, against baseline: String? = nil, _ run: inout BenchmarkRun,
        _ values: () throws -> [Double]
    ) throws {
        guard run.wants(name) else { return }
        run.add(Measurement(name: name, unit: unit, samples: try values(), baseline: baseline))
    }
}
