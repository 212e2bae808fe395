import Synchronization
import TestScheduling
import Testing

@testable import VenueRuntime

/// Waits between attempts: the venue's wish is kept, chance only adds to it, and the cap holds.
@Suite(.bounded) struct RetryAfterTests {
    private let order = Probe.Input(orderID: "7")

    @Test(arguments: [
        ([("Retry-After", "2")], Duration.milliseconds(2100)),
        (
            [("Retry-After", "Sun, 06 Nov 1994 08:49:40 GMT"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")],
            .milliseconds(3100)
        ),
        (
            [("Retry-After", "Sun, 06 Nov 1994 08:49:30 GMT"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")],
            .milliseconds(100)
        ),
        (
            [("Retry-After", "Sunday, 06-Nov-94 08:49:40 GMT"), ("Date", "Sunday, 06-Nov-94 08:49:37 GMT")],
            .milliseconds(3100)
        ),
        (
            [("Retry-After", "Sun Nov  6 08:49:40 1994"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")],
            .milliseconds(3100)
        ),
        ([("Retry-After", "1"), ("Retry-After", "2")], .milliseconds(2100)),
        (
            [
                ("Retry-After", "1"), ("Retry-After", "Sun Nov  6 08:49:40 1994"),
                ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ], .milliseconds(3100)
        ),
        ([], .milliseconds(100)),
    ])
    func theVenuesWishIsKept(_ headers: [(String, String)], _ wait: Duration) async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport(
            [.answer(429, headers: headers.map { (name: $0.0, value: $0.1) }), .answer(200)], clock: clock)
        let report = try await probe(Probe.Unsafe.self, transport, clock: clock).cancel(order)
        #expect(report.attempts.map(\.started) == [.zero, wait])
    }

    @Test(arguments: [
        ["Sun, 06 Nov 1994 08:49:40 GMT"], ["soon"], ["30.5"], [""], ["-1"], ["99999999999999999999"], ["30, 60"],
        ["2", "soon"], ["soon", "2"],
    ]) func aWishThatCannotBeMeasuredEndsTheCall(values: [String]) async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let headers = values.map { (name: "Retry-After", value: $0) }
        let transport = ScriptedTransport([.answer(429, headers: headers), .answer(200), .answer(200)], clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let report = await client.cancel(order)
        #expect(report.attempts.count == 1)
        #expect(report.outcome.outcomeClass == .throttled)
        // Nor is anything else sent, for a minute.
        let next = await client.cancel(order)
        #expect(next.outcome == .notSent(.localThrottle))
        #expect(next.problem == .heldBack(wait: .seconds(60)))
        clock.advance(by: .seconds(60))
        #expect(await client.cancel(order).outcome == .canceled)
    }

    @Test(arguments: [200, 202, 400, 401, 404, 418, 429, 503]) func whateverTheStatusAWishHoldsBackTheRest(
        status: Int
    ) async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport(
            [.answer(status, headers: [("Retry-After", "3600")]), .answer(200)], clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        #expect(await client.cancel(order).attempts.count == 1)
        let next = await client.cancel(order)
        #expect(next.outcome == .notSent(.localThrottle))
        #expect(next.problem == .heldBack(wait: .seconds(3600)))
        #expect("\(next)".contains("the venue asked for no request for"))
        clock.advance(by: .seconds(3600))
        #expect(await client.cancel(order).outcome == .canceled)
    }

    @Test func serverErrorsAreAskedToWaitForToo() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport([.answer(503, headers: [("Retry-After", "3")]), .answer(200)], clock: clock)
        let report = try await probe(Probe.Safe.self, transport, clock: clock).cancel(order)
        #expect(report.attempts.map(\.started) == [.zero, .milliseconds(3100)])
    }

    @Test func anAbsurdWishDoesNotOverflow() async throws {
        let transport = ScriptedTransport([.answer(429, headers: [("Retry-After", "9223372036854775807")])])
        let report = try await probe(Probe.Unsafe.self, transport).cancel(order)
        #expect(report.outcome == .throttled(retryAfter: .seconds(.max), processing: .notProcessed))
    }

    @Test func theBackoffDoublesUpToItsCapAndChanceOnlyShortensIt() {
        let policy = RetryPolicy(base: .milliseconds(100), cap: .seconds(2), jitter: \.self)
        let limits = (1...7).map { policy.delay(beforeRetry: $0, asked: nil) }
        #expect(limits == [100, 200, 400, 800, 1600, 2000, 2000].map { .milliseconds($0) })
        #expect(policy.delay(beforeRetry: .max, asked: .seconds(5)) == .seconds(7))
        let random = RetryPolicy()
        var seen: Set<Duration> = []
        for _ in 0..<200 {
            let delay = random.delay(beforeRetry: 3, asked: nil)
            #expect(delay >= .zero && delay <= .milliseconds(400))
            seen.insert(delay)
        }
        #expect(seen.count > 100)
        #expect(seen.contains { $0 < .milliseconds(100) } && seen.contains { $0 > .milliseconds(300) })
    }
}
