import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Many cancelled orders of one account are looked up together: a round of reads takes as many pages as they fill.
@Suite(.bounded) struct SharedReadTests {
    /// `VENUE_SHARED_ORDERS=10000` in the environment sets another number.
    private static let count = ProcessInfo.processInfo.environment["VENUE_SHARED_ORDERS"].flatMap { Int($0) } ?? 600

    @Test(.timeLimit(.minutes(30))) func aRoundTakesAsManyReadsAsTheOrdersFillPages() async throws {
        let spec = try #require(Venues.all.first { $0.name.text == "BitGo" })
        let size = try #require(spec.reads.compactMap(\.read?.pages?.size).first)
        let clock = VirtualClock()
        let conduct = VenueConduct(
            settlement: .after(.milliseconds(1500)), pageSize: size, limitsRate: false, clock: clock)
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let client = try spec.makeClient(
            transport: SimulatedTransport(to: venue),
            options: ClientOptions(deadline: .seconds(3600), rateLimiter: RateLimiter([]), clock: clock))
        let cancel = spec.operations[0]
        let orders = try (0..<Self.count).map { number -> MassCancelOrder in
            guard case .object(let members) = try spec.readableInput(number) else { return MassCancelOrder(.null) }
            return MassCancelOrder(
                .object(members.map { $0.name == "accountId" ? .init($0.name, .string("one-account")) : $0 }))
        }
        for order in orders {
            let identity = cancel.parameters.map(\.name.text).filter(cancel.identifiers.contains)
            for key in venue.keys(of: identity.compactMap { order.input[$0]?.scalarText }) { venue.place(key) }
        }
        let rounds = Mutex(0)
        let mass = MassCancel(clients: [client], confirm: .within(.seconds(60)), clock: clock)
        let summary = await mass.run(orders) { event in
            guard case .finished(let result, _) = event, case .reported(let report) = result.fate else { return }
            rounds.withLock { $0 = max($0, report.reads.count) }
        }
        await client.shutdown()
        let reads = venue.ledger.requests.count(where: \.isRead)
        let pages = (Self.count + size - 1) / size
        #expect(summary.tally[.canceled] == Self.count && summary.provenByReads == Self.count)
        // The cancels were not carried out yet when they were first looked for.
        let made = rounds.withLock(\.self)
        #expect(made > 1 && reads <= made * (pages + 2), "\(reads) reads in \(made) rounds of \(pages) pages")
    }
}
