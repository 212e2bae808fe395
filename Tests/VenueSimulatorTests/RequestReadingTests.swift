import FixtureClients
import Foundation
import SourceText
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Requests are read back into the input that made them: by the recorded requests of every spec of this package.
@Suite(.bounded) struct RequestReadingTests {
    /// The venues of the fixtures, whose bindings use every form of the language.
    private static let fixtures: [Venue] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "FixtureClients/Specs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { SourceFile(path: name, bytes: Array($0)) }
        }
        return SpecAnalysis(files).venues
    }()

    /// The names of all venues with a simulator.
    private static let names = (Venues.all + fixtures).map(\.name.text)

    @Test(arguments: names)
    func everyRecordedRequestCancelsItsOrder(_ name: String) throws {
        let spec = try #require((Venues.all + Self.fixtures).first { $0.name.text == name })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false))
        for operation in spec.operations {
            for example in operation.examples {
                let line = example.request.line.split(separator: " ", maxSplits: 1).map(String.init)
                let request = ReceivedRequest(
                    method: line[0], target: line[1],
                    headers: HTTPHeaderFields(received: example.request.headers.map { ($0.name, $0.value) }),
                    body: Array((example.request.body ?? "").utf8))
                let answer = venue.receive(request).answer()
                let entries = venue.ledger.requests.suffix(example.inputs.count)
                #expect(entries.count == example.inputs.count)
                for (position, (entry, input)) in zip(entries, example.inputs).enumerated() {
                    let effects: [Ledger.Effect] = [.canceled, .tooLate(.canceled)]
                    #expect(
                        entry.effect.map(effects.contains) == true,
                        "\(example.name): \(String(describing: entry.effect))")
                    let expected = input.filter { operation.identifiers.contains($0.name) }
                        .compactMap { value -> String? in
                            switch value.value {
                            case .text(let text), .number(let text): text
                            case .boolean(let flag): String(flag)
                            case .list: nil
                            }
                        }
                    #expect(Set(entry.order?.values ?? []) == Set(expected), "\(example.name)")
                    let judgement = Interpreter.judge(
                        status: answer.response.status,
                        headers: answer.response.headers.fields.map { .init(name: $0.name, value: $0.value) },
                        body: answer.response.body, input: input, at: position, operation: operation, venue: spec)
                    #expect(judgement.outcome.word == entry.told)
                }
            }
        }
    }
}

/// Calls about several orders are carried out order by order, and told in one reply.
@Suite(.bounded) struct BatchCallTests {
    private static func order(_ number: Int) -> MassCancelOrder {
        MassCancelOrder(.object([.init("account", .string("A")), .init("orderId", .string("Y-\(number)"))]))
    }

    private static func yarrow(_ conduct: VenueConduct) throws -> (venue: SimulatedVenue, client: Yarrow.Client) {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Yarrow" })
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let client = try Yarrow.Client(
            server: .production, credentials: .bearer(Secret("token")), transport: SimulatedTransport(to: venue),
            options: ClientOptions(retry: .never, rateLimiter: RateLimiter([])))
        return (venue, client)
    }

    @Test func aMassCancelMakesFewCallsAndTheLedgerAgrees() async throws {
        let (venue, client) = try Self.yarrow(VenueConduct(filledFirst: 0.2, limitsRate: false))
        let outcomes = Mutex<[String: CancelOutcome]>([:])
        let calls = Mutex(0)
        let counting = CountingClient(client: client) { calls.withLock { $0 += 1 } }
        let summary = await MassCancel(clients: [counting]).run((1...1000).map { Self.order($0) }) { event in
            guard case .finished(let result, _) = event, case .string(let id)? = result.order.input["orderId"] else {
                return
            }
            outcomes.withLock { $0[id] = result.outcome }
        }
        #expect(calls.withLock { $0 } == 10)
        #expect(summary.tally.total == 1000 && venue.ledger.requests.count == 1000)
        let told = outcomes.withLock { $0 }
        #expect(Set(told.values) == [.canceled, .tooLate(.filled)])
        let wrong = venue.ledger.orders.filter { order in
            let id = order.keys.first?.values.first { $0.hasPrefix("Y-") }
            return id.flatMap { told[$0] } != (order.state == .canceled ? .canceled : .tooLate(.filled))
        }
        #expect(wrong.isEmpty)
    }

    /// A client that tells of its calls about several orders.
    private struct CountingClient: CancelClient {
        let client: any CancelClient
        let called: @Sendable () -> Void
        var venue: String { client.venue }
        var operation: String { client.operation }
        var batchLimit: Int { client.batchLimit }

        func batchKey(json: JSONValue) -> JSONValue { client.batchKey(json: json) }
        func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport {
            await client.cancel(json: json, deadline: deadline)
        }
        func cancel(batch: [JSONValue], deadline: Duration?) async -> [CancelReport] {
            called()
            return await client.cancel(batch: batch, deadline: deadline)
        }
        func curlCommand(json: JSONValue) throws(CallError) -> String { try client.curlCommand(json: json) }
        func shutdown() async { await client.shutdown() }
    }

    @Test(arguments: [
        Fault.dropAfterApply, .dropAfterRead, .serverErrorApplied, .serverError, .otherOrder, .malformedJSON,
        .duplicate,
    ])
    func aFaultIsTakenForNoAnswerAboutAnyOrder(_ fault: Fault) async throws {
        let (venue, client) = try Self.yarrow(
            VenueConduct(limitsRate: false, faults: FaultPlan(script: [fault])))
        let reports = await client.cancel(
            batch: ["k", "m", "n"].map { Yarrow.CancelOrders.Input(account: "A", orderID: "Y-\($0)") },
            deadline: .seconds(5))
        #expect(venue.orders(in: .canceled).count == (fault.isApplied ? 3 : 0))
        #expect(reports.count == 3)
        for report in reports {
            if fault == .duplicate {
                // The second delivery finds the orders cancelled, which this venue tells as it tells of a cancel.
                #expect(report.outcome == .canceled, "\(report)")
            } else {
                guard case .unknown = report.outcome else {
                    Issue.record("\(fault): \(report)")
                    continue
                }
            }
        }
    }
}
