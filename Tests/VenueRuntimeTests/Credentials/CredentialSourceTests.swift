import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// Credentials are asked for once however many wait, in time, and again only where a 401 proves nothing was done.
@Suite(.bounded, .timeLimit(.minutes(1))) struct CredentialSourceTests {
    private let order = Probe.Input(orderID: "7")

    /// Gives `token-1`, `token-2` and so on, and counts.
    private final class Issuer: Sendable {
        private let issued = Mutex(0)
        let lifetime: Duration?

        init(lifetime: Duration? = nil) { self.lifetime = lifetime }

        var count: Int { issued.withLock(\.self) }

        func issue() -> IssuedCredentials<Probe.Credentials> {
            let number = issued.withLock { issued in
                issued += 1
                return issued
            }
            return IssuedCredentials(.bearer(Secret("token-\(number)")), lifetime: lifetime)
        }
    }

    private func client<Operation: ProbeOperation>(
        _: Operation.Type, _ source: CredentialSource<Probe.Credentials>,
        _ transport: ScriptedTransport, clock: ManualClock = ManualClock(skipping: .seconds(8))
    ) -> VenueClient<Operation> {
        VenueClient<Operation>(
            server: .production, credentials: source, transport: transport,
            options: ClientOptions(retry: .steady(), clock: clock))
    }

    @Test func aHundredCallsAskOnce() async throws {
        let issuer = Issuer()
        let callers = Issuer()
        let source = CredentialSource<Probe.Credentials>.provider {
            while callers.count < 100 { await Task.yield() }
            return issuer.issue()
        }
        let transport = ScriptedTransport([], then: .answer(200))
        let first = client(Probe.Safe.self, source, transport)
        let second = client(Probe.Unsafe.self, source, transport)
        let order = order
        await withTaskGroup(of: CancelOutcome.self) { group in
            for number in 0..<100 {
                group.addTask {
                    _ = callers.issue()
                    return number.isMultiple(of: 2)
                        ? await first.cancel(order).outcome : await second.cancel(order).outcome
                }
            }
            for await outcome in group { #expect(outcome == .canceled) }
        }
        #expect(issuer.count == 1)
        #expect(Set(transport.tokens) == ["Authorization: Bearer token-1"])
    }

    @Test func aHundredRefusedCallsRenewOnce() async throws {
        let issuer = Issuer()
        let source = CredentialSource<Probe.Credentials>.provider { issuer.issue() }
        let transport = RefusingTransport(refused: "token-1")
        let client = VenueClient<Probe.Unsafe>(server: .production, credentials: source, transport: transport)
        let order = order
        await withTaskGroup(of: CancelOutcome.self) { group in
            for _ in 0..<100 { group.addTask { await client.cancel(order).outcome } }
            for await outcome in group { #expect(outcome == .canceled) }
        }
        #expect(issuer.count == 2)
    }

    @Test func newOnesAreHadBeforeTheOldOnesEnd() async throws {
        let issuer = Issuer(lifetime: .seconds(100))
        let clock = ManualClock(skipping: .seconds(8))
        let source = CredentialSource<Probe.Credentials>.provider(renewingBefore: .seconds(30)) { issuer.issue() }
        let transport = ScriptedTransport([], then: .answer(200))
        let client = self.client(Probe.Safe.self, source, transport, clock: clock)
        for wait in [0, 69, 1, 69, 1] {
            clock.advance(by: .seconds(wait))
            _ = await client.cancel(order)
        }
        #expect(transport.tokens.map { $0.suffix(1) } == ["1", "1", "2", "2", "3"])
    }

    @Test func aRefusalThatProvesNothingWasDoneIsAnsweredOnceWithOtherCredentials() async throws {
        let issuer = Issuer()
        let source = CredentialSource<Probe.Credentials>.provider { issuer.issue() }
        let transport = ScriptedTransport([.answer(401), .answer(200)])
        let report = await client(Probe.Unsafe.self, source, transport).cancel(order)
        #expect(report.outcome == .canceled)
        #expect(transport.tokens == ["Authorization: Bearer token-1", "Authorization: Bearer token-2"])
        let stubborn = ScriptedTransport([], then: .answer(401))
        #expect(await client(Probe.Safe.self, source, stubborn).cancel(order).outcome == .rejected(.authentication))
        #expect(stubborn.count == 2)
        let typed = ScriptedTransport([.answer(401), .answer(404)])
        #expect(try await client(Probe.Unsafe.self, source, typed).send(order).status == 404)
    }

    @Test(arguments: [403, 500, 418])
    func noOtherAnswerIs(_ status: Int) async throws {
        let issuer = Issuer()
        let source = CredentialSource<Probe.Credentials>.provider { issuer.issue() }
        let transport = ScriptedTransport([.answer(status)])
        _ = await client(Probe.Unsafe.self, source, transport).cancel(order)
        #expect(transport.count == 1)
        #expect(issuer.count == 1)
    }

    @Test func fixedCredentialsAreNotSentAgain() async throws {
        let transport = ScriptedTransport([.answer(401)])
        #expect(try await probe(Probe.Safe.self, transport).cancel(order).outcome == .rejected(.authentication))
        #expect(transport.count == 1)
    }

    @Test func credentialsThatCannotBeSentMakeNoClient() {
        #expect(throws: InvalidCredentials.self) {
            try VenueClient<Probe.Safe>(
                server: .production, credentials: .bearer(Secret("line\n")), transport: ScriptedTransport([]))
        }
    }

    @Test func aProviderThatFailsLeavesTheCallUnsentAndIsAskedAgain() async throws {
        struct Failure: Error { let secret = "planted-token" }
        let attempts = Mutex(0)
        let asked = { @Sendable in attempts.withLock { $0 += 1 } }
        let source = CredentialSource<Probe.Credentials>.provider {
            asked()
            throw Failure()
        }
        let client = self.client(Probe.Safe.self, source, ScriptedTransport([]))
        for _ in 0..<2 {
            let report = await client.cancel(order)
            #expect(report.outcome == .notSent(.credentialsUnavailable))
            #expect(report.problem == .credentialsUnavailable(CredentialFailure(.provider(errorType: "Failure"))))
            #expect(!"\(report)".contains("planted"))
        }
        #expect(attempts.withLock(\.self) == 2)
    }

    @Test func aProviderThatHangsIsCancelledWithTheLastCallThatWaits() async throws {
        let clock = ManualClock()
        let isCancelled = Mutex(false)
        let note = { @Sendable in isCancelled.withLock { $0 = true } }
        let source = CredentialSource<Probe.Credentials>.provider {
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                note()
                throw error
            }
            throw CancellationError()
        }
        let client = self.client(Probe.Safe.self, source, ScriptedTransport([]), clock: clock)
        async let late = client.cancel(order)
        await clock.advance(by: .seconds(10), afterSleepers: 1)
        #expect(await late.outcome == .notSent(.deadline))
        while !isCancelled.withLock(\.self) { await Task.yield() }
        #expect(clock.sleeperCount == 0)
        let order = order
        let task = Task { await client.cancel(order) }
        while clock.sleeperCount < 1 { await Task.yield() }
        await client.shutdown()
        #expect(await task.value.outcome == .notSent(.interrupted))
    }
}

/// Answers 401 to one token and 200 to every other.
private struct RefusingTransport: Transport {
    let refused: String

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let isRefused = request.exposedHeaders()["Authorization"]?.hasSuffix(refused) ?? true
        await Task.yield()
        return TransportReport(.answered(HTTPResponse(status: isRefused ? 401 : 200)))
    }

    func shutdown() async {}
}
