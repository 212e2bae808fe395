import CurlTransport
import FixtureClients
import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// Signed requests as a server checks them that shares no code with this package.
///
/// The server also changes each request, one letter or digit at a time, and refuses it if one of those verifies, too.
@Suite(.bounded, .timeLimit(.minutes(2))) struct VerifyingServerTests {
    /// An order at a venue, and what the server says of its cancel.
    struct Order: Sendable, CustomStringConvertible {
        let venue: String
        let input: String
        let outcome: CancelOutcome

        var description: String { venue }

        /// The name in paths; what Elm leaves out of the path it signs is there, too.
        var path: String { (venue == "Elm" ? "/api/" : "/") + venue.lowercased() }
    }

    private static let orders = [
        Order(venue: "Birch", input: #"{"orderId":"a/1 é","market":"OAK&USD"}"#, outcome: .pendingCancel),
        Order(venue: "Cedar", input: #"{"order_id":"7c\"\\é","symbol":"FIR USD"}"#, outcome: .canceled),
        Order(venue: "Dogwood", input: #"{"txid":"O~ *é&=+%1"}"#, outcome: .canceled),
        Order(venue: "Elm", input: #"{"id":"e\"7é"}"#, outcome: .pendingCancel),
        Order(venue: "Fir", input: #"{"orderId":"31 +","symbol":"F/E","note":"a&b=c é~*"}"#, outcome: .pendingCancel),
        Order(venue: "Fir", input: #"{"orderId":"31","symbol":"F/E"}"#, outcome: .pendingCancel),
        Order(venue: "Ginkgo", input: #"{"symbol":"L/é","orderId":"8 8&+"}"#, outcome: .canceled),
        Order(venue: "Hawthorn", input: #"{"order":"5 1+5~0*é"}"#, outcome: .pendingCancel),
        Order(venue: "Juniper", input: #"{"order_id":"é\"\\/1?>"}"#, outcome: .canceled),
        Order(venue: "Larch", input: #"{"orderId":"L é~1"}"#, outcome: .canceled),
        Order(venue: "Maple", input: #"{"orderId":"m~1 é","account":"desk/7"}"#, outcome: .canceled),
        Order(venue: "Maple", input: #"{"orderId":"m-1"}"#, outcome: .canceled),
        Order(venue: "Oak", input: #"{"clientOrderId":"c\"é","desk":"D 7/é"}"#, outcome: .canceled),
        Order(venue: "Pine", input: #"{"orderId":"p/é"}"#, outcome: .canceled),
    ]

    @Test func whatIsSentVerifiesAndNothingElseDoes() async throws {
        try await withServer { server, transport in
            for order in Self.orders {
                let client = try server.client(of: order, server.keys.right, transport)
                let input = try JSONValue(jsonBytes: Array(order.input.utf8))
                // Each with a time, a nonce and a signature of its own.
                for _ in 0..<3 {
                    let report = await client.cancel(json: input)
                    #expect(report.outcome == order.outcome, "\(order): \(report)")
                }
            }
        }
    }

    @Test func anotherKeyIsRefused() async throws {
        try await withServer { server, transport in
            for order in Self.orders {
                let client = try server.client(of: order, server.keys.wrong, transport)
                let report = await client.cancel(json: try JSONValue(jsonBytes: Array(order.input.utf8)))
                #expect(report.outcome == .rejected(.authentication), "\(order): \(report)")
                #expect(report.evidence?.text == "the signature is another", "\(order): \(report)")
            }
        }
    }

    @Test func aClockThatIsWrongIsRefused() async throws {
        struct Late: WallTime {
            var nanosecondsSinceEpoch: Int64 { SystemWallTime().nanosecondsSinceEpoch - 60_000_000_000 }
        }
        // The nonces of the others never go back in a process, whatever the clock says.
        let timed = ["Birch", "Cedar", "Fir", "Ginkgo", "Larch", "Maple", "Oak", "Pine"]
        try await withServer { server, transport in
            for order in Self.orders where timed.contains(order.venue) {
                let client = try server.client(of: order, server.keys.right, transport, wallTime: Late())
                let report = await client.cancel(json: try JSONValue(jsonBytes: Array(order.input.utf8)))
                // Birch alone says in its spec what proves a wrong clock.
                #expect(report.outcome == .rejected(order.venue == "Birch" ? .clock : .authentication), "\(report)")
                let offset = report.evidence?.clockOffset?.components.seconds
                #expect(order.venue == "Birch" ? (59...62).contains(offset ?? 0) : offset == nil, "\(report)")
                let reread = try CancelReport(jsonBytes: report.jsonBytes())
                #expect(reread.evidence?.clockOffset?.components.seconds == offset)
                #expect(report.evidence?.text?.hasSuffix("seconds ago") == true, "\(order): \(report)")
            }
        }
    }

    @Test(arguments: ["Birch", "Ginkgo"])
    func readsAreSignedAsCancelsAre(_ venue: String) async throws {
        try await withServer { server, transport in
            let order = try #require(Self.orders.first { $0.venue == venue })
            let client = try server.client(of: order, server.keys.right, transport)
            let input = try JSONValue(jsonBytes: Array(order.input.utf8))
            let state = await client.orderState(json: input, deadline: nil)
            #expect(state.state == .canceled, "\(state)")
            let report = await client.cancel(json: input, deadline: nil, confirm: .within(.seconds(20)))
            #expect(report.outcome == .canceled, "\(report)")
        }
    }

    @Test func aSessionIsObtainedByASignedLoginAndAgainWhenItIsOver() async throws {
        try await withServer { server, transport in
            let keys = try #require(server.keys.right["sequoia"])
            func client(_ secret: String?) throws -> Sequoia.Client {
                try Sequoia.Client(
                    server: Sequoia.Server(BaseURL(server.address + "/sequoia")),
                    credentials: .login(
                        Sequoia.Logon.self,
                        with: .init(desk: Secret("desk-7"), apiSecret: SigningKey(Secret(secret ?? ""))),
                        at: Sequoia.Server(BaseURL(server.address + "/sequoia")), transport: transport,
                        cryptography: SystemCryptography()),
                    transport: transport, options: ClientOptions(retry: .never))
            }
            let session = try client(keys["apiSecret"])
            // The server ends a session after three calls, which the fourth learns by a refusal.
            for number in 1...7 {
                let report = await session.cancel(orderID: "s~\(number) é")
                #expect(report.outcome == .canceled, "\(number): \(report)")
                #expect(report.attempts.count == (number == 4 || number == 7 ? 2 : 1), "\(number): \(report)")
            }
            let stranger = await (try client(server.keys.wrong["sequoia"]?["apiSecret"])).cancel(orderID: "s1")
            #expect(stranger.outcome == .notSent(.credentialsUnavailable), "\(stranger)")
            #expect(
                stranger.problem?.description.hasSuffix(
                    "answered 403, which means rejected(authentication), text \"the signature is another\"") == true,
                "\(stranger)")
        }
    }

    @Test func aLoginByFrameVerifiesAsThatByRequestDoes() async throws {
        try await withServer { server, transport in
            func credentials(_ keys: [String: [String: String]]) throws -> Willow.Logon.Credentials {
                let keys = try #require(keys["willow"])
                return Willow.Logon.Credentials(secrets: { Secret(keys[$0] ?? "-") })
            }
            /// What the server says of a frame made with credentials.
            func answer(_ credentials: Willow.Logon.Credentials) async throws -> Willow.Welcome {
                let frame = try Willow.Logon.recordedFrame(
                    NoInput(), id: 7, credentials, cryptography: SystemCryptography(), recorded: { _ in nil })
                let request = try PreparedRequest(
                    method: "POST", target: RequestTarget("/willow/frame"), contentType: "application/json",
                    body: Array(frame.utf8)
                ).authorized(by: NoCredentials())
                let report = await transport.send(
                    request, to: try BaseURL(server.address), deadline: .now + .seconds(30)
                ) { _ in }
                guard case .answered(let http) = report.result else { throw CancellationError() }
                return try Willow.Welcome(jsonBytes: http.body)
            }
            let right = try await answer(credentials(server.keys.right))
            #expect(right.ok && right.session != nil, "\(right.why ?? "")")
            let wrong = try await answer(credentials(server.keys.wrong))
            #expect(!wrong.ok && wrong.why == "the signature is another")
            let venue = try Willow.Server(BaseURL(server.address + "/willow"))
            let client = try Willow.Client(
                server: venue,
                credentials: .login(
                    Willow.Logon.self, with: credentials(server.keys.right), at: venue, transport: transport,
                    cryptography: SystemCryptography()),
                transport: transport, options: ClientOptions(retry: .never))
            for number: Int64 in 1...5 {
                let report = await client.cancel(order: number)
                #expect(report.outcome == .canceled, "\(report)")
            }
        }
    }

    /// Has a key that is nowhere else, as a module or a service would.
    private struct Signer: RequestSigner {
        let key: any CryptographicKey

        func signature(of message: [UInt8], _ algorithm: SignatureAlgorithm) async throws -> [UInt8] {
            await Task.yield()
            return try key.signature(of: message)
        }
    }

    @Test func aSignerElsewhereSignsWhatIsSent() async throws {
        try await withServer { server, transport in
            let keys = try #require(server.keys.right["pine"])
            let key = try SystemCryptography().key(Array((keys["signingKey"] ?? "").utf8), for: .es256DER)
            let client = try Pine.Client(
                server: Pine.Server(BaseURL(server.address + "/pine")),
                credentials: Pine.Credentials(
                    apiKey: Secret(keys["apiKey"] ?? ""), signingKey: SigningKey(Signer(key: key))),
                transport: transport,
                options: ClientOptions(retry: .never, cryptography: SystemCryptography()))
            for _ in 0..<3 {
                let report = await client.cancel(orderID: "p1")
                #expect(report.outcome == .canceled, "\(report)")
            }
        }
    }

    /// Runs a test with a server and a transport of its own, which end with it.
    private func withServer(_ body: (VerifyingServer, CurlTransport) async throws -> Void) async throws {
        let server = try VerifyingServer()
        defer { server.stop() }
        let transport = try CurlTransport()
        do {
            try await body(server, transport)
        } catch {
            await transport.shutdown()
            throw error
        }
        await transport.shutdown()
    }
}

/// `verifying_server.py` in a process of its own, which ends when its standard input does.
private struct VerifyingServer {
    /// The credentials that the server knows, and those with another key, by venue and name.
    struct Keys: Decodable {
        let right: [String: [String: String]]
        let wrong: [String: [String: String]]
    }

    private let process = Process()
    private let input = Pipe()
    let address: String
    let keys: Keys

    init() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "verifying_server.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        let output = Pipe()
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        do {
            let port = String(decoding: try Self.line(output.fileHandleForReading), as: UTF8.self)
            address = "http://127.0.0.1:\(try #require(UInt16(port), "the server did not start"))"
            keys = try JSONDecoder().decode(Keys.self, from: Data(try Self.line(output.fileHandleForReading)))
        } catch {
            process.terminate()
            throw error
        }
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    private static func line(_ stream: FileHandle) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = try stream.read(upToCount: 1)?.first, byte != 0x0A { bytes.append(byte) }
        return bytes
    }

    /// The generated client of an order's venue.
    func client(
        of order: VerifyingServerTests.Order, _ keys: [String: [String: String]], _ transport: CurlTransport,
        wallTime: any WallTime = SystemWallTime()
    ) throws -> any CancelClient {
        let operation = try #require(VenueIndex.operations.first { $0.venue == order.venue })
        let secrets = try #require(keys[order.venue.lowercased()])
        let options = ClientOptions(retry: .never, cryptography: SystemCryptography(), wallTime: wallTime)
        return try Self.client(operation, BaseURL(address + order.path), secrets, transport, options)
    }

    private static func client<Operation: CancelOperation>(
        _: Operation.Type, _ server: BaseURL, _ secrets: [String: String], _ transport: CurlTransport,
        _ options: ClientOptions
    ) throws -> any CancelClient {
        try VenueClient<Operation>(
            server: Operation.Server(server),
            credentials: Operation.Credentials(secrets: { Secret(secrets[$0] ?? "-") }), transport: transport,
            options: options)
    }
}
