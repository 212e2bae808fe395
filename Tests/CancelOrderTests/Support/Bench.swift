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
        interruptWhen: (@Sendable () -> Bool)? = nil
    ) async throws -> Result {
        let isAddressed = words.count < 2 || words.contains("--base-url")
        return try await run(
            words: words + (isAddressed ? [] : ["--base-url", server.address]), environment: environment,
            columns: columns, input: input, interruptWhen: interruptWhen)
    }

    /// Runs the command with exactly these words.
    func run(
        words: [String], environment: [String: String]? = nil, columns: Int? = nil, input: String = "",
        interruptWhen: (@Sendable () -> Bool)? = nil
    ) async throws -> Result {
        var environment = environment ?? variables
        environment["COLUMNS"] = columns.map { String($0) }
        let result = try await Self.run(words, environment, input, folder, interruptWhen)
        #expect(!(result.output + result.error).contains(Self.secret), "a secret was shown")
        return result
    }

    private static func run(
        _ words: [String], _ environment: [String: String], _ input: String, _ folder: URL,
        _ interruptWhen: (@Sendable () -> Bool)?
    ) async throws -> Result {
        // On a thread of its own: waiting here would take a thread from the tests that run meanwhile.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result { try wait(words, environment, input, folder, interruptWhen) })
            }
        }
    }

    private static func wait(
        _ words: [String], _ environment: [String: String], _ input: String, _ folder: URL,
        _ interruptWhen: (@Sendable () -> Bool)?
    ) throws -> Result {
        let id = UUID().uuidString
        let streams = try ["in", "out", "err"].map { suffix in
            let url = folder.appending(path: "\(id).\(suffix)")
            try Data(suffix == "in" ? input.utf8 : "".utf8).write(to: url)
            return url
        }
        let process = Process()
        process.executableURL = tool
        process.arguments = words
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: streams[0])
        process.standardOutput = try FileHandle(forWritingTo: streams[1])
        process.standardError = try FileHandle(forWritingTo: streams[2])
        try process.run()
        let end = Date(timeIntervalSinceNow: 60)
        var isInterrupted = false
        while process.isRunning {
            if Date() > end { process.terminate() }
            if let interruptWhen, !isInterrupted, interruptWhen() {
                process.interrupt()
                isInterrupted = true
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
