import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Thousands of cancels under random faults, retries included: clients' reports and the venues' ledgers agree on every
/// order.
///
/// `VENUE_SOAK_ORDERS=100000` in the environment sets how many there are in all; the gate runs as many.
@Suite(.bounded) struct ClientSoakTests {
    /// How many orders each of the venues gets.
    private static let count =
        (ProcessInfo.processInfo.environment["VENUE_SOAK_ORDERS"].flatMap { Int($0) } ?? 20_000) / Venues.names.count

    /// What a client said of an order.
    private struct Account {
        var outcome: CancelOutcome
        /// How many attempts may have left.
        var sent: Int
    }

    @Test(.long, .timeLimit(.minutes(20))) func reportsAndLedgersAgreeOnEveryOrder() async throws {
        // A mass cancel for each venue, so that more than one core works.
        let tallies = try await withThrowingTaskGroup(of: OutcomeTally.self) { group in
            for spec in Venues.all { group.addTask { try await Self.cancelAll(of: spec) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(tallies.map(\.total).reduce(0, +) == Self.count * Venues.names.count)
        // Every kind of end occurred, or the comparison would show little.
        for outcomeClass: OutcomeClass in [.canceled, .pending, .ended, .rejected, .notSent, .unknown] {
            let least = max(50, Self.count * Venues.names.count / 1000)
            #expect(tallies.map { $0[outcomeClass] }.reduce(0, +) > least, "\(outcomeClass)")
        }
    }

    /// Cancels the orders of a venue and holds what its client says against the ledger.
    private static func cancelAll(of spec: Venue) async throws -> OutcomeTally {
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let client = try spec.makeClient(
            transport: UnreliableLink(to: SimulatedTransport(to: venue, bodyLimit: 4096), seed: 3),
            options: ClientOptions(
                deadline: .seconds(60), retry: RetryPolicy(base: .zero), rateLimiter: RateLimiter([])))
        let told = Mutex<[Int: Account]>([:])
        let orders = (0..<count).lazy.map { number in
            MassCancelOrder((try? JSONValue(jsonBytes: spec.input(number))) ?? .null)
        }
        let summary = await MassCancel(clients: [client]).run(orders) { event in
            guard case .finished(let result, _) = event, case .reported(let report) = result.fate else { return }
            let sent = report.attempts.count { if case .notSent = $0.outcome { false } else { true } }
            let earlier = told.withLock {
                $0.updateValue(Account(outcome: report.outcome, sent: sent), forKey: result.position - 1)
            }
            if earlier != nil { Issue.record("\(result.position) was told twice") }
        }
        await client.shutdown()
        #expect(summary.duplicates == 0)
        let accounts = told.withLock(\.self)
        #expect(accounts.count == count)
        try compare(spec, venue) { accounts[$0] }
        return summary.tally
    }

    /// Every fault with an equal share, leaving half of the requests alone.
    private static let conduct: VenueConduct = {
        let faults = Fault.all.map { fault -> Fault in
            switch fault {
            case .delayBefore: .delayBefore(.microseconds(10))
            case .delayAfter: .delayAfter(.microseconds(10))
            case .slowDrip: .slowDrip(.nanoseconds(10))
            case .oversized: .oversized(8192)
            default: fault
            }
        }
        let rules = faults.map { FaultPlan.Rule($0, share: 0.5 / Double(faults.count)) }
        return VenueConduct(
            filledFirst: 0.05, expiredFirst: 0.05, limitsRate: false, faults: FaultPlan(rules: rules, seed: 7))
    }()

    /// What the ledger holds of an order.
    private struct Record {
        var order: OrderKey
        var requests = 0
        var isDoubled = false
    }

    /// Holds a venue's ledger against what its client said of each order.
    private static func compare(
        _ spec: Venue, _ venue: SimulatedVenue, _ account: (_ number: Int) -> Account?
    ) throws {
        let name = try #require(spec.operations.first?.lastIdentifier)
        var records: [String: Record] = [:]
        for request in venue.ledger.requests {
            let order = try #require(request.order)
            let place = try #require(order.names.firstIndex(of: name))
            var record = records[order.values[place]] ?? Record(order: order)
            if request.isDuplicate { record.isDoubled = true } else { record.requests += 1 }
            records[order.values[place]] = record
        }
        for number in 0..<count {
            let account = try #require(account(number))
            let record = records.removeValue(forKey: try spec.orderID(number))
            // Each attempt that may have left is one request, and none that provably did not.
            let requests = record?.requests ?? 0
            let state = record.flatMap { venue.state(of: $0.order) }
            let agrees =
                switch account.outcome {
                case .canceled: state == .canceled
                case .pendingCancel: state == .canceled || state == .pendingCancel
                case .tooLate(.filled): state == .filled
                case .tooLate(.expired): state == .expired
                case .tooLate, .gone: state?.isTerminal == true
                // A network that delivers twice has the first delivery cancel and the second one refused.
                case .rejected: state != .canceled || record?.isDoubled == true
                case .notSent: record == nil
                case .unknown: account.sent > 0
                case .unknownOrder, .alreadyPending, .throttled: false
                }
            guard !agrees || requests != account.sent else { continue }
            Issue.record("\(spec.name.text) \(number): \(account) against \(record as Any), \(state as Any)")
        }
        #expect(records.isEmpty, "requests for orders nobody gave")
    }
}
