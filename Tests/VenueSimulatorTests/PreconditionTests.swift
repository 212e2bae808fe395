import CurlTransport
import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// What has to come first in a session is called once by the client itself, and nothing is sent while it is not granted.
@Suite(.bounded) struct PreconditionTests {
    private static let token = "planted-token-3c1d"
    private static let secret = "planted-secret-77aa"

    private static func venue(_ change: (inout VenueConduct) -> Void = { _ in }) throws -> SimulatedVenue {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Spindle" })
        var conduct = VenueConduct(secrets: ["token": token], limitsRate: false)
        (conduct.keys, conduct.cryptography) = (["apiSecret": secret], SystemCryptography())
        change(&conduct)
        return try SimulatedVenue(spec, conduct: conduct)
    }

    private static func client(
        over transport: any Transport, at server: Spindle.Server = .production,
        _ source: CredentialSource<Spindle.Credentials>? = nil, retry: RetryPolicy = .never,
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) -> Spindle.Client {
        let options = ClientOptions(
            deadline: .seconds(60), retry: retry, observer: observer, cryptography: SystemCryptography())
        return Spindle.Client(
            server: server, credentials: source ?? .fixed(credentials(token)), transport: transport, options: options)
    }

    private static func credentials(_ token: String) -> Spindle.Credentials {
        .init(token: Secret(token), apiSecret: SigningKey(Secret(secret)))
    }

    @Test func manyCancelsAtATimeMakeItOnce() async throws {
        let venue = try Self.venue()
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        let client = Self.client(over: transport, at: Spindle.Server(try BaseURL(server.address)))
        let outcomes = await withTaskGroup(of: CancelOutcome.self) { group in
            for number in 0..<40 {
                group.addTask { await client.cancel(account: "A-1", orderID: "\(number)").outcome }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        await transport.shutdown()
        await server.stop()
        #expect(outcomes == Array(repeating: CancelOutcome.canceled, count: 40))
        let requests = venue.ledger.requests
        #expect(requests.count(where: \.isLogin) == 1)
        #expect(requests.first?.isLogin == true)
        #expect(requests.count { $0.effect == .canceled } == 40)
    }

    @Test func aRefusalForItsSakeIsAnsweredByMakingItAgainAndTheCancelOnceMore() async throws {
        let venue = try Self.venue { $0.callsPerSession = 3 }
        let steps = Mutex<[String]>([])
        let client = Self.client(over: SimulatedTransport(to: venue)) { event in
            if event.step == .preparing { steps.withLock { $0.append("preparing \(event.attempt)") } }
        }
        for number in 0..<4 {
            let report = await client.cancel(account: "A-1", orderID: "\(number)")
            #expect(report.outcome == .canceled)
            #expect(
                report.attempts.map(\.outcome) == (number == 3 ? [.rejected(.precondition), .canceled] : [.canceled]))
        }
        let effects = venue.ledger.requests.map(\.effect)
        #expect(
            effects == [.granted, .canceled, .canceled, .canceled, .unprepared, .granted, .canceled])
        #expect(steps.withLock { $0 } == ["preparing 1", "preparing 2"])
    }

    @Test func aVenueThatStaysUnpreparedIsAskedTwiceAndNoMore() async throws {
        let venue = try Self.venue { $0.callsPerSession = 0 }
        let client = Self.client(over: SimulatedTransport(to: venue))
        let report = await client.cancel(account: "A-1", orderID: "7")
        #expect(report.outcome == .rejected(.precondition))
        #expect(venue.ledger.requests.map(\.effect) == [.granted, .unprepared, .granted, .unprepared])
        #expect(venue.ledger.orders.isEmpty)
    }

    @Test func noCancelIsSentWhereItIsNotGranted() async throws {
        let transport = AnsweringTransport([(200, #"{"accounts":[]}"#)])
        let client = Self.client(over: transport)
        let report = await client.cancel(account: "A-1", orderID: "7")
        #expect(report.outcome == .notSent(.precondition))
        #expect(
            report.problem?.description
                == "the call 'accounts', which has to come first, was answered 200, which means rejected(permission)")
        #expect(transport.lines == ["GET /accounts"])
    }

    @Test func aFailureThatPassesIsFollowedByAnotherTry() async throws {
        let transport = AnsweringTransport([
            (503, ""), (200, #"{"accounts":["A-1"]}"#), (200, #"{"orderId":"7","state":"CANCELLED"}"#),
        ])
        let client = Self.client(over: transport, retry: RetryPolicy(maximumAttempts: 3, base: .zero))
        let report = await client.cancel(account: "A-1", orderID: "7")
        #expect(report.outcome == .canceled)
        #expect(report.attempts.count == 1)
        #expect(transport.lines == ["GET /accounts", "GET /accounts", "DELETE /accounts/A-1/orders/7"])
    }

    @Test func whoWaitedForOneThatFailedDoesNotMakeItOnceMore() async throws {
        let transport = AnsweringTransport([(503, "")], holdsFirst: true)
        let waiting = Mutex(0)
        let client = Self.client(over: transport) { event in
            if event.step == .preparing { waiting.withLock { $0 += 1 } }
        }
        let outcomes = await withTaskGroup(of: CancelOutcome.self) { group in
            group.addTask { await client.cancel(account: "A-1", orderID: "0").outcome }
            await transport.untilHeld()
            for number in 1..<5 {
                group.addTask { await client.cancel(account: "A-1", orderID: "\(number)").outcome }
            }
            while waiting.withLock({ $0 }) < 5 { await Task.yield() }
            transport.release()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .notSent(.precondition), count: 5))
        #expect(transport.lines == ["GET /accounts"])
    }

    @Test func credentialsThatItFindsRefusedAreRenewedOnce() async throws {
        let venue = try Self.venue()
        let asked = Mutex(0)
        let source = CredentialSource<Spindle.Credentials>.provider {
            let count = asked.withLock { count in
                count += 1
                return count
            }
            return IssuedCredentials(Self.credentials(count == 1 ? "stale" : Self.token))
        }
        let client = Self.client(over: SimulatedTransport(to: venue), source)
        let report = await client.cancel(account: "A-1", orderID: "7")
        #expect(report.outcome == .canceled)
        #expect(venue.ledger.requests.map(\.effect) == [.unauthenticated, .granted, .canceled])
        #expect(asked.withLock { $0 } == 2)
    }

    @Test func whatItSaysShowsNoSecret() async throws {
        let transport = AnsweringTransport([(200, #"{"accounts":[]}"#)])
        let events = Mutex("")
        let client = Self.client(over: transport) { event in events.withLock { $0 += "\(event)\n" } }
        let report = await client.cancel(account: "A-1", orderID: "7")
        let text = "\(report) \(String(reflecting: report)) \(report.problem.debugDescription)" + events.withLock { $0 }
        #expect(!text.contains(Self.token) && !text.contains(Self.secret), "\(text)")
    }
}

/// Answers one request after the other, and holds the first until it is released.
private final class AnsweringTransport: Transport {
    private struct State {
        var answers: [(status: Int, body: String)]
        var lines: [String] = []
        var held: CheckedContinuation<Void, Never>?
        var waiter: CheckedContinuation<Void, Never>?
        var holdsNext: Bool
    }

    private let state: Mutex<State>

    init(_ answers: [(status: Int, body: String)], holdsFirst: Bool = false) {
        state = Mutex(State(answers: answers, holdsNext: holdsFirst))
    }

    var lines: [String] { state.withLock { $0.lines } }

    /// Waits until the first request is held.
    func untilHeld() async {
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.held == nil { state.waiter = continuation }
                return state.held != nil
            }
            if isHeld { continuation.resume() }
        }
    }

    func release() { state.withLock { $0.held.take() }?.resume() }

    func send(
        _ request: AuthorizedRequest, to _: BaseURL, deadline _: ContinuousClock.Instant,
        observer _: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let (holds, answer) = state.withLock { state in
            state.lines.append("\(request.method) \(request.target)")
            defer { state.holdsNext = false }
            return (state.holdsNext, state.answers.isEmpty ? nil : state.answers.removeFirst())
        }
        if holds {
            await withCheckedContinuation { continuation in
                let waiter = state.withLock { state in
                    state.held = continuation
                    return state.waiter.take()
                }
                waiter?.resume()
            }
        }
        guard let answer else { return TransportReport(.unknown(.connectionLost)) }
        return TransportReport(.answered(HTTPResponse(status: answer.status, body: Array(answer.body.utf8))))
    }

    func shutdown() async {}
}
