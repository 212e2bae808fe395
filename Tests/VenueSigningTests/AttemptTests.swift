import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// Each attempt has values of its own, made when it leaves.
@Suite(.bounded) struct AttemptTests {
    /// Notes what each request had in it, and answers with a status for each.
    private final class NotingTransport: Transport {
        let forms = Mutex<[String]>([])
        private let statuses: [Int]

        init(_ statuses: [Int]) { self.statuses = statuses }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            let count = forms.withLock { forms in
                forms.append(request.target + " " + String(decoding: request.body ?? [], as: UTF8.self))
                return forms.count
            }
            let status = statuses[min(count, statuses.count) - 1]
            if status == 0 { return TransportReport(.notSent(.connectionFailed)) }
            return TransportReport(
                .answered(HTTPResponse(status: status, body: Array(#"{"count":1,"pending":false}"#.utf8))))
        }

        func shutdown() async {}

        /// What a field of the forms was, request by request.
        func field(_ name: String) -> [String] {
            forms.withLock { $0 }.map { form in
                let fields = form.split { $0 == " " || $0 == "&" || $0 == "?" }
                return fields.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.utf8.count + 1)) } ?? ""
            }
        }
    }

    /// Takes a while before a request leaves, and answers the first only once another has left; notes the nonces as they
    /// leave.
    private final class SlowTransport: Transport {
        let nonces = Mutex<[Int64]>([])
        private let second = AsyncStream<Void>.makeStream()
        private let arrivals = AsyncStream<Void>.makeStream()
        private let gate = AsyncStream<Void>.makeStream()
        private let holdsFirst: Mutex<Bool>

        init(holdsFirst: Bool = false) { self.holdsFirst = Mutex(holdsFirst) }

        /// Returns when the first request is held.
        func firstArrival() async { for await _ in arrivals.stream { return } }

        func letGo() { gate.continuation.finish() }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            let fields = String(decoding: request.body ?? [], as: UTF8.self).split(separator: "&")
            let nonce = fields.first { $0.hasPrefix("nonce=") }.flatMap { Int64($0.dropFirst(6)) } ?? 0
            let isHeld = holdsFirst.withLock { holdsFirst in
                defer { holdsFirst = false }
                return holdsFirst
            }
            if isHeld {
                arrivals.continuation.finish()
                for await _ in gate.stream {}
            }
            // Whoever came later would be quicker.
            for _ in 0..<(nonce.isMultiple(of: 2) ? 40 : 0) { await Task.yield() }
            let count = nonces.withLock { nonces in
                nonces.append(nonce)
                return nonces.count
            }
            observer(.sent)
            if count == 1 { for await _ in second.stream {} } else { second.continuation.finish() }
            return TransportReport(
                .answered(HTTPResponse(status: 200, body: Array(#"{"count":1,"pending":false}"#.utf8))))
        }

        func shutdown() async {}
    }

    private func dogwood(_ transport: any Transport, retry: RetryPolicy = .never) throws -> Dogwood.Client {
        try Dogwood.Client(
            server: .production,
            credentials: .init(apiKey: Secret("key"), apiSecret: SigningKey(Secret("c2VjcmV0"))), transport: transport,
            options: ClientOptions(retry: retry, rateLimiter: RateLimiter([]), cryptography: SystemCryptography()))
    }

    @Test func noNonceOfAVenueComesTwiceHoweverManyClientsSendAtOnce() async throws {
        let transport = NotingTransport([200])
        let clients = try (0..<4).map { _ in try dogwood(transport) }
        await withTaskGroup { group in
            for number in 0..<400 {
                group.addTask { _ = await clients[number % clients.count].cancel(txid: "T\(number)") }
            }
        }
        let nonces = transport.field("nonce").compactMap { Int64($0) }
        #expect(nonces.count == 400)
        #expect(Set(nonces).count == 400)
        let before = try #require(nonces.max())
        _ = await clients[0].cancel(txid: "last")
        #expect(transport.field("nonce").last.flatMap { Int64($0) } ?? 0 > before)
    }

    @Test func noncesLeaveInTheOrderInWhichTheyWereTakenHoweverLongAConnectionTakes() async throws {
        let transport = SlowTransport()
        let clients = try (0..<3).map { _ in try dogwood(transport) }
        await withTaskGroup { group in
            for number in 0..<60 {
                group.addTask { _ = await clients[number % 3].cancel(txid: "T\(number)", deadline: .seconds(60)) }
            }
        }
        let sent = transport.nonces.withLock { $0 }
        #expect(sent.count == 60)
        #expect(sent == sent.sorted())
    }

    @Test func aCallThatEndsWhileItWaitsToSendLetsTheOthersGo() async throws {
        let transport = SlowTransport(holdsFirst: true)
        let client = try dogwood(transport)
        let first = Task { await client.cancel(txid: "T1", deadline: .seconds(60)) }
        await transport.firstArrival()
        let impatient = await client.cancel(txid: "T2", deadline: .milliseconds(20))
        #expect(impatient.outcome == .notSent(.deadline), "\(impatient)")
        let dropped = Task { await client.cancel(txid: "T3", deadline: .seconds(60)) }
        dropped.cancel()
        #expect(await dropped.value.outcome == .notSent(.interrupted))
        let last = Task { await client.cancel(txid: "T4", deadline: .seconds(60)) }
        transport.letGo()
        #expect(await first.value.outcome == .canceled)
        #expect(await last.value.outcome == .canceled)
        #expect(transport.nonces.withLock { $0.count } == 2)
    }

    @Test func anAttemptThatFollowsAnotherIsSignedAnew() async throws {
        let transport = NotingTransport([0, 0, 200])
        let client = try dogwood(transport, retry: RetryPolicy(maximumAttempts: 3))
        let report = await client.cancel(txid: "T1", deadline: .seconds(30))
        #expect(report.outcome == .canceled, "\(report)")
        let nonces = transport.field("nonce").compactMap { Int64($0) }
        #expect(nonces.count == 3)
        #expect(nonces == nonces.sorted() && Set(nonces).count == 3)
    }
}
