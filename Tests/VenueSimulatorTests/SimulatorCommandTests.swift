import CurlTransport
import FixtureClients
import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator

/// The command `venue-simulator`, as its users run it.
@Suite(.bounded) struct SimulatorCommandTests {
    /// The command that was built with these tests.
    static var program: URL {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
            return bundle.bundleURL.deletingLastPathComponent().appending(path: "venue-simulator")
        #else
            return Bundle.main.bundleURL.appending(path: "venue-simulator")
        #endif
    }

    private static let specs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Specs").path

    /// Runs the command to its end.
    private static func run(_ arguments: String...) async throws -> Tool.Result {
        try await Tool.run([program.path] + arguments)
    }

    @Test func servesUntilItIsTerminatedAndThenTellsWhatItReceived() async throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = [
            "--specs", Self.specs, "--venue", "CrossTrade", "--json", "--token", "token=right", "--stop-after", "600s",
            "--order", "Sim101/\(String(repeating: "f", count: 32))=filled", "--fault", "drop-after-apply=0.2",
            "--no-rate-limit",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        let first = try JSONValue(jsonBytes: Self.line(output.fileHandleForReading))
        guard case .array(let venues)? = first["venues"], case .string(let url)? = venues.first?["url"] else {
            Issue.record("\(first)")
            return
        }
        // The first request has the process open what it keeps.
        _ = try await Self.cancel(url, String(repeating: "a", count: 32), "right")
        let descriptors = try Self.descriptors(process)
        for number in 0..<30 {
            let order = String(String(repeating: "0", count: 32) + String(number)).suffix(32)
            _ = try await Self.cancel(url, String(order), "right")
        }
        #expect(
            try await Self.cancel(url, String(repeating: "f", count: 32), "right").output.contains("already terminal"))
        #expect(try await Self.cancel(url, String(repeating: "e", count: 32), "wrong").output.hasSuffix("401"))
        let end = ContinuousClock.now + .seconds(10)
        // Fewer than before, if the first request's connection was still open when they were counted.
        while try Self.descriptors(process) > descriptors, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try Self.descriptors(process) <= descriptors)

        process.terminate()
        let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(!rest.contains("right"))
        let ledger = try rest.split(separator: "\n").map { try JSONValue(jsonBytes: Array($0.utf8)) }
        #expect(ledger.count == 33)
        #expect(ledger.prefix(31).allSatisfy { $0["effect"] == .string("canceled") })
        #expect(ledger.prefix(31).allSatisfy { $0["state"] == .string("canceled") })
        let dropped = ledger.filter { $0["fault"] == .string("drop-after-apply") }
        #expect((1...15).contains(dropped.count))
        #expect(dropped.allSatisfy { $0["told"] == .null })
        #expect(ledger.map { $0["effect"] }.suffix(2) == [.string("tooLate(filled)"), .string("unauthenticated")])
    }

    @Test func readsShowWhatBecomesOfOrders() async throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = [
            "--specs", Self.specs, "--venue", "CrossTrade", "--json", "--settle", "600s", "--stop-after", "600s",
            "--read-fault", "drop-after-read=0", "--draw-quantities", "--partly-filled", "1",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        let first = try JSONValue(jsonBytes: Self.line(output.fileHandleForReading))
        guard case .array(let venues)? = first["venues"], case .string(let url)? = venues.first?["url"],
            case .array(let reads)? = venues.first?["reads"]
        else {
            Issue.record("\(first)")
            return
        }
        #expect(reads.first?["path"] == .string("/v1/api/accounts/{account}/orders/{orderId}"))
        let order = String(repeating: "a", count: 32)
        func read() async throws -> JSONValue {
            let path = "\(url)/v1/api/accounts/Sim101/orders/\(order)"
            return try JSONValue(
                jsonBytes: Array(try await Tool.run(["curl", "-s", path, "-H", "Authorization: Bearer x"]).output.utf8))
        }
        #expect(try await read()["orderState"] == .string("PartFilled"))
        #expect(try await Self.cancel(url, order, "x").output.contains("success"))
        #expect(try await read()["orderState"] == .string("CancelPending"))
        process.terminate()
        let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let ledger = try rest.split(separator: "\n").map { try JSONValue(jsonBytes: Array($0.utf8)) }
        #expect(ledger.map { $0["read"] } == [.boolean(true), .boolean(false), .boolean(true)])
        #expect(ledger.map { $0["told"]?.scalarText } == ["working", "pendingCancel", "pendingCancel"])
        #expect(ledger.allSatisfy { $0["state"] == .string("pendingCancel") && $0["filled"] != .string("0") })
    }

    @Test func signaturesAreCheckedWithTheKeysOfFilesThatNobodyElseMayRead() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "key").path
        try Data("the right key\n".utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let words = ["--specs", FixtureSpecs.folder, "--venue", "Birch", "--json", "--stop-after", "600s"]
        let process = Process()
        process.executableURL = Self.program
        process.arguments = words + ["--key", "apiSecret=\(file)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        let first = try JSONValue(jsonBytes: Self.line(output.fileHandleForReading))
        guard case .array(let venues)? = first["venues"], case .string(let url)? = venues.first?["url"] else {
            Issue.record("\(first)")
            return
        }
        #expect(
            venues.first?["credentials"]
                == .array([
                    .object([
                        .init("name", .string("apiKey")), .init("type", .string("header")),
                        .init("header", .string("X-Birch-Key")), .init("prefix", .string("")),
                    ]),
                    .object([.init("name", .string("apiSecret")), .init("type", .string("key"))]),
                ]))
        let transport = try CurlTransport()
        for (key, outcome) in [("the right key", "canceled"), ("another key", "rejected(authentication)")] {
            let client = try Birch.Client(
                server: Birch.Server(BaseURL(url)),
                credentials: .init(apiKey: Secret("name"), apiSecret: SigningKey(Secret(key))), transport: transport,
                options: ClientOptions(cryptography: SystemCryptography()))
            let report = await client.cancel(orderID: "a1", market: "OAK-USD")
            #expect(report.outcome.description == outcome, "\(report)")
        }
        await transport.shutdown()
        process.terminate()
        let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(rest.contains("'signature' is not what the request gives"))
        #expect(!rest.contains("the right key"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        let refused = try await Tool.run([Self.program.path] + words + ["--key", "apiSecret=\(file)"])
        #expect(refused.status == 3)
        #expect(refused.error.contains("others may read or change '\(file)' (mode 640)"))
    }

    @Test func whatNoReplyCanShowIsSaidWhereItCanHappen() async throws {
        let result = try await Self.run("--specs", Self.specs, "--stop-after", "10ms", "--settle", "200ms")
        #expect(result.status == 0)
        #expect(
            result.error.contains(
                "warning: Aries.listOpenOrders records no reply that shows 'pendingCancel'; it is shown as 'working'\n")
        )
        #expect(result.output.contains("of them reads"))
    }

    @Test func stopsByItself() async throws {
        let result = try await Self.run("--specs", Self.specs, "--stop-after", "10ms")
        #expect(result.status == 0)
        #expect(result.output.contains("POST /v1/api/accounts/{account}/orders/{orderId}/cancel"))
        #expect(result.error.isEmpty)
    }

    @Test(arguments: [
        (["--falt"], "error: unknown option '--falt'; did you mean '--fault'?"),
        (["--fault", "6xx"], "error: '6xx' is no <fault>; did you mean '5xx'?"),
        (["--fault", "5xx=2"], "error: '5xx=2' is no <fault>"),
        (["--port", "70000"], "error: '70000' is no value of '--port'"),
        (["--order", "a=gone"], "error: 'a=gone' is no value of '--order'"),
        (["--expired-first", "2"], "error: '2' is no value of '--expired-first'"),
        (["--refused-later", "1.5"], "error: '1.5' is no value of '--refused-later'"),
        (["--settle", "200"], "error: '200' is no value of '--settle'"),
        (["--session-life", "0"], "error: '0' is no value of '--session-life'"),
        (["--stale-reads", "soon"], "error: 'soon' is no value of '--stale-reads'"),
        (["--read-fault", "slow"], "error: 'slow' is no <fault>"),
        (["--stop-after", "soon"], "error: 'soon' is no value of '--stop-after'"),
        (["--venue", "Crosstrade"], "error: unknown venue 'Crosstrade'; did you mean 'CrossTrade'?"),
        (["--token", "tokn=x"], "error: unknown credential 'tokn'; did you mean 'token'?"),
        (["--order", "a/b/c/d/e=open"], "error: no venue identifies orders by 5 values"),
    ])
    func aMistakeIsAWrongUsage(_ arguments: [String], _ message: String) async throws {
        let result = try await Tool.run([Self.program.path, "--specs", Self.specs] + arguments)
        #expect(result.status == 2)
        #expect(result.error.hasPrefix(message), "\(result.error)")
        #expect(result.output.isEmpty)
    }

    @Test func whatCannotBeReadIsSaid() async throws {
        let missing = try await Self.run("--specs", "/nonexistent")
        #expect(missing.status == 3)
        #expect(missing.error == "error: cannot read the directory '/nonexistent'; name one with --specs\n")
    }

    @Test(arguments: ["--stop-after 10ms", "--stop-after 10ms --json", "--help", "--version"])
    func outputThatIsLostIsNoSuccess(arguments: String) async throws {
        let command = "exec '\(Self.program.path)' --specs '\(Self.specs)' \(arguments)"
        for (redirection, reason) in [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")] {
            let result = try await Tool.run(["sh", "-c", "\(command) \(redirection)"])
            #expect(result.status == 3, "\(result)")
            #expect(result.error == "error: cannot write to standard output: \(reason)\n")
        }
    }

    @Test(arguments: [80, 140]) func helpListsEveryFaultAndFitsTheTerminal(columns: Int) async throws {
        let result = try await Tool.run(["COLUMNS=\(columns)", Self.program.path, "--help"])
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= columns })
        for fault in Fault.all { #expect(result.output.contains("\n  \(fault.name) "), "\(fault)") }
        #expect(try await Self.run("--version").output == "1.0.0\n")
    }

    /// Cancels an order with `curl`.
    private static func cancel(_ url: String, _ order: String, _ token: String) async throws -> Tool.Result {
        try await Tool.run([
            "curl", "-s", "-X", "POST", "\(url)/v1/api/accounts/Sim101/orders/\(order)/cancel", "-d", "{}", "-H",
            "Authorization: Bearer \(token)", "-w", "\n%{http_code}",
        ])
    }

    /// The first line of a stream.
    static func line(_ stream: FileHandle) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = try stream.read(upToCount: 1)?.first, byte != 0x0A { bytes.append(byte) }
        return bytes
    }

    /// How many descriptors a process has open; 0 where the system does not tell.
    private static func descriptors(_ process: Process) throws -> Int {
        let path = "/proc/\(process.processIdentifier)/fd"
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        return try FileManager.default.contentsOfDirectory(atPath: path).count
    }
}
