import CurlTransport
import FixtureClients
import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// The command `venue-simulator` with a venue that has logins.
@Suite(.bounded) struct LoginCommandTests {
    /// A file with a key that nobody else may read.
    private static func keyFile(_ key: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "login-key-\(UUID().uuidString)").path
        try Data("\(key)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return path
    }

    @Test func sessionsEndWhenTheirLifeIsOver() async throws {
        let file = try Self.keyFile("planted-secret-09e4")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let process = Process()
        process.executableURL = SimulatorCommandTests.program
        // A life that has ended when the next request comes.
        process.arguments = [
            "--specs", FixtureSpecs.folder, "--venue", "Sequoia", "--json", "--stop-after", "600s", "--session-life",
            "1ms", "--token", "desk=planted-desk-51aa", "--key", "Sequoia.apiSecret=\(file)",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        let first = try JSONValue(jsonBytes: SimulatorCommandTests.line(output.fileHandleForReading))
        guard case .array(let venues)? = first["venues"], case .string(let url)? = venues.first?["url"],
            case .array(let logins)? = venues.first?["logins"]
        else {
            Issue.record("\(first)")
            return
        }
        #expect(logins.map { $0["path"] } == [.string("/session")])
        let transport = try CurlTransport()
        func logIn(_ secret: String) async throws -> HTTPResponse? {
            let recorded = RequestKeeper(transport)
            let server = Sequoia.Server(try BaseURL(url))
            let client = Sequoia.Client(
                server: server,
                credentials: .login(
                    Sequoia.Logon.self,
                    with: .init(desk: Secret("planted-desk-51aa"), apiSecret: SigningKey(Secret(secret))), at: server,
                    transport: recorded, cryptography: SystemCryptography()),
                transport: recorded, options: ClientOptions(retry: .never))
            // Every answer waits until the life of what a login gave is over.
            _ = await client.cancel(orderID: "s1")
            return recorded.replies.first
        }
        let granted = try #require(try await logIn("planted-secret-09e4"))
        #expect(granted.status == 200)
        #expect(try JSONValue(jsonBytes: granted.body)["validFor"]?.scalarText == "0")
        #expect(try await logIn("wrong")?.status == 403)
        await transport.shutdown()
        process.terminate()
        let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let ledger = try rest.split(separator: "\n").map { try JSONValue(jsonBytes: Array($0.utf8)) }
        #expect(ledger.first?["login"] == .boolean(true))
        #expect(ledger.first?["effect"] == .string("granted"))
        #expect(ledger.last?["effect"] == .string("unauthenticated"))
        #expect(ledger.last?["refusal"] == .string("'signature' is not what the request gives"))
        #expect(ledger.contains { $0["refusal"] == .string("the session has ended") }, "\(rest)")
        #expect(!ledger.contains { $0["effect"] == .string("canceled") })
        #expect(!rest.contains("planted-"))
        #expect(!rest.contains(granted.headers["X-Sequoia-Token"] ?? "planted-"))
    }
}

/// Keeps what was answered, and takes a moment before it says so.
///
/// A class, since a transport is shared.
private final class RequestKeeper: Transport {
    private let transport: CurlTransport
    private let kept = Mutex<[HTTPResponse]>([])

    init(_ transport: CurlTransport) { self.transport = transport }

    /// The answers so far.
    var replies: [HTTPResponse] { kept.withLock { $0 } }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let report = await transport.send(request, to: server, deadline: deadline, observer: observer)
        if case .answered(let response) = report.result { kept.withLock { $0.append(response) } }
        try? await Task.sleep(for: .milliseconds(5))
        return report
    }

    func shutdown() async {}
}
