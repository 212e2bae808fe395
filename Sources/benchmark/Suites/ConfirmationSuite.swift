internal import CNetworkReference
internal import CurlTransport
internal import Foundation
internal import SourceText
internal import VenueClients
internal import VenueRuntime
internal import VenueSpec

/// Finding out over loopback that an order has ended, beside a loop written by hand over the same transport: it waits,
/// sends the read, and judges the reply.
enum ConfirmationSuite {
    private enum Way: String, CaseIterable {
        case loop
        /// The client's own read, in the same loop.
        case orderState = "order-state"
        case confirm
    }

    private static let orders = 2_048
    private static let width = 256

    static func run(_ reads: [RecordedRead], _ run: inout BenchmarkRun) async throws {
        for read in reads {
            let contest = Contest(
                name: "confirm/\(read.name)", figures: [.latency, .processor], ways: Way.allCases.map(\.rawValue))
            guard run.wants(contest) else { continue }
            var measured = run
            try await LoopbackStage.run { stage in
                try stage.server.serve(read.end)
                try await measure(read.cancel, read.read, read, contest, stage.server, &measured)
            }
            run = measured
        }
    }

    private static func measure<Cancel: CancelOperation, Read: ReadOperation>(
        _: Cancel.Type, _: Read.Type, _ recorded: RecordedRead, _ contest: Contest, _ server: ServerProcess,
        _ run: inout BenchmarkRun
    ) async throws {
        let transport = try CurlTransport()
        let client = VenueClient<Cancel>(
            server: Cancel.Server(server.address),
            credentials: .fixed(Cancel.Credentials(secrets: { _ in Secret("benchmark-token") })), transport: transport,
            options: ClientOptions(rateLimiter: RateLimiter([])))
        let input = try Read.Input(jsonBytes: recorded.input)
        let order = try Cancel.Input(jsonBytes: recorded.input)
        let credentials = Read.Credentials(secrets: { _ in Secret("benchmark-token") })
        let place = Read.Server(server.address).baseURL
        let cancelled = try await recorded.acknowledged(Cancel.self)
        try await run.hold(contest, rounds: 10) { way in
            let before = try server.count().requests
            let (processor, start) = (machine_processor_time(), ContinuousClock.now)
            let answered = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<width {
                    group.addTask {
                        var ended = 0
                        for _ in 0..<orders / width {
                            switch Way(rawValue: way) {
                            case .confirm:
                                if await client.confirm(cancelled, within: .seconds(30)).outcome == .canceled {
                                    ended += 1
                                }
                            case .orderState:
                                try? await Task.sleep(for: recorded.after)
                                if await client.orderState(order).state == .canceled { ended += 1 }
                            case .loop, nil:
                                try? await Task.sleep(for: recorded.after)
                                guard let request = try? Read.prepare(input).authorized(by: credentials) else {
                                    continue
                                }
                                let reply = await transport.send(
                                    request, to: place, deadline: .now + .seconds(30), observer: { _ in })
                                guard case .answered(let http) = reply.result else { continue }
                                if Read.verdict(on: http, to: input).meaning == .canceled { ended += 1 }
                            }
                        }
                        return ended
                    }
                }
                return await group.reduce(0, +)
            }
            let elapsed = start.duration(to: .now).nanoseconds / Double(orders / width)
            let spent = (machine_processor_time() - processor) / 1e3 / Double(orders)
            guard answered == orders, try server.count().requests - before == orders else {
                throw BenchmarkFailure.reply(way)
            }
            return [.latency: [elapsed], .processor: [spent]]
        }
        await client.shutdown()
        await transport.shutdown()
    }
}

/// A cancel that its spec confirms by a read of one order, with what the spec records for both.
struct RecordedRead: Sendable {
    /// The cancel and the read, such as `Meridian.cancelOrder.getOrder`.
    let name: String
    let cancel: any CancelOperation.Type
    let read: any ReadOperation.Type
    /// What both take.
    let input: [UInt8]
    /// A reply that acknowledges the cancel.
    let acknowledgement: HTTPResponse
    /// A reply that shows the order cancelled.
    let end: HTTPResponse
    /// When the order is read.
    let after: Duration

    /// The report of a cancel that was acknowledged.
    func acknowledged<Cancel: CancelOperation>(_: Cancel.Type) async throws -> CancelReport {
        let client = VenueClient<Cancel>(
            server: Cancel.Server(try BaseURL("https://venue.example")),
            credentials: .fixed(Cancel.Credentials(secrets: { _ in Secret("benchmark-token") })),
            transport: StubTransport(reply: acknowledgement), options: ClientOptions(rateLimiter: RateLimiter([])))
        let report = await client.cancel(try Cancel.Input(jsonBytes: input))
        guard report.outcome == .pendingCancel else { throw BenchmarkFailure.reply(name) }
        return report
    }

    private static func takes<Operation: VenueOperation>(_ input: String, _: Operation.Type) -> Bool {
        (try? Operation.Input(jsonBytes: Array(input.utf8))) != nil
    }

    /// The first read of each cancel that takes what the cancel takes, in the specs of a directory.
    static func all(specs directory: String) throws -> [RecordedRead] {
        try RecordedCall.venues(specs: directory).flatMap { venue in
            venue.operations.compactMap { operation in
                guard let advice = operation.confirmations.lazy.compactMap(\.read).first,
                    let description = venue.reads.first(where: { $0.name.text == advice.name }),
                    advice.arguments.isEmpty,
                    let cancel = VenueIndex.operations.first(where: {
                        $0.venue == venue.name.text && $0.name == operation.name.text
                    }),
                    let read = VenueIndex.reads.first(where: { $0.venue == venue.name.text && $0.name == advice.name }),
                    let taken = operation.examples.flatMap(\.replies).first(where: { $0.outcome == .pendingCancel }),
                    let example = description.examples.first(where: { example in
                        example.replies.contains { $0.outcome == .canceled }
                    }), let end = example.replies.first(where: { $0.outcome == .canceled }),
                    takes(example.inputJSON, cancel), takes(example.inputJSON, read)
                else { return nil }
                return RecordedRead(
                    name: "\(venue.name.text).\(operation.name.text).\(advice.name)", cancel: cancel, read: read,
                    input: Array(example.inputJSON.utf8),
                    acknowledgement: HTTPResponse(status: taken.status, body: taken.body),
                    end: HTTPResponse(status: end.status, body: end.body), after: advice.after)
            }
        }
    }
}
