import Foundation

/// The package's targets as `Package.swift` declares them, read by SwiftPM itself.
struct PackageManifest: Decodable {
    /// A target and what it may import.
    struct Target: Decodable {
        /// What a target is made for.
        enum Kind: String, Decodable {
            case regular, executable, test, system, plugin
        }

        let name: String
        let type: Kind
        /// The names of the targets it depends on.
        let dependencies: [String]
        /// The names of the plugins that run for it.
        let plugins: [String]
        /// Where its sources are, from the package's root.
        let path: String

        private enum Key: String, CodingKey {
            case name, type, dependencies, pluginUsages, path
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            name = try container.decode(String.self, forKey: .name)
            type = try container.decode(Kind.self, forKey: .type)
            dependencies = try container.decode([Reference].self, forKey: .dependencies).map(\.name)
            plugins = try container.decodeIfPresent([Reference].self, forKey: .pluginUsages)?.map(\.name) ?? []
            let path = try container.decodeIfPresent(String.self, forKey: .path)
            self.path = path ?? "\(type == .test ? "Tests" : "Sources")/\(name)"
        }
    }

    /// A name as dumped: `{ "byName": ["SourceText", null] }`, with a condition behind it or without.
    private struct Reference: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.singleValueContainer().decode([String: Words].self)
            guard kinds.count == 1, let name = kinds.values.first?.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "expected one reference to a target"))
            }
            self.name = name
        }
    }

    /// A list whose first element is a word.
    private struct Words: Decodable {
        let first: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            first = try list.decode(String.self)
        }
    }

    let targets: [Target]

    /// The package's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The manifest, or why SwiftPM cannot read it; read once for all tests.
    static let shared = Result { try read() }

    /// Asks SwiftPM, in a folder of its own, since a build that is under way holds the package's.
    private static func read() throws -> PackageManifest {
        let folder = FileManager.default.temporaryDirectory.appending(path: "manifest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, log) = (folder.appending(path: "package.json"), folder.appending(path: "log"))
        for file in [output, log] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", folder.appending(path: "build").path,
            "--cache-path", folder.appending(path: "cache").path, "dump-package",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(text: String(decoding: try Data(contentsOf: log), as: UTF8.self))
        }
        return try JSONDecoder().decode(PackageManifest.self, from: Data(contentsOf: output))
    }

    /// What SwiftPM says instead of a manifest.
    struct Failure: Error { let text: String }

    /// The names of a target and of everything it is built with.
    func closure(of name: String) -> Set<String> {
        var found: Set<String> = []
        var rest = [name]
        while let next = rest.popLast() {
            guard found.insert(next).inserted else { continue }
            rest += targets.first { $0.name == next }?.dependencies ?? []
        }
        return found
    }

    /// The Swift files below a folder of the package, sorted; what links lead to is not below it.
    static func swiftFiles(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(".swift") }.sorted().map { root.appending(path: "\(folder)/\($0)").path }
    }

    /// The modules a file imports.
    static func imports(of file: String) throws -> Set<String> {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        return Set(
            lines.compactMap { line in
                let attributes: Set<Substring> = ["@_exported", "@testable", "@preconcurrency"]
                let words = line.split(separator: " ").drop(while: attributes.contains)
                let rest = words.drop { ["public", "package", "internal", "private"].contains($0) }
                guard rest.first == "import", words.count - rest.count <= 1 else { return nil }
                return rest.dropFirst().first?.split(separator: ".").first.map(String.init)
            })
    }
}
