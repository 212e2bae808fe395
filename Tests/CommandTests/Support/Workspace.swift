import Foundation

/// A temporary directory in which the built tool is run as a process; removed when the test lets go of it.
///
/// A class, because only a class can clean up when its last owner is gone.
final class Workspace {
    /// What a run left behind.
    struct Run {
        /// The exit status; a signal's number is negative.
        let status: Int32
        /// Standard output.
        let output: String
        /// Standard error.
        let error: String
    }

    /// The directory, without symbolic links in its path.
    let directory: URL

    /// An empty directory, or one with these files by path.
    init(_ files: [String: String] = [:]) throws {
        let name = "venuegen-tests-\(UUID().uuidString)"
        directory = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(path: name)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (path, text) in files { try write(path, text) }
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// The location of a path.
    func url(_ path: String) -> URL { directory.appending(path: path) }

    /// Writes a file and makes the directories above it.
    func write(_ path: String, _ text: String) throws {
        let url = url(path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A file's text.
    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
    }

    /// Replaces text in a file that must have it.
    func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try read(path)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(path, text.replacing(old, with: new))
    }

    /// Removes a file.
    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: url(path))
    }

    /// The names in a directory, hidden ones too, sorted; empty if there is none.
    func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url(path).path)) ?? []).sorted()
    }

    /// The texts in a directory by name.
    func contents(of path: String) throws -> [String: String] {
        try Dictionary(uniqueKeysWithValues: names(in: path).map { ($0, try read("\(path)/\($0)")) })
    }

    /// Runs the tool.
    @discardableResult
    func venuegen(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
        try run(Self.tool("venuegen"), arguments, environment)
    }

    /// Runs the tool.
    func venuegen(_ arguments: [String]) throws -> Run {
        try run(Self.tool("venuegen"), arguments, [:])
    }

    /// Runs the tool that plugins run.
    @discardableResult
    func venueClientGenerator(_ arguments: String...) throws -> Run { try venueClientGenerator(arguments) }

    /// Runs the tool that plugins run.
    func venueClientGenerator(_ arguments: [String]) throws -> Run {
        try run(Self.tool("venue-client-generator"), arguments, [:])
    }

    /// Runs a shell script in which `$venuegen` is the tool.
    func shell(_ script: String) throws -> Run {
        try run(URL(filePath: "/bin/sh"), ["-c", script], ["venuegen": Self.tool("venuegen").path])
    }

    /// A tool that was built with these tests.
    private static func tool(_ name: String) -> URL {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
            return bundle.bundleURL.deletingLastPathComponent().appending(path: name)
        #else
            return Bundle.main.bundleURL.appending(path: name)
        #endif
    }

    /// Runs a program in the directory with what it prints going to files outside of it.
    private func run(_ program: URL, _ arguments: [String], _ environment: [String: String]) throws -> Run {
        let streams = try ["out", "err"].map { suffix in
            let url = directory.deletingLastPathComponent().appending(path: "\(directory.lastPathComponent).\(suffix)")
            try Data().write(to: url)
            return url
        }
        defer { for url in streams { try? FileManager.default.removeItem(at: url) } }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: streams[0])
        process.standardError = try FileHandle(forWritingTo: streams[1])
        try process.run()
        process.waitUntilExit()
        let texts = try streams.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        let isExit = process.terminationReason == .exit
        return Run(
            status: isExit ? process.terminationStatus : -process.terminationStatus, output: texts[0], error: texts[1])
    }
}
