import CurlTransport
import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// Cancels of all orders reach the orders of their scope and no other, and tell how many if the venue does.
@Suite(.bounded) struct CancelAllTests {
    /// A venue with five orders, a client over a transport to it, and what to shut down.
    private static func hornbeam(
        _ faults: [Fault?] = [], settlement: VenueConduct.Settlement = .atOnce, retry: RetryPolicy = RetryPolicy(),
        _ work: (SimulatedVenue, Hornbeam.Client) async throws -> Void
    ) async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Hornbeam" })
        let key = "hornbeam-test-secret"
        let conduct = VenueConduct(
            secrets: ["apiKey": "k"], settlement: settlement, limitsRate: false, faults: FaultPlan(script: faults),
            keys: ["secret": key], cryptography: SystemCryptography())
        let venue = try SimulatedVenue(spec, conduct: conduct)
        for (account, symbol, id) in [
            ("A", "X/1", "1"), ("A", "X/1", "2"), ("A", "Y", "3"), ("B", "X/1", "4"), ("B", "Y", "5"),
        ] { venue.place(order(account, symbol, id)) }
        venue.settle(order("B", "Y", "5"), as: .filled)
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        let client = try Hornbeam.Client(
            server: Hornbeam.Server(BaseURL(server.address)),
            credentials: Hornbeam.Credentials(apiKey: Secret("k"), secret: SigningKey(Secret(key))),
            transport: transport,
            options: ClientOptions(retry: retry, rateLimiter: RateLimiter([]), cryptography: SystemCryptography()))
        try await work(venue, client)
        await client.shutdown()
        await transport.shutdown()
        await server.stop()
    }

    private static func order(_ account: String, _ symbol: String, _ id: String) -> OrderKey {
        OrderKey(["account": account, "symbol": symbol, "id": id])
    }

    private static func ids(_ venue: SimulatedVenue, _ state: SimulatedOrderState) -> [String] {
        venue.orders(in: state).compactMap(\.values.last).sorted()
    }

    @Test(arguments: [
        (Hornbeam.CancelOrders.Scope.byAccount(account: "A"), ["1", "2", "3"]),
        (.byAccountAndSymbol(account: "A", symbol: "X/1"), ["1", "2"]),
        (.byAccountAndSymbol(account: "B", symbol: "Y"), []), (.byAccount(account: "C"), []),
        (.atVenue, ["1", "2", "3", "4"]),
    ])
    func theOrdersOfTheScopeAreCancelledAndCounted(_ scope: Hornbeam.CancelOrders.Scope, _ ids: [String]) async throws {
        try await Self.hornbeam { venue, client in
            let report = await client.cancelOrders(scope: scope)
            #expect(report.outcome == .canceled, "\(report)")
            #expect(report.affected == ids.count)
            #expect(Self.ids(venue, .canceled) == ids)
            #expect(Self.ids(venue, .filled) == ["5"])
            #expect(venue.ledger.requests.count == 1)
            #expect(report.attempts.count == 1)
        }
    }

    @Test func anAcknowledgementIsNoProofThatOrdersAreCancelled() async throws {
        try await Self.hornbeam(settlement: .later) { venue, client in
            let report = await client.cancelOrders(scope: .byAccount(account: "A"))
            #expect(report.outcome == .pendingCancel, "\(report)")
            #expect(report.affected == 3)
            #expect(Self.ids(venue, .pendingCancel) == ["1", "2", "3"])
            let stopped = await client.stopTrading(scope: .everything)
            #expect(stopped.outcome == .pendingCancel)
            #expect(stopped.affected == nil)
            #expect("\(stopped)".contains("the venue does not say how many orders"))
        }
    }

    @Test(arguments: [Fault.dropAfterApply, .dropAfterRead, .serverErrorApplied, .malformedJSON])
    func whatMayHaveBeenDoneIsNotDoneAgain(_ fault: Fault) async throws {
        try await Self.hornbeam([fault]) { venue, client in
            let report = await client.cancelOrders(scope: .byAccount(account: "A"))
            #expect(report.outcome.outcomeClass == .unknown, "\(report)")
            #expect(report.affected == nil)
            #expect(venue.ledger.requests.count == 1)
            #expect(Self.ids(venue, .canceled) == (fault.isApplied ? ["1", "2", "3"] : []))
        }
    }

    @Test func aRepeatThatIsSafeIsSignedAnewAndTellsOnlyWhatItDidItself() async throws {
        try await Self.hornbeam([.dropAfterApply]) { venue, client in
            let report = await client.stopTrading(scope: .everything)
            #expect(report.outcome == .canceled, "\(report)")
            #expect(report.followsUnknownAttempt)
            #expect(report.affected == 0)
            #expect(venue.ledger.requests.count == 2)
            #expect(venue.ledger.requests.allSatisfy { $0.refusal == nil })
            #expect(Self.ids(venue, .canceled) == ["1", "2", "3", "4"])
        }
        try await Self.hornbeam([.dropAfterApply], retry: .never) { venue, client in
            #expect(await client.stopTrading(scope: .everything).outcome.outcomeClass == .unknown)
            #expect(venue.ledger.requests.count == 1)
        }
    }

    /// A clock that is a millisecond later whenever it is looked at.
    private final class TickingTime: WallTime {
        private let count = Atomic<Int64>(0)
        var nanosecondsSinceEpoch: Int64 {
            SystemWallTime().nanosecondsSinceEpoch + count.wrappingAdd(1_000_000, ordering: .relaxed).newValue
        }
    }

    @Test func eachAttemptHasASignatureOfItsOwn() async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Hornbeam" })
        let faults = FaultPlan(script: [.dropAfterApply])
        let transport = RecordingTransport(
            to: try SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false, faults: faults)))
        let client = try Hornbeam.Client(
            server: .production,
            credentials: Hornbeam.Credentials(apiKey: Secret("k"), secret: SigningKey(Secret("hornbeam-test-secret"))),
            transport: transport,
            options: ClientOptions(cryptography: SystemCryptography(), wallTime: TickingTime()))
        let report = await client.stopTrading(scope: .everything)
        #expect(report.attempts.count == 2, "\(report)")
        let signatures = transport.requests.compactMap { $0.headers["Hornbeam-Signature"] }
        #expect(signatures.count == 2)
        #expect(Set(signatures).count == 2)
        await client.shutdown()
    }

    @Test func aReplyAboutAnotherAccountIsNoAnswer() async throws {
        try await Self.hornbeam([.otherOrder]) { _, client in
            let report = await client.cancelOrders(scope: .byAccount(account: "A"))
            #expect(report.outcome == .unknown(.otherOrder))
            #expect(report.affected == nil)
        }
    }

    @Test func nothingThatIsLeftOutMakesACallAboutAllOrders() throws {
        func input(_ json: String) -> Hornbeam.CancelOrders.Input? { try? .init(jsonBytes: Array(json.utf8)) }
        #expect(input(#"{"$scope":"atVenue"}"#)?.scope == .atVenue)
        #expect(input(#"{"$scope":"byAccount","account":"A"}"#)?.scope == .byAccount(account: "A"))
        for json in [
            "{}", #"{"account":"A"}"#, #"{"account":null}"#, #"{"$scope":"byAccountAndSymbol","account":"A"}"#,
            #"{"$scope":"byAccountAndSymbol","account":"A","symbol":null}"#, #"{"$scope":"byAccount"}"#,
            #"{"$scope":"byAccount","account":"A","symbol":"X"}"#, #"{"$scope":"atVenue","account":"A"}"#,
            #"{"$scope":"everything"}"#,
        ] { #expect(input(json) == nil, "\(json)") }
        #expect((try? Hornbeam.CancelOrder.Input(jsonBytes: Array(#"{"account":"A","symbol":"X"}"#.utf8))) == nil)
        #expect((try? Hornbeam.StopTrading.Input(jsonBytes: Array("{}".utf8))) == nil)
        let types: [any VenueOperation.Type] = [Hornbeam.CancelOrders.self, Hornbeam.StopTrading.self]
        for type in types { #expect(!(type is any CancelOperation.Type)) }
    }

    @Test(arguments: ["", ".", "a\nb"])
    func whatIdentifiesNothingIsNotSent(_ account: String) async throws {
        try await Self.hornbeam { venue, client in
            let report = await client.cancelOrders(scope: .byAccount(account: account))
            #expect(report.outcome == .notSent(.invalidInput))
            #expect(report.attempts.isEmpty)
            #expect(venue.ledger.requests.isEmpty)
        }
    }
}
