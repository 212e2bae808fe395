import Foundation
import Synchronization

/// A server of one TLS connection at a time, whose bytes a test reads and writes.
///
/// It is `openssl s_server`, which passes them through its standard input and output.
final class TLSServer: Sendable {
    /// The port it listens on.
    let port: Int
    private let process: Process
    private let input: FileHandle
    private let output: Output

    /// What the command has written so far.
    private final class Output: Sendable {
        let bytes = Mutex(Data())
    }

    /// Starts a server.
    init(_ certificate: Certificate, options: [String] = []) async throws {
        let process = OpenSSL.process(
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key", certificate.key, "-pass",
                "pass:\(Certificate.passphrase)",
            ] + options)
        let (stdin, stdout, output) = (Pipe(), Pipe(), Output())
        process.standardInput = stdin
        process.standardOutput = stdout
        stdout.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            output.bytes.withLock { $0.append(data) }
        }
        try process.run()
        (self.process, input, self.output) = (process, stdin.fileHandleForWriting, output)
        port = try await Self.wait(for: output) { data -> Int? in
            let text = String(decoding: data, as: UTF8.self)
            guard let accept = text.range(of: "ACCEPT 127.0.0.1:"),
                let end = text[accept.upperBound...].firstIndex(of: "\n")
            else { return nil }
            return Int(text[accept.upperBound..<end])
        }
    }

    /// What clients have sent, among words of the command's own.
    var received: Data { output.bytes.withLock { $0 } }

    /// Whether clients have sent a text.
    func hasReceived(_ text: String) -> Bool { received.range(of: Data(text.utf8)) != nil }

    /// Waits until clients have sent a text.
    func waitFor(_ text: String) async throws {
        try await Self.wait(for: output) { $0.range(of: Data(text.utf8)).map { _ in } }
    }

    /// Waits until what clients have sent yields a value.
    func waitFor<T>(_ find: (Data) -> T?) async throws -> T { try await Self.wait(for: output, find) }

    /// Sends bytes to the client.
    func send(_ bytes: [UInt8]) throws { try input.write(contentsOf: Data(bytes)) }

    /// Sends text to the client.
    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Ends the server, without the message TLS has for it.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Polls: the command has no other way to tell.
    @discardableResult
    private static func wait<T>(for output: Output, _ find: (Data) -> T?) async throws -> T {
        for _ in 1...4000 {
            if let found = find(output.bytes.withLock { $0 }) { return found }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw OpenSSL.Unavailable(description: "'openssl s_server' did not show what was waited for")
    }
}
