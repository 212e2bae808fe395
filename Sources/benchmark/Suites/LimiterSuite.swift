internal import VenueRuntime

/// What a rate limit costs that holds nothing back: a bucket, and a window over a thousand requests.
enum LimiterSuite {
    /// The limits; none of them ever has a request wait.
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
