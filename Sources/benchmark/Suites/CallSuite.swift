internal import VenueRuntime

/// Whole calls, from typed arguments to a report, over a transport that answers at once.
enum CallSuite {
    /// Measures every recorded call.
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
    /// The reply.
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
