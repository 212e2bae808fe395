import CurlTransport
import VenueClients
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Cancels orders over loopback sockets: generated clients on libcurl against venues simulated from the same specs.
struct WireRun {
    struct Row: Sendable {
        var venue: String
        var situation: String
        var report: CancelReport
        var received: Int
        var isExpected: Bool
    }

    /// Something arranged at the venue or in the client, and what may come of it.
    private struct Situation {
        var title: String
        var conduct = VenueConduct()
        var localLimit: [RateLimit] = []
        var calls = 1
        var retry = RetryPolicy()
        var allows: @Sendable (CancelReport) -> Bool
    }

    let transport: CurlTransport

    func rows(_ venues: [Venue]) async throws -> [Row] {
        var rows: [Row] = []
        for venue in venues {
            for operation in venue.operations {
                guard let client = VenueIndex.operations.first(where: { $0.isGenerated(from: operation, of: venue) }),
                    let example = operation.examples.first,
                    let input = try? JSONValue(jsonBytes: Array(example.inputJSON.utf8))
                else { continue }
                for situation in situations(at: venue, limits: client.rateLimits) {
                    rows.append(try await run(situation, at: venue, client, input))
                }
            }
        }
        return rows
    }

    /// What becomes of orders whose cancels take a moment: each is read until its end is proven or the time is over.
    func confirmedRows(_ venues: [Venue]) async throws -> [Row] {
        try await withThrowingTaskGroup(of: (Int, Row).self) { group in
            var count = 0
            for venue in venues {
                for operation in venue.operations {
                    guard
                        let client = VenueIndex.operations.first(where: { $0.isGenerated(from: operation, of: venue) }),
                        let input = operation.readableInput(at: venue)
                    else { continue }
                    for (title, conduct) in ends(at: venue, of: operation) {
                        let place = count
                        count += 1
                        group.addTask { (place, try await confirm(title, conduct, at: venue, client, input)) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// An order that dies, one that fills first, and one whose answer is lost.
    private func ends(at venue: Venue, of operation: CallDescription) -> [(String, VenueConduct)] {
        var dying = VenueConduct(drawsQuantities: true, partlyFilled: 1)
        // Where no read tells the end, the answer has to.
        if operation.confirmations.contains(where: { $0.read != nil }) { dying.settlement = .after(.milliseconds(150)) }
        var filled = dying
        filled.filledFirst = 1
        var lost = dying
        lost.faults = FaultPlan(rules: [FaultPlan.Rule(.dropAfterApply)])
        return [("dies", dying), ("fills first", filled), ("answer lost", lost)]
    }

    private func confirm<Operation: CancelOperation>(
        _ title: String, _ conduct: VenueConduct, at venue: Venue, _: Operation.Type, _ input: JSONValue
    ) async throws -> Row {
        let server = try LoopbackServer(venue: try SimulatedVenue(venue, conduct: conduct))
        let client = try client(Operation.self, of: server)
        let report = await client.cancel(json: input, deadline: nil, confirm: .within(.seconds(4)))
        await client.shutdown()
        let truth = server.venue.ledger.orders.first
        await server.stop()
        // What is not proven may only be what no reply and no read of the venue can prove.
        let isExpected =
            report.outcome.isProven
            ? report.outcome == truth?.end
                && report.quantities?.filled.map { filled in
                    truth.map { $0.filled.isEqualInValue(to: filled) } ?? false
                } ?? true
            : report.lastRead == nil || report.lastRead == .gone
        return Row(
            venue: Operation.venue, situation: title, report: report,
            received: server.venue.ledger.requests.count, isExpected: isExpected)
    }

    private func client<Operation: CancelOperation>(
        _: Operation.Type, of server: LoopbackServer, limit: [RateLimit] = [], retry: RetryPolicy = RetryPolicy()
    ) throws -> VenueClient<Operation> {
        VenueClient<Operation>(
            server: Operation.Server(try BaseURL(server.address)),
            credentials: .fixed(Operation.Credentials(secrets: { Secret("demo-\($0)") })), transport: transport,
            options: ClientOptions(deadline: .seconds(3), retry: retry, rateLimiter: RateLimiter(limit)))
    }

    private func situations(at venue: Venue, limits: [RateLimit]) -> [Situation] {
        var filled = VenueConduct()
        filled.filledFirst = 1
        var stranger = VenueConduct()
        stranger.secrets = Dictionary(uniqueKeysWithValues: venue.credentials.map { ($0.name.text, "another") })
        var refusing = VenueConduct()
        refusing.faults = FaultPlan(rules: [FaultPlan.Rule(.refusal)])
        let refuses = (try? SimulatedVenue(venue))?.plays(.refusal) ?? false
        var dropping = VenueConduct()
        dropping.faults = FaultPlan(rules: [FaultPlan.Rule(.dropAfterApply)])
        var faltering = VenueConduct()
        faltering.faults = FaultPlan(script: [.dropAfterApply])
        let most = limits.map { $0.burst ?? $0.requests }.min() ?? 0
        let once = RateLimit(requests: 1, per: .seconds(600), burst: 1, scope: .user)
        return [
            Situation(title: "open order") { [.canceled, .pendingCancel].contains($0.outcome) },
            Situation(title: "filled before", conduct: filled) { $0.outcome.isEndOfOrder },
            refuses
                ? Situation(title: "refused", conduct: refusing) { $0.outcome.isRejected }
                : Situation(title: "wrong token", conduct: stranger) { $0.outcome.isRejected },
            limits.isEmpty
                ? Situation(title: "own limit hit", localLimit: [once], calls: 2) {
                    $0.outcome == .notSent(.localThrottle)
                }
                // On a slow machine the venue's allowance grows between the calls.
                : Situation(title: "venue limit hit", calls: 20 * most, retry: .never) { $0.outcome.isThrottled },
            Situation(title: "answers lost", conduct: dropping) { $0.outcome.isUnknown },
            Situation(title: "first answer lost", conduct: faltering) {
                $0.outcome.isUnknown || $0.followsUnknownAttempt
            },
        ]
    }

    private func run<Operation: CancelOperation>(
        _ situation: Situation, at venue: Venue, _: Operation.Type, _ input: JSONValue
    ) async throws -> Row {
        let server = try LoopbackServer(venue: try SimulatedVenue(venue, conduct: situation.conduct))
        let client = try client(Operation.self, of: server, limit: situation.localLimit, retry: situation.retry)
        var report = await client.cancel(json: input)
        for _ in 1..<situation.calls where !situation.allows(report) { report = await client.cancel(json: input) }
        await client.shutdown()
        await server.stop()
        return Row(
            venue: Operation.venue, situation: situation.title, report: report,
            received: server.venue.ledger.requests.count, isExpected: situation.allows(report))
    }
}

extension CancelOperation {
    static func isGenerated(from operation: CallDescription, of spec: Venue) -> Bool {
        venue == spec.name.text && name == operation.name.text
    }
}

extension CallDescription {
    /// The input of the first example whose order the read that is named first can find; of the first where none can.
    fileprivate func readableInput(at venue: Venue) -> JSONValue? {
        let runnable = confirmations.lazy.compactMap(\.read).first
        let read = venue.reads.first { $0.name.text == runnable?.name }
        let names = Set(read?.parameters.map(\.name.text) ?? []).subtracting(runnable?.arguments.map(\.name) ?? [])
        let example = examples.first { names.isSubset(of: $0.input.map(\.name)) } ?? examples.first
        return example.flatMap { try? JSONValue(jsonBytes: Array($0.inputJSON.utf8)) }
    }
}

extension CancelReport {
    /// The state that was read last; `nil` where no read could be made.
    var lastRead: OrderState? { reads.contains { $0.name != nil } ? lastState : nil }
}

extension SimulatedOrder {
    /// The outcome that tells its end; `nil` while it is alive.
    fileprivate var end: CancelOutcome? {
        switch state {
        case .open, .pendingCancel: nil
        case .canceled: .canceled
        case .filled: .tooLate(.filled)
        case .expired: .tooLate(.expired)
        }
    }
}

extension CancelOutcome {
    /// Whether the order is proven to have ended, or may have.
    fileprivate var isEndOfOrder: Bool {
        switch self {
        case .tooLate, .gone, .unknownOrder, .rejected: true
        default: false
        }
    }

    /// Whether the venue refused the request, or answered in a way its page does not cover.
    fileprivate var isRejected: Bool {
        switch self {
        case .rejected, .gone, .unknown(.undocumented): true
        default: false
        }
    }

    fileprivate var isThrottled: Bool { if case .throttled = self { true } else { false } }

    fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
