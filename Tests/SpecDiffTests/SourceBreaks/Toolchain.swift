import Foundation
import Testing

/// The toolchain's compiler and API digester, run over modules that stand on the runtime of this build.
struct Toolchain {
    /// What the tests' files lie in until they are done.
    let folder: URL

    /// Whether the digester is on the path.
    static let hasDigester = ["swiftc", "swift-api-digester"].allSatisfy { name in
        (try? run([name, "--help"])).map { $0.status != 127 } ?? false
    }

    /// A fresh folder.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "SpecDiffTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Removes the folder.
    func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    /// Makes a module `API` of some files in a folder of its own, without its functions' bodies.
    func emitModule(_ files: [String: String], in name: String) throws {
        let paths = try write(files, in: name)
        let modules = try Self.modules()
        let module = folder.appending(path: "\(name)/API.swiftmodule").path
        let (status, text) = try Self.run(
            [
                "swiftc", "-emit-module", "-wmo", "-emit-module-path", module, "-module-name", "API", "-swift-version",
                "6",
            ]
                + ["-parse-as-library", "-Xfrontend", "-experimental-skip-all-function-bodies", "-I", modules.path]
                + paths)
        try #require(status == 0, "\(name) does not compile: \(text.prefix(2000))")
    }

    /// What the digester calls breaks between two modules, a line each.
    func breaks(from old: String, to new: String) throws -> [String] {
        for name in [old, new] {
            let (status, text) = try Self.run(
                ["swift-api-digester", "-dump-sdk", "-module", "API", "-I", folder.appending(path: name).path]
                    + ["-I", try Self.modules().path, "-sdk", "/", "-swift-version", "6", "-o", dump(name)])
            try #require(status == 0, "\(text.prefix(2000))")
        }
        let (status, text) = try Self.run(
            ["swift-api-digester", "-diagnose-sdk", "-input-paths", dump(old), "-input-paths", dump(new)])
        try #require(status == 0, "\(text.prefix(2000))")
        return text.split(separator: "\n").map(String.init).filter { !$0.isEmpty && !$0.hasPrefix("/*") }
    }

    /// The names of those files that do not compile against a module, with the first error of each.
    func refused(_ files: [String: String], against name: String) throws -> [String: String] {
        let paths = try write(files, in: "consumers of \(name)")
        let (_, text) = try Self.run(
            ["swiftc", "-typecheck", "-wmo", "-swift-version", "6", "-parse-as-library", "-module-name", "Consumers"]
                + ["-suppress-warnings", "-I", folder.appending(path: name).path, "-I", try Self.modules().path] + paths
        )
        var refused: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let match = line.wholeMatch(of: /.*\/([^\/:]+):[0-9]+:[0-9]+: error: (.*)/) else { continue }
            if refused[String(match.1)] == nil { refused[String(match.1)] = String(match.2) }
        }
        try #require(!refused.isEmpty || !text.contains("error:"), "\(text.prefix(2000))")
        return refused
    }

    /// The digester's dump of a module.
    private func dump(_ name: String) -> String { folder.appending(path: "\(name).json").path }

    /// Writes files and gives their paths.
    private func write(_ files: [String: String], in name: String) throws -> [String] {
        let target = folder.appending(path: name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        return try files.keys.sorted().map { file in
            let path = target.appending(path: file)
            try Data((files[file] ?? "").utf8).write(to: path)
            return path.path
        }
    }

    /// Runs a command to its end and gives all it says.
    private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// The folder of the modules of this build, found from the place of the tests.
    private static func modules() throws -> URL {
        var folder = Bundle.main.bundleURL
        #if os(macOS)
            folder = (Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main).bundleURL
        #endif
        while folder.path != "/" {
            let modules = folder.appending(path: "Modules")
            let runtime = modules.appending(path: "VenueRuntime.swiftmodule")
            if FileManager.default.fileExists(atPath: runtime.path) { return modules }
            folder.deleteLastPathComponent()
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
