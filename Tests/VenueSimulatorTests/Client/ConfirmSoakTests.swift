import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Many cancels that take time, are refused later or overtaken by fills, read back through faults and lag: what the
/// ledger calls final is proven, with the same quantity, and nothing else is.
///
/// There are fewer orders than in the soak of cancels, since each is read several times: `VENUE_SOAK_ORDERS=100000` in the
/// environment sets how many there are in all, and `VENUE_SOAK_SEEDS=1,2,3` what the draws start from.
@Suite(.bounded) struct ConfirmSoakTests {
    private static let count =
        (ProcessInfo.processInfo.environment["VENUE_SOAK_ORDERS"].flatMap { Int($0) } ?? 2000) / venues.count

    private static let seeds =
        (ProcessInfo.processInfo.environment["VENUE_SOAK_SEEDS"] ?? "1").split(separator: ",").compactMap { UInt64($0) }

    private static var venues: [Venue] { Venues.all + Venues.fixtures }

    /// How many orders an account has, so that lists of its orders have a few pages.
    private static let accountSize = 30

    /// What there was to prove, and what was proven.
    private struct Tally {
        var proven = 0
        /// Orders that ended, at venues that show how.
        var provable = 0
        var reads = 0
        var partlyFilled = 0
        var refused = 0

        static func + (one: Tally, two: Tally) -> Tally {
            Tally(
                proven: one.proven + two.proven, provable: one.provable + two.provable, reads: one.reads + two.reads,
                partlyFilled: one.partlyFilled + two.partlyFilled, refused: one.refused + two.refused)
        }
    }

    @Test(.long, .timeLimit(.minutes(60)), arguments: seeds)
    func whatEndedIsProvenAndNothingElse(_ seed: UInt64) async throws {
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for spec in Self.venues { group.addTask { try await Self.run(spec, seed: seed) } }
            return try await group.reduce(Tally(), +)
        }
        // The comparison would show little if nothing happened.
        #expect(tally.proven > Self.count && tally.provable > Self.count, "\(tally)")
        #expect(tally.reads > 2 * Self.count && tally.partlyFilled > 100 && tally.refused > 100, "\(tally)")
    }

    /// Every fault with an equal share of that many requests.
    private static func faults(_ share: Double, seed: UInt64, without left: [Fault] = []) -> FaultPlan {
        let faults = Fault.all.filter { !left.contains($0) }.map { fault -> Fault in
            switch fault {
            case .delayBefore: .delayBefore(.milliseconds(50))
            case .delayAfter: .delayAfter(.milliseconds(50))
            case .slowDrip: .slowDrip(.microseconds(10))
            case .oversized: .oversized(100_000)
            default: fault
            }
        }
        return FaultPlan(rules: faults.map { .init($0, share: share / Double(faults.count)) }, seed: seed)
    }

    private static func run(_ spec: Venue, seed: UInt64) async throws -> Tally {
        let clock = VirtualClock()
        // An answer with the orders of another account says nothing of whose it is: what is missing there is not gone.
        let others: [Fault] = listsOpenOrders(spec) ? [.otherOrder] : []
        let conduct = VenueConduct(
            settlement: .after(.milliseconds(700)), filledFirst: 0.05, expiredFirst: 0.03, drawsQuantities: true,
            partlyFilled: 0.4, filledMeanwhile: 0.1, refusedLater: 0.1, staleReads: .milliseconds(300), pageSize: 10,
            limitsRate: false, faults: faults(0.4, seed: seed),
            readFaults: faults(0.3, seed: seed + 1, without: [.refusal] + others), clock: clock)
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let client = try spec.makeClient(
            transport: UnreliableLink(to: SimulatedTransport(to: venue, bodyLimit: 80_000), seed: seed),
            options: ClientOptions(
                deadline: .seconds(3600), retry: RetryPolicy(base: .zero), rateLimiter: RateLimiter([]), clock: clock))
        let told = Mutex<[Int: CancelReport]>([:])
        let orders = try (0..<count).map { MassCancelOrder(try input(of: spec, $0)) }
        for order in orders { for key in venue.keys(of: identity(spec, order.input)) { venue.place(key) } }
        let mass = MassCancel(clients: [client], confirm: .within(.seconds(3600)), clock: clock)
        _ = await mass.run(orders) { event in
            guard case .finished(let result, _) = event, case .reported(let report) = result.fate else { return }
            let earlier = told.withLock { $0.updateValue(report, forKey: result.position - 1) }
            if earlier != nil { Issue.record("\(result.position) was told twice") }
        }
        await client.shutdown()
        let reports = told.withLock(\.self)
        #expect(reports.count == count)
        return compare(spec, venue.ledger, reports, orders)
    }

    /// Whether reads show orders that are open, and no others.
    private static func listsOpenOrders(_ spec: Venue) -> Bool { ShownState.words[spec.name.text]?[.filled] == "gone" }

    /// Holds what a client proved against the ledger.
    private static func compare(
        _ spec: Venue, _ ledger: Ledger, _ reports: [Int: CancelReport], _ orders: [MassCancelOrder]
    ) -> Tally {
        var truths: [[String]: SimulatedOrder] = [:]
        for order in ledger.orders { for key in order.keys { truths[key.values] = order } }
        let words = ShownState.words[spec.name.text]
        var tally = Tally(reads: ledger.requests.count(where: \.isRead))
        tally.refused = ledger.transitions.count { $0.to == .open }
        for (number, report) in reports {
            let truth = truths[identity(spec, orders[number].input)]
            let ended: String? =
                switch truth?.state {
                case .canceled: "canceled"
                case .filled: "tooLate(filled)"
                case .expired: "tooLate(expired)"
                case .open, .pendingCancel, nil: nil
                }
            if truth?.isPartlyFilled == true { tally.partlyFilled += 1 }
            let name = "\(spec.name) \(number)"
            if report.outcome.isProven {
                tally.proven += 1
                #expect(report.outcome.description == ended, "\(name): proven wrongly, \(report)")
                #expect(report.contradiction == nil, "\(name): \(report)")
                if let filled = report.quantities?.filled, let truth {
                    #expect(filled.isEqualInValue(to: truth.filled), "\(name): \(truth) against \(report)")
                }
            }
            if report.cancelOutcome == .gone || listsOpenOrders(spec) && report.lastState == .gone {
                #expect(ended != nil, "\(name): told as gone and is not, \(report)")
            }
            if case .notSent = report.outcome { continue }
            // Rowan has the order read five times, and then a list that does not tell how orders ended.
            guard let state = truth?.state, let word = words?[state], word == ended, spec.name.text != "Rowan" else {
                continue
            }
            tally.provable += 1
            #expect(report.outcome.description == ended, "\(name): not proven, \(report)")
            #expect(report.quantities?.filled != nil, "\(name): \(report)")
        }
        return tally
    }

    /// The input of an order of its own in one of many accounts.
    private static func input(of spec: Venue, _ number: Int) throws -> JSONValue {
        let input = spec.reads.isEmpty ? try JSONValue(jsonBytes: spec.input(number)) : try spec.readableInput(number)
        guard case .object(let members) = input else { return .null }
        return .object(
            members.map { member in
                guard member.name.lowercased().contains("account") else { return member }
                switch member.value {
                case .string(let text): return .init(member.name, .string("\(text)-\(number / accountSize)"))
                default: return .init(member.name, .number(JSONNumber(Int64(1 + number / accountSize))))
                }
            })
    }

    /// What identifies the order of an input.
    private static func identity(_ spec: Venue, _ input: JSONValue) -> [String] {
        let operation = spec.operations[0]
        return operation.parameters.map(\.name.text).filter(operation.identifiers.contains)
            .compactMap { input[$0]?.scalarText }
    }
}
