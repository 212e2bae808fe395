import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// Calls that name several orders tell of each by itself, and are sent again only where that harms none.
@Suite(.bounded) struct BatchCancelTests {
    private static func client(
        _ transport: any Transport, retry: RetryPolicy = RetryPolicy(maximumAttempts: 3, base: .zero)
    ) throws -> Yarrow.Client {
        try Yarrow.Client(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: transport,
            options: ClientOptions(retry: retry, rateLimiter: RateLimiter([])))
    }

    private static func orders(_ ids: String..., account: String = "A") -> [Yarrow.CancelOrders.Input] {
        ids.map { .init(account: account, orderID: $0) }
    }

    private static func results(_ rows: String...) -> ScriptedTransport.Step {
        .answer(200, body: #"{"results":[\#(rows.joined(separator: ","))]}"#)
    }

    private static func row(_ id: String, state: String) -> String { #"{"id":"\#(id)","state":"\#(state)"}"# }
    private static func row(_ id: String, error: String) -> String { #"{"id":"\#(id)","error":"\#(error)"}"# }

    @Test func oneRequestNamesAllAndEachIsJudgedByItself() async throws {
        let transport = ScriptedTransport([
            Self.results(
                Self.row("3", error: "NOT_FOUND"), Self.row("1", state: "CANCELED"), Self.row("2", state: "PENDING"))
        ])
        let reports = try await Self.client(transport).cancel(batch: Self.orders("1", "2", "3", "4"))
        #expect(reports.map(\.outcome) == [.canceled, .pendingCancel, .unknownOrder, .unknown(.inconclusive)])
        #expect(reports.map(\.evidence?.text) == [nil, nil, "NOT_FOUND", nil])
        #expect(reports.map { $0.input["orderId"] } == ["1", "2", "3", "4"].map { .string($0) })
        #expect(reports.allSatisfy { $0.attempts.count == 1 && $0.attempts[0].outcome == $0.outcome })
        #expect(
            transport.sent.map(\.body) == [
                #"{"account":"A","orders":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"}]}"#
            ])
    }

    @Test func ordersThatCannotGoInOneCallAreNotSent() async throws {
        let transport = ScriptedTransport([])
        let client = try Self.client(transport)
        let many = (0...100).map { Yarrow.CancelOrders.Input(account: "A", orderID: "\($0)") }
        for (orders, field) in [
            (Self.orders("1") + Self.orders("2", account: "B"), "account"), (many, "batch"),
            (Self.orders("1", "", "3"), "orderId"),
        ] {
            let reports = await client.cancel(batch: orders)
            #expect(reports.count == orders.count)
            for report in reports {
                #expect(report.outcome == .notSent(.invalidInput))
                guard case .input(let invalid)? = report.problem else {
                    Issue.record("\(report)")
                    continue
                }
                #expect(invalid.violations.map(\.field) == [field])
            }
        }
        #expect(await client.cancel(batch: [Yarrow.CancelOrders.Input]()).isEmpty)
    }

    @Test func aCallIsMadeAgainWhereNothingIsKnownOfAnyOrder() async throws {
        let transport = ScriptedTransport([
            .answer(429, body: #"{"error":"slow"}"#), .unknown(.connectionLost),
            Self.results(Self.row("1", state: "CANCELED"), Self.row("2", error: "HALTED")),
        ])
        let reports = try await Self.client(transport).cancel(batch: Self.orders("1", "2", "3"))
        #expect(transport.count == 3)
        // A refusal says nothing of the attempt that was lost.
        #expect(
            reports.map(\.outcome) == [.canceled, .unknown(.connectionLost), .unknown(.inconclusive)], "\(reports)")
        #expect(reports.map(\.followsUnknownAttempt) == [true, false, true])
        #expect(reports.allSatisfy { $0.attempts.count == 3 })
    }

    @Test func aCallIsNotMadeAgainWhereOneOrderIsSettled() async throws {
        for rows in [
            [Self.row("1", state: "CANCELED"), Self.row("2", error: "BUSY")],
            [Self.row("2", error: "BUSY"), Self.row("1", state: "CANCELED")],
            [Self.row("1", error: "HALTED"), Self.row("2", error: "BUSY")],
        ] {
            let transport = ScriptedTransport([.answer(200, body: #"{"results":[\#(rows.joined(separator: ","))]}"#)])
            let reports = try await Self.client(transport).cancel(batch: Self.orders("1", "2"))
            #expect(transport.count == 1)
            #expect(reports[1].outcome == .throttled(retryAfter: nil, processing: .notProcessed))
        }
    }

    @Test func aReplyThatNamesAnotherOrderThanOneOfThemProvesNothingOfAny() async throws {
        let transport = ScriptedTransport([
            .answer(200, body: #"{"codes":[0,7,0],"ids":["10","11","13"],"refused":["10"]}"#)
        ])
        let client = try Zelkova.Client(
            server: .production, credentials: NoCredentials(), transport: transport,
            options: ClientOptions(retry: RetryPolicy(maximumAttempts: 3, base: .zero), rateLimiter: RateLimiter([])))
        let reports = await client.cancel(batch: ["10", "11", "12"].map { .init(orderID: $0) })
        #expect(reports.map(\.outcome) == Array(repeating: .unknown(.otherOrder), count: 3))
        #expect(reports.allSatisfy { $0.evidence?.otherOrder?.named == "13" })
        #expect(transport.count == 1)
    }

    @Test func whatWasPlantedIsNotInTheReportOfAnyOrder() async throws {
        let transport = ScriptedTransport([
            .answer(400, body: #"{"error":"planted-token is not good"}"#)
        ])
        let reports = try await Self.client(transport).cancel(batch: Self.orders("1", "2"))
        #expect(reports.map(\.outcome) == [.rejected(.invalidRequest), .rejected(.invalidRequest)])
        var text = ""
        for report in reports { dump(report, to: &text) }
        #expect(!text.contains("planted-token") && text.contains("is not good"))
    }
}

/// A mass cancel puts into one call what the venue takes in one, and tells each order once all the same.
@Suite(.bounded) struct MassBatchTests {
    /// A venue that cancels what it is asked for, some of it in its own way, and keeps books.
    private final class Ledger: Transport {
        struct Request {
            var account: String
            var ids: [String]
        }

        let requests = Mutex<[Request]>([])
        private let refuses: @Sendable (Request) -> Int?
        private let error: @Sendable (Request, String) -> String?

        init(
            refuses: @escaping @Sendable (Request) -> Int? = { _ in nil },
            error: @escaping @Sendable (Request, String) -> String? = { _, _ in nil }
        ) {
            self.refuses = refuses
            self.error = error
        }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            guard let json = try? JSONValue(jsonBytes: request.body ?? []), case .array(let orders)? = json["orders"],
                case .string(let account)? = json["account"]
            else { return TransportReport(.notSent(.connectionFailed)) }
            let ids = orders.compactMap { if case .string(let id)? = $0["id"] { id } else { nil } }
            let received = Request(account: account, ids: ids)
            requests.withLock { $0.append(received) }
            if let status = refuses(received) {
                return TransportReport(.answered(HTTPResponse(status: status, body: Array(#"{"error":"no"}"#.utf8))))
            }
            let rows = ids.map { id in
                error(received, id).map { #"{"id":"\#(id)","error":"\#($0)"}"# }
                    ?? #"{"id":"\#(id)","state":"CANCELED"}"#
            }
            let body = #"{"results":[\#(rows.joined(separator: ","))]}"#
            return TransportReport(.answered(HTTPResponse(status: 200, body: Array(body.utf8))))
        }

        func shutdown() async {}

        /// How many orders each call named.
        var sizes: [Int] { requests.withLock { $0 }.map(\.ids.count) }
        var ids: [String] { requests.withLock { $0 }.flatMap(\.ids) }
    }

    private static func client(_ transport: any Transport) throws -> Yarrow.Client {
        try Yarrow.Client(
            server: .production, credentials: .bearer(Secret("token")), transport: transport,
            options: ClientOptions(retry: .never, rateLimiter: RateLimiter([])))
    }

    private static func order(_ number: Int, account: String = "A") -> MassCancelOrder {
        MassCancelOrder(
            .object([.init("account", .string(account)), .init("orderId", .string("\(account)-\(number)"))]))
    }

    @Test func tenThousandOrdersTakeAHundredCallsAndTheBooksAgree() async throws {
        let ledger = Ledger()
        let log = MassCancelLog()
        let summary = await MassCancel(clients: [try Self.client(ledger)]).run(
            (1...10_000).lazy.map { Self.order($0) }, total: 10_000, onEvent: log.add)
        #expect(ledger.sizes == Array(repeating: 100, count: 100))
        #expect(Set(ledger.ids).count == 10_000)
        #expect(log.results.map(\.position).sorted() == Array(1...10_000))
        #expect(summary.tally[.canceled] == 10_000)
    }

    @Test func ordersOfSeveralAccountsGoInCallsOfTheirOwn() async throws {
        let ledger = Ledger()
        let log = MassCancelLog()
        let orders = (1...630).map { Self.order($0, account: ["A", "B", "C"][$0 % 3]) }
        _ = await MassCancel(clients: [try Self.client(ledger)]).run(orders, onEvent: log.add)
        #expect(ledger.sizes.sorted() == [10, 10, 10, 100, 100, 100, 100, 100, 100])
        for request in ledger.requests.withLock({ $0 }) {
            #expect(request.ids.allSatisfy { $0.hasPrefix(request.account) })
        }
        #expect(log.results.count == 630 && log.results.allSatisfy { $0.outcome == .canceled })
    }

    @Test func howeverManyAccountsThereAreFewOrdersWait() async throws {
        let ledger = Ledger()
        let taken = Atomic(0)
        let most = Mutex(0)
        let orders = (1...5000).lazy.map { number in
            taken.wrappingAdd(1, ordering: .relaxed)
            return Self.order(number, account: "\(number % 1000)")
        }
        let log = MassCancelLog()
        _ = await MassCancel(clients: [try Self.client(ledger)], concurrency: 2).run(orders) { event in
            log.add(event)
            guard case .finished(_, let progress) = event else { return }
            most.withLock { $0 = max($0, taken.load(ordering: .relaxed) - progress.done) }
        }
        #expect(log.results.count == 5000 && Set(ledger.ids).count == 5000)
        #expect(most.withLock { $0 } <= 1100)
    }

    @Test func aCallThatIsRefusedForOneOrderIsMadeForEachByItself() async throws {
        let ledger = Ledger(refuses: { $0.ids.contains("A-7") ? 400 : nil })
        let log = MassCancelLog()
        _ = await MassCancel(clients: [try Self.client(ledger)]).run((1...10).map { Self.order($0) }, onEvent: log.add)
        #expect(ledger.sizes == [10] + Array(repeating: 1, count: 10))
        let refused = log.results.filter { $0.outcome == .rejected(.invalidRequest) }
        #expect(refused.map(\.position) == [7])
        #expect(log.results.count == 10 && log.results.count { $0.outcome == .canceled } == 9)
    }

    @Test func onlyWhatProvablyWasNotProcessedIsSentAgain() async throws {
        let ledger = Ledger(error: { request, id in
            switch id {
            case "A-2", "A-5": request.ids.count > 1 ? "BUSY" : nil
            case "A-3": "HALTED"
            case "A-4": "SOMETHING"
            default: nil
            }
        })
        let log = MassCancelLog()
        _ = await MassCancel(clients: [try Self.client(ledger)]).run((1...6).map { Self.order($0) }, onEvent: log.add)
        #expect(ledger.requests.withLock { $0 }.map(\.ids) == [(1...6).map { "A-\($0)" }, ["A-2"], ["A-5"]])
        let outcomes = log.results.sorted { $0.position < $1.position }.map(\.outcome)
        #expect(
            outcomes == [.canceled, .canceled, .rejected(.other), .unknown(.inconclusive), .canceled, .canceled])
    }

    @Test func aLimitThatLetNoOrderPassIsNotMetByManyCalls() async throws {
        let ledger = Ledger(refuses: { _ in 429 })
        let log = MassCancelLog()
        _ = await MassCancel(clients: [try Self.client(ledger)]).run((1...10).map { Self.order($0) }, onEvent: log.add)
        #expect(ledger.sizes == [10])
        #expect(log.results.count == 10)
    }

    @Test func ordersThatWaitWhenItIsStoppedAreToldAndNotSent() async throws {
        let ledger = Ledger()
        let stop = MassCancelStop()
        let log = MassCancelLog()
        let orders = (1...150).lazy.map { number in
            if number == 140 { stop.request() }
            return Self.order(number)
        }
        let summary = await MassCancel(clients: [try Self.client(ledger)], stop: stop).run(orders, onEvent: log.add)
        #expect(ledger.sizes == [100] || ledger.sizes.isEmpty)
        #expect(log.results.count == 150 && summary.wasStopped)
        #expect(log.results.count { $0.fate == .skipped(.stopped) } == 150 - ledger.ids.count)
    }

    @Test func refusedCredentialsEndTheClientsOtherCalls() async throws {
        let ledger = Ledger(refuses: { _ in 401 })
        let log = MassCancelLog()
        let summary = await MassCancel(clients: [try Self.client(ledger)], concurrency: 1).run(
            (1...300).map { Self.order($0) }, onEvent: log.add)
        #expect(ledger.sizes == [100])
        #expect(log.results.count == 300 && summary.stoppedClients == [0])
    }

    @Test func ordersThatComeOneByOneDoNotWaitForMore() async throws {
        let ledger = Ledger()
        let (orders, input) = AsyncStream<MassCancelOrder>.makeStream()
        let (done, output) = AsyncStream<Int>.makeStream()
        let mass = MassCancel(clients: [try Self.client(ledger)], concurrency: 2)
        let run = Task {
            await mass.run(orders) { event in
                if case .finished(let result, _) = event { output.yield(result.position) }
            }
        }
        var positions = done.makeAsyncIterator()
        for number in 1...3 {
            input.yield(Self.order(number))
            #expect(await positions.next() == number)
        }
        input.finish()
        #expect(await run.value.tally[.canceled] == 3)
    }

    @Test func aClientThatTellsOfAnotherNumberOfOrdersTellsOfNone() async throws {
        struct Forgetful: CancelClient {
            let venue = "Yarrow"
            let operation = "cancelOrders"
            let client: any CancelClient
            var batchLimit: Int { 100 }

            func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport {
                await client.cancel(json: json, deadline: deadline)
            }
            func cancel(json: JSONValue, deadline: Duration?, confirm: ConfirmationWindow?) async -> CancelReport {
                await client.cancel(json: json, deadline: deadline, confirm: confirm)
            }
            func cancel(batch: [JSONValue], deadline: Duration?) async -> [CancelReport] {
                Array(await client.cancel(batch: batch, deadline: deadline).dropLast())
            }
            func curlCommand(json: JSONValue) throws(CallError) -> String { try client.curlCommand(json: json) }
            func shutdown() async { await client.shutdown() }
        }
        let log = MassCancelLog()
        let client = Forgetful(client: try Self.client(Ledger()))
        _ = await MassCancel(clients: [client]).run((1...5).map { Self.order($0) }, onEvent: log.add)
        #expect(log.results.map(\.position).sorted() == Array(1...5))
        #expect(log.results.allSatisfy { $0.outcome == .unknown(.inconclusive) })
    }
}
