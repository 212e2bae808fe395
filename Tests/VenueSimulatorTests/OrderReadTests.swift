import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// What reads show of the book, through the generated clients and without them.
@Suite(.bounded) struct OrderReadTests {
    /// A venue, a client of it, and the clock of both.
    private struct Bench {
        let spec: Venue
        let clock = VirtualClock()
        let venue: SimulatedVenue
        let client: any CancelClient

        init(_ name: String, _ conduct: VenueConduct = VenueConduct()) throws {
            spec = try Venues.named(name)
            var conduct = conduct
            (conduct.clock, conduct.limitsRate, conduct.drawsQuantities) = (clock, false, true)
            venue = try SimulatedVenue(spec, conduct: conduct)
            client = try spec.makeClient(
                transport: SimulatedTransport(to: venue),
                options: ClientOptions(retry: .never, rateLimiter: RateLimiter([]), clock: clock))
        }

        /// The key of the order of ``Venue/readableInput(_:)``.
        func key(_ number: Int = 0) throws -> OrderKey {
            let input = try spec.readableInput(number)
            let names = spec.operations[0].parameters.map(\.name.text).filter(spec.operations[0].identifiers.contains)
            let given = names.filter { input[$0] != nil }
            let values = given.compactMap { input[$0]?.scalarText }
            return try #require(venue.keys(of: values).first { $0.names == given })
        }

        /// A report with what is read of its order once more.
        func confirmed(_ report: CancelReport) async -> CancelReport {
            let reports = Mutex<[CancelReport]>([])
            await client.confirm([report], .within(.milliseconds(2100)), concurrency: 1) { _, report in
                reports.withLock { $0.append(report) }
            }
            return reports.withLock { $0.first } ?? report
        }

        func confirm(_ number: Int = 0) async throws -> CancelReport {
            await client.cancel(
                json: try spec.readableInput(number), deadline: nil, confirm: .within(.seconds(50)))
        }
    }

    @Test func theTableHasEveryVenueWithReads() {
        #expect(Set(ShownState.words.keys) == Set(Venues.readable.map(\.name.text)))
    }

    /// Each venue and state, with what a read of it says.
    private static let rows = ShownState.words.sorted { $0.key < $1.key }.flatMap { venue, words in
        SimulatedOrderState.allCases.map { (venue, $0, words[$0] ?? "") }
    }

    @Test(arguments: rows, [0.0, 1.0])
    func aReadShowsTheStateOfTheBook(
        _ row: (venue: String, state: SimulatedOrderState, word: String), _ partly: Double
    ) async throws {
        // An order whose cancel is still under way, so that reads that need its reply can be made.
        let bench = try Bench(row.venue, VenueConduct(settlement: .later, partlyFilled: partly))
        let report = await bench.client.cancel(json: try bench.spec.readableInput())
        #expect(report.outcome == .pendingCancel)
        let key = try bench.key()
        let before = try #require(bench.venue.order(key))
        let filled = row.state == .filled ? before.ordered : before.filled
        bench.venue.place(key, state: row.state, ordered: before.ordered, filled: filled)
        let confirmed = await bench.confirmed(report)
        #expect(confirmed.lastState?.description == row.word, "\(confirmed)")
        #expect(confirmed.contradiction == nil)
        let isFinal = OrderState(row.word)?.isFinal == true
        #expect(confirmed.outcome.description == (isFinal ? row.word : "pendingCancel"))
        let truth = try #require(bench.venue.order(key))
        #expect(truth.isPartlyFilled == (partly == 1 && row.state != .filled))
        if row.word == "gone" { return }
        #expect(confirmed.quantities?.filled == truth.filled, "\(confirmed)")
        // Rowan tells of the ordered quantity in one of its reads alone.
        if let ordered = confirmed.quantities?.ordered { #expect(ordered == truth.ordered) }
        #expect(confirmed.quantities?.contradiction == nil)
    }

    /// What each read of each spec answers to its recorded request.
    @Test(arguments: Venues.names + Venues.fixtures.map(\.name.text))
    func everyReadOfASpecIsAnswered(_ name: String) throws {
        let spec = try Venues.named(name)
        let venue = try SimulatedVenue(spec)
        for read in spec.reads {
            let example = try #require(read.examples.first)
            let words = example.request.line.split(separator: " ").map(String.init)
            var request = ReceivedRequest(method: words[0], target: try #require(words.last))
            for header in example.request.headers { request.headers.append(name: header.name, value: header.value) }
            request.body = Array((example.request.body ?? "").utf8)
            let response = venue.receive(request).answer().response
            let entry = try #require(venue.ledger.requests.last)
            #expect(entry.isRead, "\(read.name)")
            #expect([.read, .unknownOrder].contains(entry.effect), "\(read.name): \(entry)")
            let judgement = Interpreter.judge(
                status: response.status, body: response.body, input: example.input, operation: read, venue: spec)
            #expect(judgement.fits, "\(read.name): \(response)")
        }
        #expect(venue.ledger.requests.count(where: \.isRead) == spec.reads.count)
    }

    @Test func aListComesInThePagesOfTheSpec() async throws {
        for (name, count, size) in [("BitGo", 510, 500), ("Aries", 25, 10), ("Rowan", 25, 10), ("Alder", 25, 10)] {
            let bench = try Bench(name, VenueConduct(settlement: .later, pageSize: 10))
            let inputs = try (0..<count).map { try bench.spec.readableInput($0) }
            for input in inputs { _ = await bench.client.cancel(json: input) }
            let reports = Mutex<[Int: CancelReport]>([:])
            // The list serves both orders, so it is what is read.
            let both = [await bench.client.cancel(json: inputs[0]), await bench.client.cancel(json: inputs[count - 1])]
            await bench.client.confirm(both, .within(.milliseconds(2100)), concurrency: 1) { index, report in
                reports.withLock { $0[index] = report }
            }
            let told = reports.withLock(\.self)
            #expect(told.count == 2)
            for (index, pages) in [1, (count + size - 1) / size].enumerated() {
                let read = try #require(told[index]?.reads.first)
                #expect(read.state.isAlive && read.quantities?.filled != nil, "\(read)")
                #expect(read.attempts.count == pages, "\(name): \(read)")
            }
        }
    }

    @Test(arguments: [
        ("BitGo", "unknown(undocumented)"), ("CrossTrade", "unknown(undocumented)"), ("Aries", "gone"),
        ("AlphaPoint", "gone"),
    ])
    func anOrderThatDoesNotExistIsNotFound(_ name: String, _ word: String) async throws {
        let bench = try Bench(name, VenueConduct(opensUnknownOrders: false))
        let read = await bench.client.orderState(json: try bench.spec.readableInput(), deadline: nil)
        #expect(read.state.description == word, "\(read)")
        #expect(bench.venue.ledger.orders.isEmpty)
    }

    @Test func readsThatLagShowTheBookAsItWas() async throws {
        let conduct = VenueConduct(
            settlement: .after(.milliseconds(100)), partlyFilled: 1, staleReads: .milliseconds(300))
        let bench = try Bench("CrossTrade", conduct)
        let input = try bench.spec.readableInput()
        _ = await bench.client.cancel(json: input)
        var told: [String] = []
        for _ in 0..<5 {
            let read = await bench.client.orderState(json: input, deadline: nil)
            told.append("\(read.state) \(read.quantities?.filled?.text ?? "-")")
            bench.clock.advance(by: .milliseconds(101))
        }
        let last = try #require(bench.venue.order(bench.key()))
        let words: [Substring] = ["working", "working", "working", "pendingCancel", "canceled"]
        #expect(told.map { $0.split(separator: " ")[0] } == words)
        #expect(told.last == "canceled \(last.filled)")
        #expect(told.first != "working \(last.filled)")
    }

    @Test func aStaleReadProvesNothingAndTheEndIsFoundAllTheSame() async throws {
        let conduct = VenueConduct(settlement: .after(.seconds(1)), partlyFilled: 1, staleReads: .milliseconds(1500))
        for name in ["BitGo", "CrossTrade", "Rowan"] {
            let bench = try Bench(name, conduct)
            let report = try await bench.confirm()
            #expect(report.outcome == .canceled, "\(report)")
            #expect(report.quantities?.filled == (try bench.venue.order(bench.key())?.filled))
            #expect(report.reads.first?.state == .working)
        }
    }

    @Test(arguments: Fault.all)
    func faultsOfReadsStrikeReadsAlone(_ fault: Fault) async throws {
        if fault == .refusal { return }
        let quick: Fault =
            switch fault {
            case .delayBefore: .delayBefore(.milliseconds(1))
            case .delayAfter: .delayAfter(.milliseconds(1))
            case .slowDrip: .slowDrip(.microseconds(1))
            default: fault
            }
        let conduct = VenueConduct(settlement: .later, readFaults: FaultPlan(script: [quick]))
        for name in ["BitGo", "CrossTrade", "Rowan"] {
            let bench = try Bench(name, conduct)
            let report = try await bench.confirm()
            let requests = bench.venue.ledger.requests
            #expect(requests.first?.fault == nil && requests.first?.isRead == false)
            #expect(requests.dropFirst().first?.fault == quick)
            #expect(report.outcome == .pendingCancel)
            #expect(report.lastState == .pendingCancel, "\(name): \(report)")
            #expect(bench.venue.ledger.requestCount(for: try bench.key()) == 1)
        }
    }

    @Test func whatNoRecordedReplyShowsIsSaid() throws {
        let gaps = try Venues.all.map { try SimulatedVenue($0) }.flatMap { venue in
            venue.gaps(showing: [.pendingCancel, .expired, .canceled])
        }
        let pending = " records no reply that shows 'pendingCancel'; it is shown as 'working'"
        let expired = " records no reply that shows 'tooLate(expired)'; it is shown as 'unknown(inconclusive)'"
        let open = [
            "AlphaPoint.getOpenOrders", "AlphaPoint.getOrderStatus", "Aries.listOpenOrders", "Aries.listPastOrders",
        ]
        let all = ["Aries.listPastOrders", "BitGo.getOrder", "BitGo.listOrders", "CrossTrade.getOrder"]
        #expect(Set(gaps) == Set(open.map { $0 + pending } + all.map { $0 + expired }))
        #expect(gaps.count == 8)
    }
}
