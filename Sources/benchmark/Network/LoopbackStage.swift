internal import CNetworkReference
internal import VenueRuntime

/// The server of a suite and this process, each on a core of its own where there are two.
struct LoopbackStage {
    /// The server.
    let server: ServerProcess

    /// Runs measurements between the server's start and its end.
    static func run(_ body: (LoopbackStage) async throws -> Void) async throws {
        let server = try ServerProcess(core: machine_last_core())
        machine_pin(machine_first_core())
        defer { machine_unpin() }
        try await body(LoopbackStage(server: server))
        try server.stop()
    }

    /// Prepares a recorded call, whose reply is served from now on.
    func prepare(_ call: RecordedCall) throws -> LoopbackCall {
        try server.serve(call.reply)
        return try LoopbackCall(call, server: server.address)
    }

    /// Drives a call some way and gives the figures of it; connections and what else comes first is not timed.
    ///
    /// - Throws: ``UnexpectedRequests`` unless the server got exactly one request for each call.
    func turn(
        _ way: Way, _ load: Load, _ call: LoopbackCall, warmUp: Int, calls: Int
    ) async throws -> [Figure: [Double]] {
        let before = try server.count()
        let driver = try way.driver(of: call, load)
        _ = try await driver.run(warmUp)
        let processor = machine_processor_time()
        let times = try await driver.run(calls)
        let spent = (machine_processor_time() - processor) / 1e3 / Double(calls)
        await driver.close()
        let after = try server.count()
        let requests = after.requests - before.requests
        guard requests == warmUp + calls else {
            throw UnexpectedRequests(way: way, calls: warmUp + calls, requests: requests)
        }
        var figures: [Figure: [Double]] = [
            .processor: [spent], .connections: [Double(after.connections - before.connections)],
        ]
        switch load {
        case .sequential: figures[.latency] = times
        case .inFlight: figures[.throughput] = times.map { Double(calls) * 1e9 / $0 }
        }
        return figures
    }

    /// Throws unless two ways put the same request on the wire.
    func check(_ way: Way, sendsWhat other: Way, _ load: Load, _ call: LoopbackCall) async throws {
        func digest(_ way: Way) async throws -> String {
            try await server.digest {
                let driver = try way.driver(of: call, load)
                _ = try await driver.run(1)
                await driver.close()
            }
        }
        guard try await digest(way) == digest(other) else { throw UnequalRequests(ways: [way, other]) }
    }
}

/// A server did not get one request for each call.
struct UnexpectedRequests: Error, CustomStringConvertible {
    /// The way the calls were made.
    let way: Way
    /// The calls.
    let calls: Int
    /// The requests.
    let requests: Int

    /// What happened; lower case, no full stop.
    var description: String { "the server got \(requests) requests for \(calls) calls of '\(way.rawValue)'" }
}

/// Two ways to make a call do not send the same.
struct UnequalRequests: Error, CustomStringConvertible {
    /// The ways.
    let ways: [Way]

    /// What happened; lower case, no full stop.
    var description: String {
        "\(ways.map { "'\($0.rawValue)'" }.joined(separator: " and ")) do not send the same request"
    }
}
