import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// Signals end runs, and every order that may have been sent is told.
@Suite(.bounded) struct InterruptTests {
    private static let one = "exec $TOOL b2trader --account-id 7 --order-id 1 --base-url $URL --json"

    /// A venue that takes its time.
    private func slow(_ time: Duration) throws -> Bench {
        try Bench("B2Trader", VenueConduct(faults: FaultPlan(rules: [.init(.delayBefore(time))])))
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func theFirstLetsACallEndByItself(signal: Int32) async throws {
        let bench = try slow(.milliseconds(1500))
        let venue = bench.server.venue
        let result = try await bench.shell(Self.one, acts: [.send(signal, when: { venue.ledger.requests.count == 1 })])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains(#""outcome":"canceled""#))
        #expect(result.error == "stopping: the call ends by itself; interrupt again to end it now\n")
        await bench.server.stop()
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func theSecondEndsACallThatWasSentAndItsOrderIsUnknown(signal: Int32) async throws {
        let bench = try slow(.seconds(9))
        let venue = bench.server.venue
        let folder = bench.folder
        let result = try await bench.shell(
            "\(Self.one) 2> err",
            acts: [
                .send(signal, when: { venue.ledger.requests.count == 1 }),
                .send(signal, when: { (try? Data(contentsOf: folder.appending(path: "err")))?.isEmpty == false }),
            ])
        #expect(result.status == 15, "\(result)")
        #expect(result.output.contains(#""outcome":"unknown(interrupted)""#))
        await bench.server.stop()
    }

    @Test func aTerminalThatClosesIsToldTwiceAndMeansOneInterrupt() async throws {
        let bench = try slow(.milliseconds(1500))
        let venue = bench.server.venue
        let result = try await bench.shell(
            Self.one,
            acts: [
                .send(SIGHUP, when: { venue.ledger.requests.count == 1 }), .send(SIGHUP, when: { true }),
            ])
        #expect(result.status == 0, "\(result)")
        await bench.server.stop()
    }

    @Test func whatOutlivesItsTerminalGoesOnWhenItCloses() async throws {
        let bench = try slow(.milliseconds(100))
        let venue = bench.server.venue
        let result = try await bench.shell(
            "trap '' HUP; \(Self.one)", acts: [.send(SIGHUP, when: { venue.ledger.requests.count == 1 })])
        #expect(result.status == 0, "\(result)")
        #expect(result.error.isEmpty)
        await bench.server.stop()
    }

    @Test func atNoMomentDoesASignalLeaveASentOrderUntold() async throws {
        let bench = try slow(.milliseconds(30))
        for delay in 0..<12 {
            let before = bench.requests
            let moment = ContinuousClock.now + .milliseconds(8 * delay)
            let result = try await bench.shell(
                Self.one, acts: [.send(SIGHUP, when: { ContinuousClock.now >= moment })])
            #expect(result.lines.count == bench.requests - before, "\(delay): \(result)")
        }
        await bench.server.stop()
    }
}
