import Foundation
import LoopbackServer
import Synchronization
import TestScheduling
import Testing
import VenueSimulator

/// Reading orders: what a venue's read proves of them, and venues that have none.
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

    // MARK: A venue with a read

    /// Runs the command for one order at a venue that acknowledges its cancel, or closes the connection, and tells the
    /// order's states read by read; the last one stays.
    private func run(
        acknowledged reply: Bool = true, states: [(state: String, filled: Int)], _ words: String...
    ) async throws -> (result: Bench.Result, requests: [String]) {
        let bench = try Bench("CrossTrade")
        await bench.stop()
        let reads = Mutex(0)
        let venue = try LoopbackServer { request, peer in
            if request.line.hasPrefix("POST ") {
                if !reply { return .close }
                peer.reply(
                    200, headers: ["Content-Type: application/json"], body: #"{"orderId":"\#(hex(7))","success":true}"#)
                return .close
            }
            let index = reads.withLock { number in
                defer { number += 1 }
                return min(number, states.count - 1)
            }
            let (state, filled) = states[index]
            let members = #""account":"Sim101","orderId":"\#(hex(7))","orderState":"\#(state)""#
            peer.reply(
                200, headers: ["Content-Type: application/json"],
                body: "{\(members),\"quantity\":2,\"filled\":\(filled)}")
            return .close
        }
        defer { venue.stop() }
        let order = ["crosstrade", "--account", "Sim101", "--order-id", hex(7), "--base-url", venue.url()]
        let result = try await bench.run(words: order + words)
        return (result, venue.requests.map { String($0.line.prefix { $0 != " " }) })
    }

    @Test func anAcknowledgedCancelIsProvenByWhatBecameOfTheOrder() async throws {
        let (result, requests) = try await run(
            states: [("CancelPending", 0), ("Cancelled", 1)], "--confirm", "30s")
        #expect(result.status == 0, "\(result)")
        #expect(requests == ["POST", "GET", "GET"])
        #expect(result.output.hasPrefix("CrossTrade cancelOrder: canceled\n"), "\(result)")
        #expect(result.output.contains("\n  quantity filled 1 of 2, remaining 1\n"), "\(result)")
        #expect(result.output.contains("\n  cancel   pendingCancel\n"), "\(result)")
    }

    @Test func anOrderThatFilledFirstIsToldAsSuch() async throws {
        let (result, requests) = try await run(states: [("Filled", 2)], "--confirm", "30s")
        #expect(result.status == 11, "\(result)")
        #expect(requests == ["POST", "GET"])
        #expect(result.output.hasPrefix("CrossTrade cancelOrder: tooLate(filled)\n"), "\(result)")
    }

    @Test func whatWasLostIsProvenByAFinalStateAlone() async throws {
        let (result, requests) = try await run(
            acknowledged: false, states: [("Cancelled", 0)], "--confirm", "30s", "--json")
        #expect(result.status == 0, "\(result)")
        // A repeat is safe there, so the cancel itself is tried again first.
        #expect(requests == ["POST", "POST", "POST", "GET"])
        let members = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(members?["outcome"] as? String == "canceled", "\(result)")
    }

    @Test func aReadAloneCancelsNothing() async throws {
        for (state, status) in [("Working", Int32(9)), ("CancelSubmitted", 10), ("Cancelled", 0), ("Filled", 11)] {
            let (result, requests) = try await run(states: [(state, 0)], "--state")
            #expect(requests == ["GET"])
            #expect(result.status == status, "\(result)")
        }
    }
}
