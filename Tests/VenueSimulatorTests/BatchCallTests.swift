import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

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

    @Test func clientAndVenueCountACallByItsOrders() async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Zelkova" })
        var few = spec
        few.rateLimits[0].burst = 10
        (few.rateLimits[0].requests, few.rateLimits[0].period) = (10, .seconds(100))
        let venue = try SimulatedVenue(few)
        func client(_ limits: [RateLimit]) throws -> Zelkova.Client {
            try Zelkova.Client(
                server: .production, credentials: NoCredentials(), transport: SimulatedTransport(to: venue),
                options: ClientOptions(deadline: .seconds(5), retry: .never, rateLimiter: RateLimiter(limits)))
        }
        func inputs(_ numbers: ClosedRange<Int>) -> [Zelkova.CancelOrders.Input] {
            numbers.map { .init(orderID: "\($0)") }
        }
        let careful = try client([RateLimit(requests: 10, per: .seconds(100), burst: 10, scope: .address)])
        // Two for the call and one for each order: seven, and then three more.
        let first = await careful.cancel(batch: inputs(1...5))
        #expect(first.map(\.outcome) == Array(repeating: .pendingCancel, count: 5))
        #expect(
            await careful.cancel(batch: inputs(6...7)).map(\.outcome)
                == Array(repeating: .notSent(.localThrottle), count: 2))
        #expect(await careful.cancel(inputs(6...6)[0]).outcome == .pendingCancel)
        // The venue counts as the client does.
        #expect(await careful.cancel(inputs(7...7)[0]).outcome == .notSent(.localThrottle))
        _ = try await client([]).cancel(inputs(8...8)[0])
        #expect(venue.ledger.requests.map(\.effect) == Array(repeating: .canceled, count: 6) + [.throttled])
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
