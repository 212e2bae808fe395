internal import Foundation
internal import VenueRuntime

/// Whole calls, from typed arguments to a report, over a transport that answers at once.
enum CallSuite {
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        for call in calls { try await measure(call.client, call, &run) }
    }

    private static func measure<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ run: inout BenchmarkRun
    ) async throws {
        let input = try Operation.Input(jsonBytes: call.input)
        let client = VenueClient<Operation>(
            server: Operation.Server(try BaseURL("https://venue.example")),
            credentials: .fixed(Operation.Credentials(secrets: { _ in Secret("benchmark-token") })),
            transport: StubTransport(reply: call.reply), options: ClientOptions(rateLimiter: RateLimiter([])))
        await run.measure("call/stub/\(call.name)", against: "reference/decode") { keep(await client.cancel(input)) }
    }
}

/// A transport that answers every request at once with the same reply.
struct StubTransport: InterruptibleTransport {
    let reply: HTTPResponse

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport { TransportReport(.answered(reply)) }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        interruption: Interruption, observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport { TransportReport(.answered(reply)) }

    func shutdown() async {}
}

/// The pure functions of generated clients: input to request, reply to typed response, response to verdict.
enum PureSuite {
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) throws {
        for call in calls { try measure(call.client, call, &run) }
    }

    private static func measure<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ run: inout BenchmarkRun
    ) throws {
        let input = try Operation.Input(jsonBytes: call.input)
        try run.measure("request/\(call.name)", against: "reference/encode") { keep(try Operation.prepare(input)) }
        run.measure("reply/\(call.name)", against: "reference/decode") {
            keep(Operation.verdict(on: call.reply, to: input))
        }
    }

    /// What Foundation's coders need for an object of eighteen members: what a client without a reader of its own pays.
    ///
    /// It comes after the benchmarks that are held against it.
    static func reference(_ run: inout BenchmarkRun) throws {
        let data = Data(ReferenceOrder.sample.utf8)
        let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
        let order = try decoder.decode(ReferenceOrder.self, from: data)
        try run.measure("reference/decode") { keep(try decoder.decode(ReferenceOrder.self, from: data)) }
        try run.measure("reference/encode") { keep(try encoder.encode(order)) }
    }
}

/// What a rate limit costs that holds nothing back: a bucket, and a window over a thousand requests.
enum LimiterSuite {
    private static let limiters: [(name: String, limits: [RateLimit])] = [
        ("none", []),
        ("bucket", [RateLimit(requests: 1_000_000_000, per: .seconds(1), burst: 1_000_000_000, scope: .user)]),
        ("window", [RateLimit(requests: 1_000, per: .nanoseconds(1_000), scope: .user)]),
    ]

    /// Measures the limits by themselves and within the first recorded call.
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        let ways = limiters.map(\.name)
        try await run.hold(Contest(name: "limiter/take", figures: [.latency], ways: ways), rounds: 100) { way in
            let limiter = limiter(way)
            let time = Stopwatch.time(10_000) { keep(limiter.take(at: .now, before: .now + .seconds(1))) }
            return [.latency: [time.nanoseconds / 10_000]]
        }
        guard let call = calls.first else { return }
        try await measure(call.client, call, ways, &run)
    }

    private static func measure<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ ways: [String], _ run: inout BenchmarkRun
    ) async throws {
        let input = try Operation.Input(jsonBytes: call.input)
        let server = Operation.Server(try BaseURL("https://venue.example"))
        let contest = Contest(name: "limiter/call/\(call.name)", figures: [.latency], ways: ways)
        try await run.hold(contest, rounds: 100) { way in
            let client = VenueClient<Operation>(
                server: server,
                credentials: .fixed(Operation.Credentials(secrets: { _ in Secret("benchmark-token") })),
                transport: StubTransport(reply: call.reply), options: ClientOptions(rateLimiter: limiter(way)))
            let time = await Stopwatch.time(500) { keep(await client.cancel(input)) }
            return [.latency: [time.nanoseconds / 500]]
        }
    }

    private static func limiter(_ name: String) -> RateLimiter {
        RateLimiter(limiters.first { $0.name == name }?.limits ?? [])
    }
}
