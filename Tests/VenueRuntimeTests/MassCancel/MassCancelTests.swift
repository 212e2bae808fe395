import Synchronization
import TestScheduling
import Testing
import VenueRuntime

@Suite(.bounded) struct MassCancelTests {
    /// An order with this id.
    private static func order(_ id: String, client: Int = 0) -> MassCancelOrder {
        MassCancelOrder(.object([.init("orderId", .string(id))]), client: client)
    }

    private static func client(_ transport: any Transport) throws -> VenueClient<Probe.Undocumented> {
        try VenueClient(server: .production, credentials: .bearer(Secret("planted-token")), transport: transport)
    }

    @Test func eachOfTenThousandOrdersIsSentAndToldOnceAndConcurrencyIsNeverExceeded() async throws {
        let transport = CountingTransport()
        let log = MassCancelLog()
        let mass = MassCancel(clients: [try Self.client(transport)], concurrency: 16)
        let taken = Atomic(0)
        let ahead = Mutex(0)
        let orders = (1...10_000).lazy.map { number in
            taken.wrappingAdd(1, ordering: .relaxed)
            return Self.order("A-\(number)")
        }
        let summary = await mass.run(orders, total: 10_000) { event in
            log.add(event)
            guard case .finished(_, let progress) = event else { return }
            let open = taken.load(ordering: .relaxed) - progress.done
            ahead.withLock { $0 = max($0, open) }
        }
        #expect(transport.counts.byTarget.count == 10_000)
        #expect(transport.counts.total == 10_000)
        #expect((2...16).contains(transport.counts.most))
        #expect(log.results.map(\.position).sorted() == Array(1...10_000))
        #expect(Set(log.results.map(\.order)).count == 10_000)
        #expect(summary.tally[.canceled] == 10_000)
        #expect(summary.tally.mostSevere == .canceled)
        #expect(!summary.wasStopped)
        // What was taken from the input and not told yet is under way, or waits for the slot that just came free.
        #expect(ahead.withLock(\.self) <= 18)
        #expect(log.progress.map(\.done) == Array(1...10_000))
        #expect(log.progress.last?.remaining == .zero)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [418, 429, 503]) func aWishBeyondTheDeadlineEndsTheRestAtOnce(
        status: Int
    ) async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport([.answer(status, headers: [("Retry-After", "3600")])], clock: clock)
        let log = MassCancelLog()
        let client = try probe(Probe.Safe.self, transport, clock: clock)
        let mass = MassCancel(clients: [client], concurrency: 1, clock: clock)
        let summary = await mass.run((1...50).map { Self.order("A-\($0)") }, onEvent: log.add)
        #expect(log.results.dropFirst().allSatisfy { $0.outcome == .notSent(.localThrottle) })
        #expect(summary.tally[.notSent] == 49)
        #expect(summary.elapsed < .seconds(1))
    }

    @Test func anOrderGivenAgainIsDiagnosedAndNotSentAgain() async throws {
        let transport = CountingTransport()
        let log = MassCancelLog()
        let noted = MassCancelOrder(
            .object([.init("orderId", .string("A")), .init("note", .string("x"))]),
            identity: .object([.init("orderId", .string("A"))]))
        let orders = [Self.order("A"), Self.order("B"), Self.order("A"), noted, Self.order("B")]
        let summary = await MassCancel(clients: [try Self.client(transport)]).run(orders, total: 5, onEvent: log.add)
        #expect(transport.counts.byTarget.values.sorted() == [1, 1])
        let duplicates = log.events.compactMap { event -> [Int]? in
            if case .duplicate(let position, let first, _) = event { [position, first] } else { nil }
        }
        #expect(duplicates == [[3, 1], [4, 1], [5, 2]])
        #expect(log.results.map(\.position).sorted() == [1, 2])
        #expect(summary.duplicates == 3)
        #expect(summary.tally.total == 2)
        #expect(log.progress.map(\.done) == [1, 2, 3, 4, 5])
        #expect(log.progress.last?.remaining == .zero)
    }

    @Test func membersInAnotherOrderAreTheSameOrderAndAnotherClientsOrderIsNot() async throws {
        let client = try Self.client(CountingTransport())
        let one = JSONValue.object([.init("orderId", .string("A")), .init("x", .null)])
        let other = JSONValue.object([.init("x", .null), .init("orderId", .string("A"))])
        let orders = [MassCancelOrder(one), MassCancelOrder(other), MassCancelOrder(one, client: 1)]
        let summary = await MassCancel(clients: [client, client]).run(orders) { _ in }
        #expect(summary.duplicates == 1)
        #expect(summary.tally.total == 2)
    }

    @Test func refusedCredentialsStopTheirClientAndNoOther() async throws {
        let refusing = CountingTransport { _, number in number < 3 ? 200 : 401 }
        let working = CountingTransport()
        let log = MassCancelLog()
        let mass = MassCancel(clients: [try Self.client(refusing), try Self.client(working)], concurrency: 4)
        let summary = await mass.run((1...200).map { Self.order("A-\($0)", client: $0 % 2) }, onEvent: log.add)
        #expect(working.counts.total == 100)
        #expect(refusing.counts.total < 10)
        #expect(summary.stoppedClients == [0])
        #expect(log.events.count { $0 == .clientStopped(0) } == 1)
        #expect(log.results.count == 200)
        let skipped = log.results.filter { $0.fate == .skipped(.authenticationFailed) }
        #expect(skipped.count == 100 - refusing.counts.total)
        #expect(skipped.allSatisfy { $0.order.client == 0 && $0.outcome == .notSent(.credentialsUnavailable) })
        #expect(log.results.filter { $0.order.client == 1 }.allSatisfy { $0.outcome == .canceled })
    }

    @Test func aStopLetsCallsEndAndTellsTheRestAsNotSent() async throws {
        let stop = MassCancelStop()
        let transport = CountingTransport { _, number in
            if number == 50 { stop.request() }
            // Whichever call is slow, no later one ends before the stop.
            while number > 50, !stop.isRequested { await Task.yield() }
            return 200
        }
        let log = MassCancelLog()
        let mass = MassCancel(clients: [try Self.client(transport)], concurrency: 8, stop: stop)
        let summary = await mass.run((1...1000).map { Self.order("A-\($0)") }, total: 1000, onEvent: log.add)
        #expect(summary.wasStopped)
        #expect(log.results.map(\.position).sorted() == Array(1...1000))
        #expect((50...58).contains(transport.counts.total))
        #expect(summary.tally[.canceled] == transport.counts.total)
        #expect(summary.tally[.notSent] == 1000 - transport.counts.total)
    }

    @Test func cancellingTheTaskEndsCallsAndTellsEveryOrder() async throws {
        let (started, signal) = AsyncStream<Void>.makeStream()
        let transport = CountingTransport { _, number in
            if number == 20 {
                signal.yield()
                // Under way until the task is cancelled.
                try? await Task.sleep(for: .seconds(60))
            }
            return 200
        }
        let log = MassCancelLog()
        let mass = MassCancel(clients: [try Self.client(transport)], concurrency: 1)
        let work = Task { await mass.run((1...100).map { Self.order("A-\($0)") }, onEvent: log.add) }
        for await _ in started { break }
        work.cancel()
        let summary = await work.value
        #expect(transport.counts.total == 20)
        #expect(log.results.map(\.position).sorted() == Array(1...100))
        #expect(log.results.first { $0.position == 20 }?.outcome == .unknown(.interrupted))
        #expect(log.results.filter { $0.position > 20 }.allSatisfy { $0.fate == .skipped(.stopped) })
        #expect(summary.tally[.canceled] == 19)
        #expect(summary.tally[.unknown] == 1)
        #expect(summary.tally[.notSent] == 80)
        #expect(summary.tally.mostSevere == .unknown)
    }

    @Test(.alone) func anOrderWaitsForItsRateLimitHoweverLongThatTakes() async throws {
        // Two at once, then ten a second: a deadline of half a second is too short for all but the first few.
        let transport = CountingTransport()
        let client = try VenueClient<Probe.Limited>(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: transport)
        let mass = MassCancel(clients: [client], concurrency: 12, deadline: .milliseconds(500))
        let start = ContinuousClock.now
        let summary = await mass.run((1...12).map { Self.order("A-\($0)") }) { _ in }
        #expect(summary.tally[.canceled] == 12)
        #expect(transport.counts.total == 12)
        #expect(start.duration(to: .now) > .milliseconds(900))
    }

    @Test func ordersAreToldWhileTheInputIsStillOpen() async throws {
        let (orders, feed) = AsyncStream<MassCancelOrder>.makeStream()
        let (results, told) = AsyncStream<Int>.makeStream()
        let mass = MassCancel(clients: [try Self.client(CountingTransport())])
        let work = Task {
            await mass.run(orders) { event in
                if case .finished(let result, _) = event { told.yield(result.position) }
            }
        }
        var iterator = results.makeAsyncIterator()
        for position in 1...3 {
            feed.yield(Self.order("A-\(position)"))
            #expect(await iterator.next() == position)
        }
        feed.finish()
        #expect(await work.value.tally.total == 3)
    }

    @Test func anOrderOfNoClientIsToldAndStopsNothing() async throws {
        let log = MassCancelLog()
        let summary = await MassCancel(clients: [try Self.client(CountingTransport())]).run(
            [Self.order("A", client: 7), Self.order("B")], onEvent: log.add)
        #expect(log.results.first { $0.position == 1 }?.fate == .skipped(.noClient))
        #expect(summary.tally[.notSent] == 1)
        #expect(summary.tally[.canceled] == 1)
    }

    @Test func anOrderThatAnEarlierCallMayHaveCanceledIsNeverToldAsNotSent() async throws {
        let stop = MassCancelStop()
        stop.request()
        let log = MassCancelLog()
        let input = JSONValue.object([.init("orderId", .string("A"))])
        let orders = [MassCancelOrder(input, following: .timeout), Self.order("B")]
        let mass = MassCancel(clients: [try Self.client(CountingTransport())], stop: stop)
        let summary = await mass.run(orders, onEvent: log.add)
        #expect(log.results.map(\.outcome) == [.unknown(.timeout), .notSent(.interrupted)])
        #expect(summary.tally[.unknown] == 1)
    }

    @Test func onlyAnAnswerAboutTheOrderItselfReplacesWhatAnEarlierCallLeftOpen() async throws {
        let outcomes: [CancelOutcome] = [
            .canceled, .pendingCancel, .tooLate(.filled), .unknownOrder, .gone, .alreadyPending, .unknown(.serverError),
        ]
        for outcome in outcomes { #expect(outcome.following(.timeout) == outcome) }
        let refusals: [CancelOutcome] = [
            .rejected(.invalidRequest), .rejected(.authentication), .notSent(.connectionFailed),
            .throttled(retryAfter: nil, processing: .notProcessed),
        ]
        for outcome in refusals { #expect(outcome.following(.timeout) == .unknown(.timeout)) }
        let report = try await Self.client(CountingTransport()).cancel(json: .null).following(.timeout)
        #expect(report.outcome == .unknown(.timeout))
        #expect(report.followsUnknownAttempt)
    }
}
