import TestScheduling
import Testing
import VenueRuntime

/// A call ends with its deadline, its task or its client, and leaves nothing behind.
@Suite(.bounded, .timeLimit(.minutes(1))) struct DeadlineTests {
    private let order = Probe.Input(orderID: "7")

    @Test func everyAttemptHasTheCallsOwnDeadline() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let start = clock.now
        let transport = ScriptedTransport(
            [.unknown(.connectionLost, taking: .seconds(3)), .unknown(.connectionLost, taking: .seconds(3))],
            then: .answer(404), clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let report = await client.cancel(order)
        #expect(transport.sent.map(\.deadline) == Array(repeating: start + .seconds(10), count: 3))
        #expect(report.duration == .milliseconds(6300))
        #expect(report.attempts.map(\.started) == [.zero, .milliseconds(3100), .milliseconds(6300)])
    }

    @Test func noRetryStartsThatTheDeadlineWouldNotLetIn() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = ScriptedTransport([.answer(429, headers: [("Retry-After", "60")])], clock: clock)
        let start = clock.now
        let report = try await probe(Probe.Safe.self, transport, clock: clock).cancel(order)
        #expect(report.outcome == .throttled(retryAfter: .seconds(60), processing: .notProcessed))
        #expect(clock.now == start)
    }

    @Test func anAttemptTimeoutLeavesTimeForAnotherWhereThatIsSafe() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport([.hang, .answer(404)], clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock) {
            $0.retry.attemptTimeout = .seconds(2)
            $0.retry.base = .zero
        }
        async let report = client.cancel(order)
        await clock.advance(by: .seconds(2), afterSleepers: 1)
        #expect(await report.outcome == .gone)
        #expect(await report.followsUnknownAttempt)
        let unsafe = ScriptedTransport([.hang], clock: clock)
        let other = try probe(Probe.Unsafe.self, unsafe, clock: clock) { $0.retry.attemptTimeout = .seconds(2) }
        let end = clock.now + .seconds(10)
        async let second = other.cancel(order)
        await clock.advance(by: .seconds(10), afterSleepers: 1)
        #expect(await second.outcome == .unknown(.timeout))
        #expect(unsafe.sent.map(\.deadline) == [end])
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func aDeadlineThatHasPassedSendsNothing(_ deadline: Duration) async throws {
        let report = try await probe(Probe.Safe.self, ScriptedTransport([])).cancel(order, deadline: deadline)
        #expect(report.outcome == .notSent(.deadline))
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let client = try probe(Probe.Safe.self, ScriptedTransport([]))
        let order = order
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await client.cancel(order)
        }
        #expect(await task.value.outcome == .notSent(.interrupted))
    }

    @Test func cancellingTheTaskEndsTheCall() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport([.hang], clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let order = order
        let task = Task { await client.cancel(order) }
        while clock.sleeperCount < 1 { await Task.yield() }
        task.cancel()
        #expect(await task.value.outcome == .unknown(.interrupted))
        #expect(clock.sleeperCount == 0)
        #expect(transport.count == 1)
    }

    @Test func cancellingDuringAWaitKeepsWhatIsKnown() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport([.unknown(.connectionLost)], clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let order = order
        let task = Task { await client.cancel(order) }
        while clock.sleeperCount < 1 { await Task.yield() }
        task.cancel()
        #expect(await task.value.outcome == .unknown(.connectionLost))
        #expect(clock.sleeperCount == 0)
    }

    @Test func shutdownEndsEveryCallAndRefusesFurtherOnes() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport([], then: .hang, clock: clock)
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let order = order
        await withTaskGroup(of: CancelOutcome.self) { group in
            for _ in 0..<50 {
                group.addTask { await client.cancel(order).outcome }
            }
            while clock.sleeperCount < 50 { await Task.yield() }
            await client.shutdown()
            #expect(clock.sleeperCount == 0)
            for await outcome in group { #expect(outcome == .unknown(.interrupted)) }
        }
        #expect(await client.cancel(order).outcome == .notSent(.interrupted))
        #expect(await client.client(for: Probe.Unsafe.self).cancel(order).outcome == .notSent(.interrupted))
        await client.shutdown()
        #expect(transport.count == 50)
    }
}
