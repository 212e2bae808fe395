import TestScheduling
import Testing
import VenueRuntime

/// An order is read at the pace of its spec, until its end is known or the time is over.
@Suite(.bounded, .timeLimit(.minutes(1))) struct ConfirmationTests {
    private let order = Probe.Input(orderID: "7")

    private func confirm(
        _ steps: [ScriptedTransport.Step], then last: ScriptedTransport.Step? = nil,
        within window: ConfirmationWindow = .within(.seconds(30))
    ) async throws -> (CancelReport, ScriptedTransport, Duration) {
        let clock = ManualClock(skipping: .seconds(100))
        let start = clock.now
        let transport = ScriptedTransport(steps, then: last, clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock) {
            $0.retry = RetryPolicy(maximumAttempts: 1, jitter: { _ in .zero })
        }
        let report = await client.cancel(order, confirm: window)
        return (report, transport, start.duration(to: clock.now))
    }

    @Test func readsBeginAfterTheStatedTimeAndKeepTheirDistance() async throws {
        let (report, transport, elapsed) = try await confirm(
            [.answer(202)], then: .answer(200, body: "working"), within: .within(.seconds(60)))
        // Four reads of one order, then two of past ones: 1, 3, 7, 11; 14, 17.
        #expect(report.reads.map(\.started) == [1, 3, 7, 11, 14, 17].map { .seconds($0) })
        #expect(report.reads.map(\.name) == Array(repeating: "getOrder", count: 4) + ["pastOrder", "pastOrder"])
        #expect(report.outcome == .pendingCancel)
        #expect(report.lastState == .working)
        #expect(transport.count == 7)
        #expect(elapsed == .seconds(17))
        #expect(report.duration == .seconds(17))
    }

    @Test func chanceOnlyMakesThePaceSlower() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = ScriptedTransport([.answer(202)], then: .answer(200, body: "working"), clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock)
        let report = await client.cancel(order, confirm: .within(.seconds(13)))
        #expect(report.reads.map(\.started) == [.seconds(1), .milliseconds(3500), .milliseconds(8500)])
    }

    @Test func noReadStartsThatTheWindowWouldNotLetIn() async throws {
        let (report, transport, elapsed) = try await confirm(
            [.answer(202)], then: .answer(200, body: "working"), within: .within(.seconds(7)))
        #expect(report.reads.count == 2)
        #expect(transport.count == 3)
        #expect(elapsed == .seconds(3))
        for length in [Duration.zero, .seconds(-1), .seconds(1)] {
            #expect(try await confirm([.answer(202)], within: .within(length)).0.reads.isEmpty)
        }
    }

    @Test func anOrderThatIsNotShownIsLookedForByTheNextReadAtOnce() async throws {
        let (report, transport, _) = try await confirm([
            .answer(202), .answer(404), .answer(404), .answer(404), .answer(200, body: "canceled 0/1"),
        ])
        #expect(report.outcome == .canceled)
        #expect(
            transport.sent.dropFirst().map(\.line)
                == ["GET /orders/7", "GET /history/7", "GET /orders/7", "GET /history/7"])
        #expect(report.reads.map(\.started) == [1, 1, 3, 3].map { .seconds($0) })
    }

    @Test func notFoundAfterAnAcknowledgementProvesNothing() async throws {
        let (report, _, _) = try await confirm([.answer(202)], then: .answer(404))
        #expect(report.outcome == .pendingCancel)
        #expect(report.lastState == .unknownOrder)
        #expect(report.reads.count == 6)
    }

    @Test func aRequestedWaitIsKept() async throws {
        let (report, _, _) = try await confirm([
            .answer(202), .answer(429, headers: [("Retry-After", "9")]), .answer(200, body: "canceled"),
        ])
        #expect(report.outcome == .canceled)
        // The second read is due at 3 s; the venue asked for nothing before 10 s.
        #expect(report.reads.map(\.started) == [.seconds(1), .seconds(3)])
        #expect(report.duration == .seconds(10))
    }

    @Test func aRequestedWaitBeyondAReadsTimeDoesNotUseReadsUp() async throws {
        let (report, transport, _) = try await confirm(
            [.answer(202), .answer(429, headers: [("Retry-After", "60")]), .answer(200, body: "canceled")],
            within: .within(.seconds(120)))
        #expect(report.outcome == .canceled)
        #expect(report.reads.map(\.notSent) == [nil, .localThrottle, nil])
        #expect(report.reads.map(\.started) == [1, 3, 61].map { .seconds($0) })
        #expect(transport.count == 3)
    }

    @Test func thePaceIsAllThatSendsAReadAgain() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = ScriptedTransport(
            [.answer(202), .answer(500), .unknown(.connectionLost), .answer(429), .answer(200, body: "canceled")],
            clock: clock)
        // Its three attempts are for calls that nobody repeats.
        let client = try probe(Probe.Readable.self, transport, clock: clock)
        let report = await client.cancel(order, confirm: .within(.seconds(60)))
        #expect(report.outcome == .canceled)
        #expect(report.reads.map(\.attempts.count) == [1, 1, 1, 1])
    }

    @Test func aReadThatFailsIsMadeAgainAtThePace() async throws {
        let (report, transport, _) = try await confirm([
            .answer(202), .unknown(.connectionLost), .answer(500), .answer(401), .answer(200, body: "canceled"),
        ])
        #expect(report.outcome == .canceled)
        #expect(report.reads.map(\.started) == [1, 3, 7, 11].map { .seconds($0) })
        #expect(transport.sent.dropFirst().allSatisfy { $0.line == "GET /orders/7" })
    }

    @Test func aReadThatHangsLeavesTimeForAnother() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = ScriptedTransport(
            [.unknown(.timeout), .hang, .answer(200, body: "canceled")], clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock) { $0.retry = .never }
        let report = await client.cancel(order, confirm: .within(.seconds(30)))
        #expect(report.outcome == .canceled)
        #expect(report.reads.map(\.state) == [.unknown(.timeout), .canceled])
        #expect(report.reads.first?.duration == .seconds(10))
    }

    @Test func aReadGetsAMemberOfTheCancelsReply() async throws {
        let transport = ScriptedTransport([.answer(202, body: "ref-9"), .answer(200, body: "canceled")])
        let report = try await probe(Probe.Referring.self, transport).cancel(order, confirm: .within(.seconds(30)))
        #expect(report.outcome == .canceled)
        #expect(transport.sent.last?.line == "GET /orders/ref-9")
        let lost = ScriptedTransport([.unknown(.timeout)])
        let other = try await probe(Probe.Referring.self, lost).cancel(order, confirm: .within(.seconds(30)))
        #expect(other.outcome == .unknown(.timeout))
        #expect(other.reads.map(\.problem) == [.noRead])
    }

    @Test func anEarlierReportIsTakenUp() async throws {
        let transport = ScriptedTransport(
            [.answer(202, body: "ref-9"), .answer(200, body: "working"), .answer(200, body: "canceled")])
        let client = try probe(Probe.Referring.self, transport)
        let report = await client.cancel(order)
        #expect(report.outcome == .pendingCancel)
        let confirmed = await client.confirm(report, within: .seconds(30))
        #expect(confirmed.outcome == .canceled)
        #expect(confirmed.cancelOutcome == .pendingCancel)
        #expect(confirmed.reads.map(\.state) == [.working, .canceled])
        #expect(transport.sent.map(\.line) == ["DELETE /orders/7", "GET /orders/ref-9", "GET /orders/ref-9"])
        // What is proven is not read again.
        #expect(await client.confirm(confirmed, within: .seconds(30)) == confirmed)
        let other = try probe(Probe.Readable.self, ScriptedTransport([]))
        let foreign = await client.client(for: Probe.Readable.self).confirm(report, within: .zero)
        #expect(foreign.outcome == .pendingCancel)
        #expect(await other.confirm(confirmed, within: .seconds(1)) == confirmed)
    }

    @Test func cancellingTheTaskEndsTheConfirmationWithWhatIsKnown() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport(
            [.unknown(.connectionLost), .answer(200, body: "working")], then: .hang, clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock) { $0.retry = .never }
        let order = order
        let task = Task { await client.cancel(order, confirm: .within(.seconds(30))) }
        await clock.advance(by: .seconds(1), afterSleepers: 1)
        while transport.count < 2 || clock.sleeperCount < 1 { await Task.yield() }
        task.cancel()
        let report = await task.value
        #expect(report.outcome == .unknown(.connectionLost))
        #expect(report.lastState == .working)
        #expect(clock.sleeperCount == 0)
        #expect(transport.count == 2)
    }

    @Test func shutdownEndsConfirmationsAndTheirReads() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport([.answer(202)], then: .hang, clock: clock)
        let client = try probe(Probe.Readable.self, transport, clock: clock) { $0.retry = .never }
        let order = order
        let task = Task { await client.cancel(order, confirm: .within(.seconds(30))) }
        await clock.advance(by: .seconds(1), afterSleepers: 1)
        while transport.count < 2 { await Task.yield() }
        await client.shutdown()
        let report = await task.value
        #expect(report.outcome == .pendingCancel)
        #expect(report.reads.map(\.state) == [.unknown(.interrupted)])
        #expect(clock.sleeperCount == 0)
        #expect(await client.orderState(order).notSent == .interrupted)
    }

    @Test func readsTakeNoTurnFromCancels() async throws {
        let clock = ManualClock()
        let transport = RoutedTransport { line, _ in
            line.hasPrefix("DELETE") ? .answer(200) : .answer(200, body: "working")
        }
        var options = ClientOptions(deadline: .seconds(60), clock: clock)
        options.retry = .never
        let client = try VenueClient<Probe.LimitedReadable>(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: transport, options: options)
        #expect(await client.cancel(.init(orderID: "1")).outcome == .canceled)
        // The next turn is in a second. The read comes first, the cancels later, and yet they go first.
        async let read = client.orderState(.init(orderID: "9"))
        while clock.sleeperCount < 1 { await Task.yield() }
        async let second = client.cancel(.init(orderID: "2"))
        async let third = client.cancel(.init(orderID: "3"))
        while clock.sleeperCount < 3 { await Task.yield() }
        for count in 2...4 {
            clock.advance(by: .seconds(1))
            while transport.lines.count < count || clock.sleeperCount > 4 - count { await Task.yield() }
        }
        #expect(await (second.outcome, third.outcome) == (.canceled, .canceled))
        #expect(await read.state == .working)
        #expect(Set(transport.lines[1...2]) == ["DELETE /orders/2", "DELETE /orders/3"])
        #expect(transport.lines.last == "GET /orders/9")
    }
}
