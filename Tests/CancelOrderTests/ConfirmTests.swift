import Foundation
import LoopbackServer
import TestScheduling
import Testing
import VenueSimulator

/// Reading orders, as far as the venue of the command line has a call that does.
@Suite(.bounded) struct ConfirmTests {
    private let order = ["b2trader", "--account-id", "77", "--order-id", "9876543210"]

    @Test func aVenueThatReadsNoOrderHasNoStateAndConfirmsNothing() async throws {
        let bench = try Bench("B2Trader")
        let state = try await bench.run(words: order + ["--base-url", bench.server.address, "--state"])
        #expect(state.status == 2)
        #expect(state.error.hasPrefix("error: B2Trader has no call that reads an order\n"))
        #expect(bench.requests == 0)
        let confirmed = try await bench.run(words: order + ["--base-url", bench.server.address, "--confirm", "30s"])
        #expect(confirmed.status == 0, "\(confirmed)")
        #expect(
            confirmed.error
                == "warning: B2Trader has no call that reads an order; '--confirm' adds nothing\n")
        #expect(bench.requests == 1)
        await bench.server.stop()
    }

    @Test(arguments: ["0s", "30", "2d"])
    func aWindowIsATime(_ word: String) async throws {
        let bench = try Bench("B2Trader")
        let result = try await bench.run(words: order + ["--base-url", bench.server.address, "--confirm", word])
        #expect(result.status == 2)
        #expect(result.error.hasPrefix("error: '--confirm' is no time\n"))
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test(arguments: [["--confirm", "30s"], ["--dry-run"]])
    func aReadGoesWithNothingThatCancels(_ other: [String]) async throws {
        let bench = try Bench("B2Trader")
        let result = try await bench.run(words: order + ["--base-url", bench.server.address, "--state"] + other)
        #expect(result.status == 2)
        #expect(result.error.hasPrefix("error: give '--state' or '\(other[0])', not both\n"))
        await bench.server.stop()
    }
}
