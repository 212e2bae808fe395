import Foundation
import Synchronization

/// A TLS server of many connections that writes exactly the records a test says, when it says so.
///
/// It is a script for Python, whose TLS can be fed by hand; see `records.py`.
final class RecordServer: Sendable {
    /// The port it listens on.
    let port: Int
    private let process: Process
    private let input: FileHandle
    private let output: Output
    /// How many times the script was told what to do.
    private let commands = Mutex(0)

    /// What the script has printed.
    private final class Output: Sendable {
        let text = Mutex("")
    }

    /// What came over one connection.
    struct Connection {
        /// The bytes, in the order they came.
        var bytes: [UInt8] = []
        /// Whether the client ended it.
        var hasEnded = false
    }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - certificate: Its certificate.
    ///   - version: The version of TLS, as Python names it.
    ///   - alpn: The protocol it agrees to.
    ///   - greeting: What it sends with the last bytes of each handshake.
    /// - Throws: What keeps the script from running.
    init(
        _ certificate: Certificate, version: String = "TLSv1_3", alpn: String = "http/1.1", greeting: String = ""
    ) async throws {
        let process = Process()
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "records.py").path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", script, certificate.file, certificate.key, Certificate.passphrase, version, alpn,
            Self.hexadecimal(Array(greeting.utf8)),
        ]
        let (stdin, stdout, output) = (Pipe(), Pipe(), Output())
        process.standardInput = stdin
        process.standardOutput = stdout
        stdout.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            output.text.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
        try process.run()
        (self.process, input, self.output) = (process, stdin.fileHandleForWriting, output)
        port = try await Self.poll { output.text.withLock { $0.contains("\n") ? Int($0.prefix { $0 != "\n" }) : nil } }
    }

    /// What came over every connection, from the first.
    var connections: [Connection] {
        var found: [Connection] = []
        for line in output.text.withLock(\.self).split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ")
            guard words.count == 2, let number = Int(words[0]) else { continue }
            while found.count < number { found.append(Connection()) }
            if words[1] == "end" { found[number - 1].hasEnded = true }
            found[number - 1].bytes += Self.bytes(words[1])
        }
        return found
    }

    /// Waits until what came yields a value.
    @discardableResult
    func waitFor<T>(_ find: ([Connection]) -> T?) async throws -> T { try await Self.poll { find(connections) } }

    /// Sends bytes over a connection, as one record, and waits until the client's system has them.
    func send(_ record: [UInt8], over connection: Int) async throws {
        try await tell("\(connection) \(Self.hexadecimal(record))")
    }

    /// Sends text over a connection, as one record, and waits until the client's system has it.
    func send(_ record: String, over connection: Int) async throws {
        try await send(Array(record.utf8), over: connection)
    }

    /// Ends a connection, without the message TLS has for it.
    func end(_ connection: Int) async throws { try await tell("\(connection) end") }

    /// Ends the server.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Tells the script what to do, and waits until it is done.
    private func tell(_ line: String) async throws {
        let told = commands.withLock { count in
            count += 1
            return count
        }
        try input.write(contentsOf: Data((line + "\n").utf8))
        try await Self.poll {
            output.text.withLock { $0.split(separator: "\n").count { $0 == "done" } >= told ? true : nil }
        }
    }

    /// Waits until a closure gives a value: a process has no other way to tell.
    @discardableResult
    private static func poll<T>(_ find: () -> T?) async throws -> T {
        for _ in 1...4000 {
            if let found = find() { return found }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw OpenSSL.Unavailable(description: "'python3 records.py' did not tell what was waited for")
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ text: Substring) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count else { return [] }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
