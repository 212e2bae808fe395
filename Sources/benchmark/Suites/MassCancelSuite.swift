internal import CNetworkReference
internal import Foundation
internal import VenueClients
internal import VenueRuntime

/// Cancelling very many orders over a transport that answers at once, beside as many calls without the books of a mass
/// cancel; each in a process of its own, for the sake of its memory.
enum MassCancelSuite {
    private static let orders = 100_000
    private static let concurrency = 16

    private enum Way: String, CaseIterable {
        case calls
        case massCancel = "mass-cancel"
    }

    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        guard let recorded = calls.first else { return }
        let contest = Contest(
            name: "100000-orders/\(recorded.name)", figures: [.latency, .processor, .memory],
            ways: Way.allCases.map(\.rawValue))
        try await run.hold(contest, rounds: 5) { way in
            let process = try HelperProcess(
                .manyOrders,
                [
                    way, recorded.name, String(decoding: recorded.input, as: UTF8.self), "\(recorded.reply.status)",
                    String(decoding: recorded.reply.body, as: UTF8.self),
                ])
            let numbers = try process.line().split(separator: " ").map { try process.number($0) as Double }
            try process.end()
            guard numbers.count == 3 else { throw BenchmarkFailure.helper(.manyOrders) }
            return [.latency: [numbers[0]], .processor: [numbers[1]], .memory: [numbers[2]]]
        }
    }

    /// Cancels the orders in a helper process and prints the nanoseconds and the processor's microseconds of each, and
    /// the growth of the memory.
    static func help(_ arguments: [String]) async throws {
        guard arguments.count == 5, let way = Way(rawValue: arguments[0]), let status = Int(arguments[3]),
            let operation = VenueIndex.operations.first(where: { "\($0.venue).\($0.name)" == arguments[1] })
        else { throw BenchmarkFailure.helper(.manyOrders) }
        let client = try client(operation, HTTPResponse(status: status, body: Array(arguments[4].utf8)))
        let input = try JSONValue(jsonBytes: Array(arguments[2].utf8))
        // What the first call prepares is not the orders' doing.
        keep(await client.cancel(json: input))
        let (memory, processor) = (machine_peak_memory(), machine_processor_time())
        let start = ContinuousClock.now
        let done =
            switch way {
            case .calls: await cancel(input, client)
            case .massCancel: await cancel(all: input, client)
            }
        let elapsed = start.duration(to: .now).nanoseconds
        guard done == orders else { throw BenchmarkFailure.helper(.manyOrders) }
        let spent = (machine_processor_time() - processor) / 1e3
        print(elapsed / Double(orders), spent / Double(orders), machine_peak_memory() - memory)
    }

    private static func client<Operation: CancelOperation>(
        _: Operation.Type, _ reply: HTTPResponse
    ) throws -> any CancelClient {
        VenueClient<Operation>(
            server: Operation.Server(try BaseURL("https://venue.example")),
            credentials: .fixed(Operation.Credentials(secrets: { _ in Secret("benchmark-token") })),
            transport: StubTransport(reply: reply), options: ClientOptions(rateLimiter: RateLimiter([])))
    }

    /// Cancels an order again and again; how often there was an answer.
    private static func cancel(_ input: JSONValue, _ client: any CancelClient) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            var answered = 0
            for order in 0..<orders {
                if order >= concurrency, await group.next() == true { answered += 1 }
                group.addTask { await client.cancel(json: input).evidence != nil }
            }
            for await isAnswered in group where isAnswered { answered += 1 }
            return answered
        }
    }

    /// Cancels as many orders that only their identity tells apart; how many there was an answer for.
    private static func cancel(all input: JSONValue, _ client: any CancelClient) async -> Int {
        let entries = (0..<orders).lazy.map { MassCancelOrder(input, identity: .string("\($0)")) }
        let summary = await MassCancel(clients: [client], concurrency: concurrency).run(entries, total: orders) { _ in }
        return summary.tally.total - summary.tally[.notSent]
    }
}
