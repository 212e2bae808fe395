import TestScheduling
import Testing

@testable import VenueRuntime

@Suite(.bounded) struct MassCancelProgressTests {
    private func progress(done: Int, duplicates: Int = 0, total: Int?, rate: Double) -> MassCancelProgress {
        var tally = OutcomeTally()
        for _ in 0..<done { tally.add(.pending) }
        return MassCancelProgress(
            tally: tally, unconfirmed: 0, duplicates: duplicates, total: total, elapsed: .seconds(1), rate: rate)
    }

    @Test func theTimeThatRemainsIsTheRestAtThePresentRate() {
        #expect(progress(done: 40, total: 100, rate: 3).remaining == .seconds(20))
        #expect(progress(done: 30, duplicates: 10, total: 100, rate: 3).remaining == .seconds(20))
        #expect(progress(done: 100, total: 100, rate: 0).remaining == .zero)
        #expect(progress(done: 101, total: 100, rate: 3).remaining == .zero)
    }

    @Test func noTimeIsGivenWithoutATotalOrWithoutMovement() {
        #expect(progress(done: 40, total: nil, rate: 3).remaining == nil)
        #expect(progress(done: 40, total: 100, rate: 0).remaining == nil)
    }

    @Test func theRateForgetsABurstAtTheBeginning() {
        let start = ContinuousClock.now
        var window = RateWindow(start: start)
        #expect(window.rate(at: start, count: 0) == 0)
        #expect(window.rate(at: start + .seconds(1), count: 100) == 100)
        var rate = 0.0
        for second in 2...30 { rate = window.rate(at: start + .seconds(second), count: 100 + 3 * (second - 1)) }
        #expect(abs(rate - 3) < 0.01)
    }

    @Test func aTallyCountsEachClassAndKnowsTheMostSevere() {
        var tally = OutcomeTally()
        #expect(tally.mostSevere == nil)
        for outcome: CancelOutcome in [.canceled, .gone, .unknownOrder, .tooLate(.filled), .alreadyPending] {
            tally.add(outcome.outcomeClass)
        }
        #expect(tally[.canceled] == 1)
        #expect(tally[.ended] == 3)
        #expect(tally[.pending] == 1)
        #expect(tally.total == 5)
        #expect(tally.mostSevere == .ended)
        tally.add(CancelOutcome.unknown(.timeout).outcomeClass)
        #expect(tally.mostSevere == .unknown)
    }
}
