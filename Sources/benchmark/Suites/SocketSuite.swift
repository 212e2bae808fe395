internal import CNetworkReference
internal import CSocketReference
internal import VenueRuntime
internal import WebSocketTransport

/// Calls over a socket on loopback, one after the other and many at a time, beside the same frames from C.
enum SocketSuite {
    private static let ways = ["libwebsockets", "session"]
    /// A frame of a usual length, with a place for its id.
    private static let body =
        #","method":"cancelOrder","params":{"account":"desk-7","orderId":"ce0a8e5002ea463e856eb6384f5c"}}"#

    static func run(_ run: inout BenchmarkRun) async throws {
        let sequential = Contest(name: "sockets/sequential", figures: [.latency, .processor], ways: ways)
        let crowd = Contest(name: "sockets/256-in-flight", figures: [.throughput, .processor], ways: ways)
        guard run.wants(sequential) || run.wants(crowd) else { return }
        var measured = run
        let server = try HelperProcess(.serveSockets, ["\(machine_last_core())"])
        let port: UInt16 = try server.number(try server.line())
        machine_pin(machine_first_core())
        defer { machine_unpin() }
        try await measured.hold(sequential, rounds: 20) { way in
            try await turn(way, server, port, calls: 1000) { client, count in try await client.run(count) }
        }
        try await measured.hold(crowd, rounds: 10) { way in
            let total = 25_600
            var figures = try await turn(way, server, port, calls: total) { client, count in
                [try await client.runMany(count, inFlight: 256)]
            }
            figures[.throughput] = figures[.latency]?.map { Double(total) * 1e9 / $0 }
            return figures
        }
        try server.end()
        run = measured
    }

    /// Makes calls some way, and gives the time of each piece of work and the processor time of a call.
    private static func turn(
        _ way: String, _ server: HelperProcess, _ port: UInt16, calls: Int,
        _ work: (any SocketCaller, Int) async throws -> [Double]
    ) async throws -> [Figure: [Double]] {
        let before: Int = try ask(server)
        let caller: any SocketCaller =
            way == "session" ? try await SessionCaller(port, body) : try ReferenceCaller(port, body)
        let warmUp = 256
        _ = try await work(caller, warmUp)
        let processor = machine_processor_time()
        let times = try await work(caller, calls)
        let spent = (machine_processor_time() - processor) / 1e3 / Double(calls)
        await caller.close()
        let frames: Int = try ask(server)
        guard frames - before == warmUp + calls else {
            throw BenchmarkFailure(
                description: "the server got \(frames - before) frames for \(warmUp + calls) calls of '\(way)'")
        }
        return [.latency: times, .processor: [spent]]
    }

    private static func ask(_ server: HelperProcess) throws -> Int {
        try server.write([UInt8(ascii: "\n")])
        return try server.number(try server.line())
    }
}

/// One way to make calls over a socket.
private protocol SocketCaller {
    /// The nanoseconds of each of so many calls, one after the other.
    func run(_ count: Int) async throws -> [Double]
    /// The nanoseconds of so many calls, with some under way at a time.
    func runMany(_ count: Int, inFlight: Int) async throws -> Double
    func close() async
}

private struct ReferenceCaller: SocketCaller {
    private let client: OpaquePointer

    init(_ port: UInt16, _ body: String) throws {
        guard let client = socket_reference_open(Int32(port), #"{"id":"10000"\#(body)"#) else {
            throw BenchmarkFailure(description: "libwebsockets opened no connection")
        }
        self.client = client
    }

    func run(_ count: Int) throws -> [Double] {
        var times = [Double](repeating: 0, count: count)
        guard socket_reference_run(client, count, &times) else { throw BenchmarkFailure.reply("libwebsockets") }
        return times
    }

    func runMany(_ count: Int, inFlight: Int) throws -> Double {
        let time = socket_reference_run_many(client, count, inFlight)
        guard time >= 0 else { throw BenchmarkFailure.reply("libwebsockets") }
        return time
    }

    func close() { socket_reference_close(client) }
}

/// A session of its own for each turn.
///
/// A class because its ids go on.
private final class SessionCaller: SocketCaller {
    private let transport: WebSocketTransport
    private let session: SocketSession
    private let body: String
    private var next = 10_000

    init(_ port: UInt16, _ body: String) async throws {
        transport = try WebSocketTransport()
        self.body = body
        let handshake = try PreparedRequest(method: "GET", target: RequestTarget("/")).authorized(by: NoCredentials())
        session = SocketSession(
            server: try SocketURL("ws://127.0.0.1:\(port)"), transport: transport,
            handshake: { () throws(SocketFailure) in handshake },
            // The id stands in front: what reading a frame costs is not measured here.
            replyID: { frame in String(frame.text.utf8.dropFirst(7).prefix { $0 != UInt8(ascii: "\"") }) })
        if let failure = await session.connect(deadline: .now + .seconds(10)) { throw failure }
    }

    private func takeIDs(_ count: Int) -> Range<Int> {
        defer { next += count }
        return next..<next + count
    }

    func run(_ count: Int) async throws -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(count)
        for id in takeIDs(count) {
            let start = ContinuousClock.now
            guard await Self.call(session, id, body) else { throw BenchmarkFailure.reply("session") }
            times.append(start.duration(to: .now).nanoseconds)
        }
        return times
    }

    func runMany(_ count: Int, inFlight: Int) async throws -> Double {
        let (ids, session, body) = (takeIDs(count), session, body)
        let start = ContinuousClock.now
        let isComplete = await withTaskGroup(of: Bool.self) { group in
            for first in 0..<inFlight {
                group.addTask {
                    for id in stride(from: ids.lowerBound + first, to: ids.upperBound, by: inFlight) {
                        guard await Self.call(session, id, body) else { return false }
                    }
                    return true
                }
            }
            return await group.allSatisfy(\.self)
        }
        guard isComplete else { throw BenchmarkFailure.reply("session") }
        return start.duration(to: .now).nanoseconds
    }

    private static func call(_ session: SocketSession, _ id: Int, _ body: String) async -> Bool {
        let report = await session.call(
            id: "\(id)", frame: #"{"id":"\#(id)"\#(body)"#, deadline: .now + .seconds(10))
        return report.reply != nil
    }

    func close() async {
        session.shutdown()
        await transport.shutdown()
    }
}
