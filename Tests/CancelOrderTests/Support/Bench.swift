import Foundation
import SourceText
import Testing
import VenueSimulator
import VenueSpec

/// A simulated venue on loopback, a folder for files, and the built command to run against both.
///
/// A class, because only a class can clean up when its last owner is gone.
final class Bench {
    /// What a run left behind.
    struct Result {
        let status: Int32
        let output: String
        let error: String

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Something done to a run, once, as soon as a condition holds; several are done one after the other.
    struct Act: Sendable {
        let condition: @Sendable () -> Bool
        let deed: @Sendable (pid_t) -> Void

        /// Does something.
        static func when(_ condition: @escaping @Sendable () -> Bool, _ deed: @escaping @Sendable (pid_t) -> Void)
            -> Act
        { Act(condition: condition, deed: deed) }

        /// Sends a signal.
        static func send(_ signal: Int32, when condition: @escaping @Sendable () -> Bool) -> Act {
            when(condition) { kill($0, signal) }
        }
    }

    /// The secret every run has; the venue accepts no other.
    static let secret = "planted-s3cret-5512"

    /// The venue.
    let server: LoopbackServer
    /// The folder.
    let folder: URL
    private let variables: [String: String]

    /// A venue that conducts itself so, except that it accepts only the planted secret.
    init(_ venue: String, _ conduct: VenueConduct = VenueConduct()) throws {
        let specs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Specs")
        let name = "\(venue.lowercased()).venue.yaml"
        let file = SourceFile(path: name, bytes: Array(try Data(contentsOf: specs.appending(path: name))))
        let spec = try #require(SpecAnalysis([file]).venues.first)
        var conduct = conduct
        for credential in spec.credentials { conduct.secrets[credential.name.text] = Self.secret }
        server = try LoopbackServer(venue: SimulatedVenue(spec, conduct: conduct))
        folder = FileManager.default.temporaryDirectory.appending(path: "cancel-order-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        variables = [
            "CROSSTRADE_TOKEN": Self.secret, "BITGO_TOKEN": Self.secret, "B2TRADER_TOKEN": Self.secret,
            "ARIES_ACCESS_TOKEN": Self.secret, "ALPHAPOINT_SESSION_TOKEN": Self.secret,
        ]
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The number of requests the venue received.
    var requests: Int { server.venue.ledger.requests.count }

    /// Stops the venue.
    func stop() async { await server.stop() }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = folder.appending(path: name).path
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// Runs the command against the venue.
    func run(
        _ words: String..., environment: [String: String]? = nil, columns: Int? = nil, input: String = "",
        acts: [Act] = []
    ) async throws -> Result {
        let isAddressed = words.count < 2 || words.contains("--base-url")
        return try await run(
            words: words + (isAddressed ? [] : ["--base-url", server.address]), environment: environment,
            columns: columns, input: input, acts: acts)
    }

    /// Runs the command with exactly these words.
    func run(
        words: [String], environment: [String: String]? = nil, columns: Int? = nil, input: String = "",
        acts: [Act] = []
    ) async throws -> Result {
        var environment = environment ?? variables
        environment["COLUMNS"] = columns.map { String($0) }
        let result = try await Self.run(words, environment, input, folder, acts)
        #expect(!(result.output + result.error).contains(Self.secret), "a secret was shown")
        return result
    }

    /// Runs a script of the shell, in which `$TOOL` is the command, `$URL` the venue and the folder is the current one.
    ///
    /// Status and standard output are the script's, and what it says on standard error is kept.
    func shell(_ script: String, acts: [Act] = []) async throws -> Result {
        var environment = variables
        environment["TOOL"] = Self.tool.path
        environment["URL"] = server.address
        environment["PATH"] = "/usr/bin:/bin"
        let words = ["/bin/bash", "-c", "cd '\(folder.path)' && \(script)"]
        let result = try await Self.run(words, environment, "", folder, acts, tool: "/usr/bin/env")
        #expect(!(result.output + result.error).contains(Self.secret), "a secret was shown")
        return result
    }

    private static func run(
        _ words: [String], _ environment: [String: String], _ input: String, _ folder: URL,
        _ acts: [Act], tool: String = tool.path
    ) async throws -> Result {
        // On a thread of its own: waiting here would take a thread from the tests that run meanwhile.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result { try wait(tool, words, environment, input, folder, acts) })
            }
        }
    }

    private static func wait(
        _ tool: String, _ words: [String], _ environment: [String: String], _ input: String, _ folder: URL,
        _ acts: [Act]
    ) throws -> Result {
        let id = UUID().uuidString
        let streams = try ["in", "out", "err"].map { suffix in
            let url = folder.appending(path: "\(id).\(suffix)")
            try Data(suffix == "in" ? input.utf8 : "".utf8).write(to: url)
            return url
        }
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = words
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: streams[0])
        process.standardOutput = try FileHandle(forWritingTo: streams[1])
        process.standardError = try FileHandle(forWritingTo: streams[2])
        try process.run()
        let end = Date(timeIntervalSinceNow: 60)
        var acts = acts[...]
        while process.isRunning {
            if Date() > end { process.terminate() }
            if let act = acts.first, act.condition() {
                act.deed(process.processIdentifier)
                acts.removeFirst()
            }
            Thread.sleep(forTimeInterval: 0.005)
        }
        process.waitUntilExit()
        let texts = try streams.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Result(status: process.terminationStatus, output: texts[1], error: texts[2])
    }

    /// The tool that was built with these tests.
    private static var tool: URL {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
            return bundle.bundleURL.deletingLastPathComponent().appending(path: "cancel-order")
        #else
            return Bundle.main.bundleURL.appending(path: "cancel-order")
        #endif
    }
}

/// An id as one venue gives them.
func hex(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
}
