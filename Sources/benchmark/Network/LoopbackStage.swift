internal import CNetworkReference
internal import Foundation
internal import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// The server of a suite and this process, each on a core of its own where there are two.
struct LoopbackStage {
    let server: ServerProcess

    static func run(_ body: (LoopbackStage) async throws -> Void) async throws {
        let server = try ServerProcess(core: machine_last_core())
        machine_pin(machine_first_core())
        defer { machine_unpin() }
        try await body(LoopbackStage(server: server))
        try server.stop()
    }

    func prepare(_ call: RecordedCall) throws -> LoopbackCall {
        try server.serve(call.reply)
        return try LoopbackCall(call, server: server.address)
    }

    /// Drives a call some way and gives the figures of it; connections and what else comes first is not timed.
    ///
    /// - Throws: ``BenchmarkFailure`` unless the server got exactly one request for each call.
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
            throw BenchmarkFailure(
                description: "the server got \(requests) requests for \(warmUp + calls) calls of '\(way.rawValue)'")
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
        guard try await digest(way) == digest(other) else {
            throw BenchmarkFailure(
                description: "'\(way.rawValue)' and '\(other.rawValue)' do not send the same request")
        }
    }
}

/// A recorded call, ready to be made at a server on loopback.
struct LoopbackCall: Sendable {
    typealias Attempt = @Sendable () async -> Bool

    let request: AuthorizedRequest
    let server: BaseURL
    let status: Int
    let attempt: @Sendable (any Transport) -> Attempt
    private let judge: @Sendable (HTTPResponse) -> Void

    init(_ call: RecordedCall, server: BaseURL) throws {
        self = try Self.make(call.client, call, server)
    }

    private init(
        request: AuthorizedRequest, server: BaseURL, status: Int,
        attempt: @escaping @Sendable (any Transport) -> Attempt, judge: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        (self.request, self.server, self.status, self.attempt, self.judge) = (request, server, status, attempt, judge)
    }

    private static func make<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ server: BaseURL
    ) throws -> LoopbackCall {
        let input = try Operation.Input(jsonBytes: call.input)
        let credentials = Operation.Credentials(secrets: { _ in Secret("benchmark-token") })
        let place = Operation.Server(server)
        let status = call.reply.status
        return LoopbackCall(
            request: try Operation.prepare(input).authorized(by: credentials), server: place.baseURL, status: status
        ) { transport in
            let client = VenueClient<Operation>(
                server: place, credentials: .fixed(credentials), transport: transport,
                options: ClientOptions(rateLimiter: RateLimiter([])))
            return {
                let report = await client.cancel(input)
                return report.attempts.count == 1 && report.evidence?.status == status
            }
        } judge: {
            keep(Operation.verdict(on: $0, to: input))
        }
    }

    /// Makes the request with a session of Foundation's that lives on, and judges the reply.
    func attempt(_ session: URLSession) throws -> Attempt {
        guard let url = URL(string: try server.url(for: request)) else { throw BenchmarkFailure.reply("urlsession") }
        var message = URLRequest(url: url)
        message.httpMethod = request.method
        message.httpBody = request.body.map { Data($0) }
        for field in request.exposedHeaders().fields { message.addValue(field.value, forHTTPHeaderField: field.name) }
        let sent = message
        return { [status, judge] in
            guard let (data, response) = try? await session.data(for: sent) else { return false }
            guard (response as? HTTPURLResponse)?.statusCode == status else { return false }
            judge(HTTPResponse(status: status, body: [UInt8](data)))
            return true
        }
    }
}
