import Foundation
import Testing

/// The toolchain's compiler, used to show what does and what does not compile against the modules of this build.
enum Compiler {
    /// What the compiler says of some files.
    struct Answer {
        /// Whether they compile.
        let compiles: Bool
        /// Every error, in the order given.
        let errors: [Problem]
        /// All it says.
        let text: String
    }

    /// An error at a place.
    struct Problem: Hashable {
        /// The file's name.
        let file: String
        /// The line, from 1.
        let line: Int
        /// What is wrong.
        let message: String
    }

    /// Checks the types of one module.
    ///
    /// - Parameters:
    ///   - files: The texts of the module's files by name.
    ///   - options: Further options of the compiler.
    /// - Returns: Whether they compile, and every error.
    /// - Throws: If the modules of this build or the compiler cannot be found, which fails the test.
    static func typecheck(_ files: [String: String], options: [String] = []) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: "GeneratedCodeTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["swiftc", "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Snippets"]
            + ["-I", try modules().path] + options
            + files.keys.sorted().map { folder.appending(path: $0).path }
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus != 127, "swiftc is not on the path: \(text)")
        let compiles = process.terminationStatus == 0
        let errors = text.split(separator: "\n").compactMap { problem(String($0)) }
        try #require(compiles == errors.isEmpty, "the compiler stopped for another reason: \(text)")
        return Answer(compiles: compiles, errors: errors, text: text)
    }

    /// The error in a line such as `/tmp/x/a.swift:3:5: error: …`.
    private static func problem(_ line: String) -> Problem? {
        guard let match = line.wholeMatch(of: /.*\/([^\/:]+):([0-9]+):[0-9]+: error: (.*)/), let number = Int(match.2)
        else { return nil }
        return Problem(file: String(match.1), line: number, message: String(match.3))
    }

    /// The folder of the modules of this build, found from the place of the tests.
    static func modules() throws -> URL {
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
