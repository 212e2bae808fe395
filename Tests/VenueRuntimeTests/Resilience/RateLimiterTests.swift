import TestScheduling
import Testing

@testable import VenueRuntime

/// The limits of a spec are kept by whoever shares a limiter, and nobody waits in vain.
@Suite(.bounded) struct RateLimiterTests {
    private let start = ContinuousClock.now

    /// When each of a number of requests, all asked for at the start, may go.
    private func instants(_ limits: [RateLimit], _ count: Int) -> [Duration] {
        let limiter = RateLimiter(limits)
        return (0..<count).compactMap { _ in
            guard case .go(let ticket) = limiter.take(at: start, before: start + .seconds(86400)) else { return nil }
            return start.duration(to: ticket.instant)
        }
    }

    @Test func aBurstGoesAtOnceAndTheRestEvenly() {
        let limit = RateLimit(requests: 180, per: .seconds(60), burst: 3, scope: .user)
        let third = Duration.seconds(60) / 180
        #expect(instants([limit], 6) == [.zero, .zero, .zero, third, third * 2, third * 3])
    }

    @Test func withoutABurstNoStretchOfThePeriodHoldsMore() {
        let limit = RateLimit(requests: 3, per: .seconds(1), scope: .key)
        #expect(instants([limit], 7) == [0, 0, 0, 1, 1, 1, 2].map { .seconds($0) })
        let limiter = RateLimiter([limit])
        var taken: [Duration] = []
        for step in 0..<200 {
            let now = start + .milliseconds(step * 70)
            if case .go(let ticket) = limiter.take(at: now, before: now + .milliseconds(1)) {
                taken.append(start.duration(to: ticket.instant))
            }
        }
        for first in taken { #expect(taken.count { $0 >= first && $0 < first + .seconds(1) } <= 3) }
        #expect(taken.count >= 39)
    }

    @Test func severalLimitsHoldAtOnce() {
        let limits = [
            RateLimit(requests: 2, per: .seconds(1), scope: .key),
            RateLimit(requests: 3, per: .seconds(10), scope: .address),
        ]
        #expect(instants(limits, 5) == [0, 0, 1, 10, 10].map { .seconds($0) })
        #expect(instants([], 3) == [.zero, .zero, .zero])
    }

    @Test(arguments: [nil, 4])
    func aCallCountsAsWhatItWeighs(_ burst: Int?) throws {
        let limiter = RateLimiter([RateLimit(requests: 4, per: .seconds(4), burst: burst, scope: .user)])
        func instant(_ weight: Int, from now: Duration = .zero) -> Duration? {
            let answer = limiter.take(at: start + now, before: start + .seconds(1000), weight: weight)
            guard case .go(let ticket) = answer else { return nil }
            return start.duration(to: ticket.instant)
        }
        // Room for three of four, then for one, then, with a burst, as the tokens come back.
        #expect(instant(3) == .zero)
        #expect(instant(1) == .zero)
        #expect(instant(2) == .seconds(burst == nil ? 4 : 2))
        #expect(instant(2) == .seconds(4))
        // What weighs more than a limit ever has room for takes all of it.
        #expect(instant(9, from: .seconds(20)) == .seconds(20))
        #expect(instant(1, from: .seconds(20)) == .seconds(burst == nil ? 24 : 21))
    }

    @Test(arguments: [nil, 3])
    func whatAHeavyCallGivesBackIsAllThere(_ burst: Int?) throws {
        let limiter = RateLimiter([RateLimit(requests: 3, per: .seconds(3), burst: burst, scope: .user)])
        let end = start + .seconds(100)
        for weight in [1, 2, 3] {
            guard case .go = limiter.take(at: start, before: end, weight: 2),
                case .go(let ticket) = limiter.take(at: start, before: end, weight: weight)
            else {
                Issue.record("no room")
                return
            }
            limiter.giveBack(ticket)
            guard case .go(let again) = limiter.take(at: start, before: end, weight: weight) else { return }
            #expect(again.instant == ticket.instant)
        }
    }

    @Test func aBucketRefillsWhileNothingGoes() {
        let limiter = RateLimiter([RateLimit(requests: 10, per: .seconds(1), burst: 2, scope: .user)])
        for second in 0..<5 {
            let now = start + .seconds(second)
            for _ in 0..<2 { #expect(limiter.goes(at: now)) }
            #expect(!limiter.goes(at: now))
        }
    }

    @Test func whatComesTooLateTakesNothing() {
        let limiter = RateLimiter([RateLimit(requests: 1, per: .seconds(1), scope: .user)])
        #expect(limiter.goes(at: start))
        for _ in 0..<10 {
            #expect(limiter.take(at: start, before: start + .seconds(1)) == .tooLate(start + .seconds(1)))
        }
        #expect(limiter.goes(at: start + .seconds(1)))
    }

    @Test(arguments: [nil, 1, 2])
    func whatIsGivenBackCanBeTakenAgainAndNoMore(_ burst: Int?) throws {
        let limiter = RateLimiter([RateLimit(requests: 2, per: .seconds(2), burst: burst, scope: .user)])
        let end = start + .seconds(100)
        guard case .go(let first) = limiter.take(at: start, before: end),
            case .go(let second) = limiter.take(at: start, before: end),
            case .go(let third) = limiter.take(at: start, before: end)
        else {
            Issue.record("no room")
            return
        }
        limiter.giveBack(first)
        guard case .go(let fourth) = limiter.take(at: start, before: end) else { return }
        #expect(fourth.instant > third.instant || burst == nil)
        limiter.giveBack(fourth)
        limiter.giveBack(fourth)
        guard case .go(let again) = limiter.take(at: start, before: end) else { return }
        #expect(again.instant == fourth.instant)
        _ = second
    }

    @Test func aCallWaitsWithinItsDeadlineOrIsNotSent() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let limiter = RateLimiter([RateLimit(requests: 1, per: .seconds(4), scope: .user)])
        let transport = ScriptedTransport([], then: .answer(200), clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock) { $0.rateLimiter = limiter }
        let order = Probe.Input(orderID: "7")
        #expect(await client.cancel(order).duration == .zero)
        #expect(await client.cancel(order).duration == .seconds(4))
        let report = await client.cancel(order, deadline: .seconds(3))
        #expect(report.outcome == .notSent(.localThrottle))
        #expect(report.problem == .rateLimited(wait: .seconds(4)))
        #expect(transport.count == 2)
    }

    @Test func clientsOfOneScopeShareALimiter() async throws {
        let registry = RateLimiterRegistry()
        let one = registry.limiter(for: Probe.Limited.self, scope: "one")
        #expect(registry.limiter(for: Probe.Limited.self, scope: "one") === one)
        #expect(registry.limiter(for: Probe.Limited.self, scope: "two") !== one)
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport([], then: .answer(200), clock: clock)
        let start = clock.now
        for _ in 0..<3 {
            let client = try probe(Probe.Limited.self, transport, clock: clock) { $0.rateLimiter = one }
            _ = await client.cancel(Probe.Input(orderID: "7"))
        }
        #expect(start.duration(to: clock.now) == .milliseconds(100))
    }

    @Test func aVenuesRefusalHoldsEveryCallBack() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let limiter = RateLimiter([])
        let transport = ScriptedTransport(
            [.answer(429, headers: [("Retry-After", "5")])], then: .answer(200), clock: clock)
        let client = try probe(Probe.Unsafe.self, transport, clock: clock) {
            $0.rateLimiter = limiter
            $0.retry = .never
        }
        _ = await client.cancel(Probe.Input(orderID: "7"))
        #expect(await client.cancel(Probe.Input(orderID: "8")).duration == .seconds(5))
    }

    @Test func aWishIsKeptHoweverLongItIs() async throws {
        let clock = ManualClock(skipping: .seconds(61))
        let transport = ScriptedTransport(
            [.answer(429, headers: [("Retry-After", "9223372036854775807")])], then: .answer(200), clock: clock)
        let client = try probe(Probe.Unsafe.self, transport, clock: clock)
        _ = await client.cancel(Probe.Input(orderID: "7"))
        clock.advance(by: .seconds(3600))
        let next = await client.cancel(Probe.Input(orderID: "8"), deadline: .seconds(90))
        #expect(next.outcome == .notSent(.localThrottle))
        #expect(next.duration == .zero)
    }
}

extension RateLimiter {
    /// Whether a request may go at once.
    fileprivate func goes(at now: ContinuousClock.Instant) -> Bool {
        if case .go = take(at: now, before: now + .nanoseconds(1)) { true } else { false }
    }
}
