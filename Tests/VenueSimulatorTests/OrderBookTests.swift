import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// The book: how much orders are for, what is filled when, and what becomes of cancels that take time.
@Suite(.bounded) struct OrderBookTests {
    /// A venue, a client of it, and the clock of both.
    private struct Bench {
        let spec: Venue
        let clock = VirtualClock()
        let venue: SimulatedVenue
        let client: any CancelClient

        init(_ name: String, _ conduct: VenueConduct) throws {
            spec = try Venues.named(name)
            var conduct = conduct
            conduct.clock = clock
            conduct.limitsRate = false
            conduct.drawsQuantities = true
            venue = try SimulatedVenue(spec, conduct: conduct)
            client = try spec.makeClient(
                transport: SimulatedTransport(to: venue),
                options: ClientOptions(retry: .never, rateLimiter: RateLimiter([]), clock: clock))
        }

        func cancel(_ number: Int = 0) async throws -> CancelOutcome {
            await client.cancel(json: try spec.readableInput(number)).outcome
        }

        var order: SimulatedOrder { get throws { try #require(venue.ledger.orders.first) } }
    }

    private static let names = Venues.readable.map(\.name.text)

    @Test(arguments: names) func aCancelThatTakesTimeIsPendingUntilThen(_ name: String) async throws {
        let bench = try Bench(name, VenueConduct(settlement: .after(.milliseconds(200))))
        let start = bench.clock.now
        #expect(try await bench.cancel() == .pendingCancel)
        #expect(try bench.order.state == .pendingCancel)
        bench.clock.advance(by: .milliseconds(199))
        #expect(try bench.order.state == .pendingCancel)
        bench.clock.advance(by: .milliseconds(1))
        let order = try bench.order
        #expect(order.state == .canceled)
        #expect(order.since == start + .milliseconds(200))
        let transitions = bench.venue.ledger.transitions
        #expect(transitions.map(\.to) == [.pendingCancel, .canceled])
        #expect(transitions.map(\.instant) == [start, start + .milliseconds(200)])
    }

    @Test func ordersAreForExactQuantitiesOfTheirOwn() async throws {
        let bench = try Bench("CrossTrade", VenueConduct(partlyFilled: 0.5))
        for number in 0..<100 { _ = try await bench.cancel(number) }
        let orders = bench.venue.ledger.orders
        #expect(Set(orders.map(\.ordered)).count > 60)
        #expect((20..<80).contains(orders.count(where: \.isPartlyFilled)))
        for order in orders {
            #expect(order.filled.adding(order.remaining) == order.ordered)
            #expect(order.filled.isLessInValue(than: order.ordered) && order.ordered.text.contains("."))
        }
    }

    @Test func aPartialFillIsFollowedByAnotherWhileTheCancelIsUnderWay() async throws {
        let bench = try Bench("CrossTrade", VenueConduct(settlement: .after(.seconds(2)), partlyFilled: 1))
        _ = try await bench.cancel()
        let first = try bench.order
        bench.clock.advance(by: .seconds(1))
        let second = try bench.order
        #expect(first.state == .pendingCancel && second.state == .pendingCancel)
        #expect(first.filled.isLessInValue(than: second.filled))
        bench.clock.advance(by: .seconds(1))
        let last = try bench.order
        #expect(last.state == .canceled && last.filled == second.filled && last.isPartlyFilled)
    }

    @Test func anOrderCanFillInFullWhileItsCancelIsUnderWay() async throws {
        let conduct = VenueConduct(settlement: .after(.seconds(2)), partlyFilled: 0.5, filledMeanwhile: 1)
        let bench = try Bench("BitGo", conduct)
        for number in 0..<20 { #expect(try await bench.cancel(number) == .pendingCancel) }
        bench.clock.advance(by: .seconds(2))
        for order in bench.venue.ledger.orders {
            #expect(order.state == .filled && order.filled == order.ordered && order.remaining.isZero)
        }
    }

    @Test func aCancelCanBeRefusedAfterItWasAcknowledged() async throws {
        let bench = try Bench("BitGo", VenueConduct(settlement: .after(.seconds(2)), refusedLater: 1))
        for number in 0..<40 { #expect(try await bench.cancel(number) == .pendingCancel) }
        bench.clock.advance(by: .seconds(2))
        #expect(bench.venue.orders(in: .open).count == 40)
        bench.clock.advance(by: .seconds(2))
        let filled = bench.venue.orders(in: .filled).count
        #expect((5..<35).contains(filled))
        #expect(bench.venue.orders(in: .open).count == 40 - filled)
    }

    @Test func anAcknowledgedCancelCanBeRefusedAtOnce() async throws {
        let bench = try Bench("Aries", VenueConduct(refusedLater: 0.5))
        var outcomes: [CancelOutcome] = []
        for number in 0..<40 { outcomes.append(try await bench.cancel(number)) }
        let refused = outcomes.count { $0 == .pendingCancel }
        #expect((5..<35).contains(refused))
        #expect(bench.venue.orders(in: .canceled).count == 40 - refused)
    }

    @Test func anotherCancelTakesThePlaceOfWhatWasPlanned() async throws {
        let bench = try Bench("BitGo", VenueConduct(settlement: .after(.seconds(2)), refusedLater: 1))
        _ = try await bench.cancel()
        bench.clock.advance(by: .seconds(3))
        #expect(try bench.order.state == .open || bench.order.state == .filled)
        _ = try await bench.cancel()
        bench.venue.settle(try #require(try bench.order.keys.first), as: .canceled)
        bench.clock.advance(by: .seconds(60))
        #expect(try bench.order.state == .canceled)
    }

    @Test func anOrderThatEndedStaysAsItIs() async throws {
        let conduct = VenueConduct(
            settlement: .after(.seconds(1)), filledFirst: 0.3, expiredFirst: 0.2, partlyFilled: 0.5,
            filledMeanwhile: 0.3, refusedLater: 0.3)
        let bench = try Bench("CrossTrade", conduct)
        var ended: [[OrderKey]: SimulatedOrder] = [:]
        for round in 0..<200 {
            _ = try await bench.cancel(round % 50)
            for order in bench.venue.ledger.orders {
                if let earlier = ended[order.keys] { #expect(earlier == order) }
                if order.state.isTerminal { ended[order.keys] = order }
            }
            bench.clock.advance(by: .milliseconds(100))
        }
        #expect(Set(ended.values.map(\.state)) == [.canceled, .filled, .expired])
    }

    @Test func aPlacedOrderHasTheQuantitiesItWasPlacedWith() async throws {
        let bench = try Bench("B2Trader", VenueConduct(partlyFilled: 1))
        bench.venue.place(
            OrderKey(["accountId": "1001", "orderId": "A"]), ordered: ExactDecimal("1.50"),
            filled: ExactDecimal("0.0000000000000000001"))
        let input = try JSONValue(jsonBytes: Array(#"{"accountId":"1001","orderId":"A"}"#.utf8))
        let report = await bench.client.cancel(json: input)
        #expect(report.outcome == .canceled)
        #expect(report.quantities?.ordered == ExactDecimal("1.50"))
        #expect(report.quantities?.remaining == ExactDecimal("1.4999999999999999999"))
    }
}
