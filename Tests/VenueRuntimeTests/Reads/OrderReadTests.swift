import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// A read tells what became of an order, and may be sent again.
@Suite(.bounded) struct OrderReadTests {
    private let order = Probe.Input(orderID: "7")

    @Test func aReadTellsStateQuantitiesAndEvidenceAndCancelsNothing() async throws {
        let transport = ScriptedTransport([.answer(200, body: "tooLate(filled) 1/1")])
        let read = try await probe(Probe.Readable.self, transport).orderState(order)
        #expect(read.name == "getOrder")
        #expect(read.state == .tooLate(.filled))
        #expect(read.quantities?.filled == ExactDecimal("1"))
        #expect(read.evidence?.rule == "tooLate(filled)")
        #expect(read.attempts.map(\.state) == [.tooLate(.filled)])
        #expect(transport.sent.map(\.line) == ["GET /orders/7"])
        #expect("\(read)".hasPrefix("getOrder: tooLate(filled), filled 1 of 1"))
    }

    @Test(arguments: [
        ScriptedTransport.Step.unknown(.connectionLost), .unknown(.timeout), .answer(500), .answer(429),
        .notSent(.connectionFailed),
    ])
    func aReadIsSentAgainAfterAFailure(_ step: ScriptedTransport.Step) async throws {
        let transport = ScriptedTransport([step, .answer(200, body: "working")])
        let read = try await probe(Probe.Readable.self, transport).orderState(order)
        #expect(read.state == .working)
        #expect(read.attempts.count == 2)
        #expect(transport.sent.map(\.line) == ["GET /orders/7", "GET /orders/7"])
    }

    @Test(arguments: ["unknownOrder", "gone", "unknown(inconclusive)", "nonsense"])
    func aReadThatDoesNotShowTheOrderGivesWayToTheNext(_ state: String) async throws {
        let transport = ScriptedTransport([.answer(200, body: state), .answer(200, body: "canceled")])
        let read = try await probe(Probe.Readable.self, transport).orderState(order)
        #expect(read.state == .canceled)
        #expect(read.name == "pastOrder")
        #expect(transport.sent.map(\.line) == ["GET /orders/7", "GET /history/7"])
    }

    @Test func theReadThatTellsMostIsGiven() async throws {
        let blank = ScriptedTransport([.answer(404), .answer(200, body: "nonsense")])
        #expect(try await probe(Probe.Readable.self, blank).orderState(order).state == .unknownOrder)
        let lost = ScriptedTransport([], then: .unknown(.connectionLost))
        let read = try await probe(Probe.Readable.self, lost).orderState(order)
        #expect(read.state == .unknown(.connectionLost))
        #expect(read.evidence == nil)
    }

    @Test func aReadAsksForOtherCredentialsOnceWhereTheyAreRefused() async throws {
        let transport = ScriptedTransport([.answer(401), .answer(200, body: "working")])
        let tokens = TokenCount()
        let client = VenueClient<Probe.Readable>(
            server: .production,
            credentials: .provider { IssuedCredentials(.bearer(Secret("token-number-\(tokens.next())"))) },
            transport: transport, options: ClientOptions(retry: .never, clock: ManualClock(skipping: .seconds(8))))
        #expect(await client.orderState(order).state == .working)
        #expect(transport.tokens == ["Authorization: Bearer token-number-1", "Authorization: Bearer token-number-2"])
        let refusing = ScriptedTransport([], then: .answer(401))
        let other = try probe(Probe.Readable.self, refusing)
        #expect(await other.orderState(order).state == .unknown(.inconclusive))
    }

    @Test func aRequestedWaitHoldsCancelsToo() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport(
            [.answer(429, headers: [("Retry-After", "60")])], then: .answer(429), clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock)
        let read = await client.orderState(order)
        #expect(read.state == .unknown(.inconclusive))
        #expect(await client.cancel(order).problem == .heldBack(wait: .seconds(60)))
        #expect(transport.count == 1)
    }

    @Test func inputThatIsRefusedIsNeverRead() async throws {
        let transport = ScriptedTransport([])
        let read = try await probe(Probe.Readable.self, transport).orderState(.init(orderID: ".."))
        #expect(read.notSent == .invalidInput)
        #expect(read.state == .unknown(.inconclusive))
        #expect(read.name == nil)
        #expect(transport.count == 0)
    }

    @Test func anOrderThatNoReadCanShowIsToldSo() async throws {
        let without = try await probe(Probe.Safe.self, ScriptedTransport([])).orderState(order)
        #expect(without.problem == .noRead)
        let referring = try await probe(Probe.Referring.self, ScriptedTransport([])).orderState(order)
        #expect(referring.problem == .noRead)
        #expect(referring.state == .unknown(.inconclusive))
    }

    @Test func aReplyAboutAnotherOrderIsNoAnswer() async throws {
        let transport = ScriptedTransport([], then: .answer(200, body: "unknown(otherOrder)"))
        #expect(try await probe(Probe.Readable.self, transport).orderState(order).state == .unknown(.otherOrder))
    }
}

/// Numbers tokens; a class because a provider's closure and the test share it.
private final class TokenCount: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
