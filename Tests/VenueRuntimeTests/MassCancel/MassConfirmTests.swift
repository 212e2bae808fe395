import TestScheduling
import Testing
import VenueRuntime

/// All cancels come first; then those that need it are confirmed, and orders that share a read share its calls.
@Suite(.bounded, .timeLimit(.minutes(1))) struct MassConfirmTests {
    private func orders(_ count: Int) -> [MassCancelOrder] {
        (1...count).map { MassCancelOrder(.object([.init("orderId", .string("\($0)"))])) }
    }

    private func client<Operation: ProbeOperation>(
        _: Operation.Type, _ transport: RoutedTransport, _ clock: ManualClock
    ) throws -> VenueClient<Operation> {
        var options = ClientOptions(retry: RetryPolicy(maximumAttempts: 1, jitter: { _ in .zero }), clock: clock)
        options.deadline = .seconds(10)
        return try VenueClient(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: transport, options: options)
    }

    @Test func allCancelsComeBeforeTheFirstRead() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = RoutedTransport { line, _ in
            guard line.hasPrefix("DELETE") else { return .answer(200, body: "canceled 0.5/1") }
            return line.hasSuffix("1") ? .answer(200) : .answer(202)
        }
        let log = MassCancelLog()
        let mass = MassCancel(
            clients: [try client(Probe.Readable.self, transport, clock)], concurrency: 4,
            confirm: .within(.seconds(30)), clock: clock)
        let summary = await mass.run(orders(20)) { log.add($0) }
        #expect(transport.lines.prefix(20).allSatisfy { $0.hasPrefix("DELETE") })
        #expect(transport.lines.dropFirst(20).allSatisfy { $0.hasPrefix("GET") })
        // Orders 1 and 11 were proven by their cancels.
        #expect(transport.lines.count == 20 + 18)
        #expect(summary.tally[.canceled] == 20 && summary.tally.total == 20)
        #expect(summary.proven == 20 && summary.provenByReads == 18)
        #expect(summary.fills.total == ExactDecimal("9.0"))
        #expect(Set(log.results.map(\.position)) == Set(1...20) && log.results.count == 20)
        #expect(log.progress.map(\.unconfirmed).max() == 18)
        #expect(log.progress.last?.unconfirmed == 0 && log.progress.last?.done == 20)
    }

    @Test func whatIsKnownIsReadAndToldAndNeverSent() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = RoutedTransport { line, _ in
            line.hasPrefix("DELETE") ? .answer(202) : .answer(200, body: "canceled 0.5/1")
        }
        let client = try client(Probe.Readable.self, transport, clock)
        var orders = orders(5)
        for index in 0..<4 { orders[index].known = await client.cancel(json: orders[index].input, deadline: nil) }
        let texts = ["rejected(other)", "canceled", "unknown(timeout)"]
        for (index, outcome) in texts.enumerated() {
            let text =
                #"{"venue":"\#(client.venue)","operation":"\#(client.operation)","outcome":"\#(outcome)","input":"#
            orders[index + 1].known = try CancelReport(jsonBytes: Array((text + "\(orders[index + 1].input)}").utf8))
        }
        orders[0].position = 9
        let sent = transport.lines.count
        let log = MassCancelLog()
        let mass = MassCancel(clients: [client], confirm: .within(.seconds(30)), clock: clock)
        let summary = await mass.run(orders) { log.add($0) }
        // Order 5 alone is sent; 1, 4 and 5 are read; what the venue refused, and what is proven, is told.
        #expect(transport.lines.dropFirst(sent).count { $0.hasPrefix("DELETE") } == 1)
        #expect(transport.lines.dropFirst(sent).count { $0.hasPrefix("GET") } == 3)
        #expect(summary.tally[.canceled] == 4 && summary.tally[.rejected] == 1 && summary.tally.total == 5)
        #expect(Set(log.results.map(\.position)) == [9, 2, 3, 4, 5])
    }

    @Test func aStopTellsWhatIsKnownAsItStands() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = RoutedTransport { _, _ in .answer(202) }
        let client = try client(Probe.Readable.self, transport, clock)
        var orders = orders(2)
        orders[0].known = await client.cancel(json: orders[0].input, deadline: nil)
        let stop = MassCancelStop()
        stop.request()
        let mass = MassCancel(clients: [client], confirm: .within(.seconds(30)), stop: stop, clock: clock)
        let summary = await mass.run(orders) { _ in }
        #expect(summary.tally[.pending] == 1 && summary.tally[.notSent] == 1)
        #expect(transport.lines.count == 1)
    }

    @Test func ordersThatShareAReadShareItsCalls() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        // In the first round half of the orders are still there, in the second none; each that is gone is read by itself.
        let transport = RoutedTransport { line, count in
            if line.hasPrefix("DELETE") { return .answer(202) }
            if line.hasPrefix("GET /orders/") { return .answer(200, body: "tooLate(filled) 1/1") }
            let page = line.hasSuffix("p2") ? 51...100 : 1...50
            let rows = page.filter { $0.isMultiple(of: 2) && count == 1 }.map { "\($0) working 0/1" }
            return .answer(200, body: (rows + (page.lowerBound == 1 ? ["next p2"] : [])).joined(separator: "\n"))
        }
        let mass = MassCancel(
            clients: [try client(Probe.Listed.self, transport, clock)], concurrency: 8, confirm: .within(.seconds(60)),
            clock: clock)
        let summary = await mass.run(orders(100)) { _ in }
        #expect(summary.proven == 100)
        #expect(summary.fills.total == ExactDecimal("100"))
        #expect(transport.lines.count { $0 == "GET /orders" } == 2)
        #expect(transport.lines.count { $0 == "GET /orders?page=p2" } == 2)
        #expect(transport.lines.count { $0.hasPrefix("GET /orders/") } == 100)
        #expect(transport.lines.count == 100 + 4 + 100)
    }

    @Test func everyOrderIsJudgedByItsOwnRow() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let states = ["canceled 0/1", "tooLate(filled) 1/1", "working 0.2/1", "pendingCancel 0.3/1"]
        let transport = RoutedTransport { line, _ in
            if line.hasPrefix("DELETE") { return .unknown(.connectionLost) }
            if line.hasPrefix("GET /orders/") { return .answer(404) }
            let rows = states.enumerated().map { "\($0.offset + 1) \($0.element)" }
            return .answer(200, body: rows.joined(separator: "\n"))
        }
        let log = MassCancelLog()
        let mass = MassCancel(
            clients: [try client(Probe.Listed.self, transport, clock)], confirm: .within(.seconds(9)), clock: clock)
        let summary = await mass.run(orders(5)) { log.add($0) }
        let results = log.results.sorted { $0.position < $1.position }
        #expect(
            results.map(\.outcome)
                == [.canceled, .tooLate(.filled)] + Array(repeating: .unknown(.connectionLost), count: 3))
        let reports: [CancelReport] = results.compactMap {
            if case .reported(let report) = $0.fate { report } else { nil }
        }
        #expect(reports.map { $0.quantities?.filled?.text } == ["0", "1", "0.2", "0.3", nil])
        #expect(reports.map(\.lastState).prefix(4) == [.canceled, .tooLate(.filled), .working, .pendingCancel])
        #expect(summary.tally[.unknown] == 3 && summary.proven == 2)
    }

    @Test func noMoreReadsAreUnderWayThanAsked() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let counts = CountingTransport { _, _ in 202 }
        var options = ClientOptions(retry: .never, clock: clock)
        options.deadline = .seconds(10)
        let client = try VenueClient<Probe.Readable>(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: counts, options: options)
        let mass = MassCancel(clients: [client], concurrency: 3, confirm: .within(.seconds(4)), clock: clock)
        let summary = await mass.run(orders(40)) { _ in }
        #expect(summary.tally[.pending] == 40)
        #expect(counts.counts.most <= 3)
        #expect(counts.counts.total > 80)
    }

    @Test func aStopEndsReadsAndTellsEveryOrder() async throws {
        let clock = ManualClock()
        let stop = MassCancelStop()
        let transport = RoutedTransport { line, _ in
            line.hasPrefix("DELETE") ? .answer(202) : .answer(200, body: "working")
        }
        let log = MassCancelLog()
        let mass = MassCancel(
            clients: [try client(Probe.Readable.self, transport, clock)], confirm: .within(.seconds(30)), stop: stop,
            clock: clock)
        let orders = orders(10)
        let work = Task { await mass.run(orders) { log.add($0) } }
        while transport.lines.count < 10 || clock.sleeperCount < 1 { await Task.yield() }
        stop.request()
        let summary = await work.value
        #expect(summary.tally[.pending] == 10)
        #expect(log.results.count == 10)
        #expect(transport.lines.count == 10)
        #expect(clock.sleeperCount == 0)
    }

    @Test func ordersOfAClientThatWasStoppedAreNotRead() async throws {
        let clock = ManualClock(skipping: .seconds(100))
        let transport = RoutedTransport { line, _ in
            line.hasPrefix("DELETE") ? .answer(401) : .answer(200, body: "canceled")
        }
        let mass = MassCancel(
            clients: [try client(Probe.Readable.self, transport, clock)], concurrency: 1,
            confirm: .within(.seconds(30)),
            clock: clock)
        let summary = await mass.run(orders(5)) { _ in }
        #expect(summary.tally[.rejected] == 1 && summary.tally[.notSent] == 4)
        #expect(transport.lines.count == 1)
    }

    @Test func aClientThatCannotReadTellsItsReports() async throws {
        struct Plain: CancelClient {
            let venue = "Plain"
            let operation = "cancelOrder"
            let client: any CancelClient
            func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport {
                await client.cancel(json: json, deadline: deadline)
            }
            func curlCommand(json: JSONValue) throws(CallError) -> String { try client.curlCommand(json: json) }
            func shutdown() async {}
        }
        let clock = ManualClock(skipping: .seconds(100))
        let transport = RoutedTransport { _, _ in .answer(202) }
        let plain = Plain(client: try client(Probe.Readable.self, transport, clock))
        let summary = await MassCancel(clients: [plain], confirm: .within(.seconds(30)), clock: clock)
            .run(orders(3)) { _ in }
        #expect(summary.tally[.pending] == 3)
        #expect(transport.lines.count == 3)
        #expect(await plain.orderState(json: .object([]), deadline: nil).problem == .noRead)
    }
}
