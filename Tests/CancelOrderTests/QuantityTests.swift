import Foundation
import LoopbackServer
import TestScheduling
import Testing
import VenueSimulator

/// What a reply tells of executions reaches whoever reads results.
@Suite(.bounded) struct QuantityTests {
    /// A venue's reply about an order that was cancelled after six tenths of it had been executed.
    private func body(_ ordered: String = "1", _ remaining: String = "0.4", order: String = "MINE") -> String {
        """
        {"order":{"marketId":"m","marketDisplayName":"M","orderId":"\(order)","orderType":"Limit","side":"Buy",\
        "status":"Cancelled","source":"Manual","timeInForce":"Gtc","commission":"0","requestedAmount":"\(ordered)",\
        "remainingAmount":"\(remaining)","requestedPrice":"1","executionPrice":"1","createdAt":"2025-08-15T08:59:51Z",\
        "updatedAt":"2025-08-15T08:59:51Z","cancellationDate":null,"fillFactor":"0.6"}}
        """
    }

    /// Runs the command for one order against a venue that gives one reply.
    private func run(_ body: String, _ extra: String...) async throws -> Bench.Result {
        let bench = try Bench("B2Trader")
        await bench.stop()
        let venue = try LoopbackServer { _, peer in
            peer.reply(200, headers: ["Content-Type: application/json"], body: body)
            return .close
        }
        defer { venue.stop() }
        return try await bench.run(
            words: ["b2trader", "--account-id", "1001", "--order-id", "MINE", "--base-url", venue.url()] + extra)
    }

    private func members(_ result: Bench.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test func aPartialFillIsToldBesideTheOutcome() async throws {
        let text = try await run(body())
        #expect(text.status == 0 && text.output.hasPrefix("B2Trader cancelOrder: canceled\n"))
        #expect(text.output.contains("\n  quantity filled 0.6 of 1, remaining 0.4\n"), "\(text)")
        let quantities = try members(await run(body("1.00"), "--json"))["quantities"] as? [String: Any]
        #expect(quantities?["ordered"] as? String == "1.00" && quantities?["remaining"] as? String == "0.4")
        #expect(quantities?["filled"] as? String == "0.60")
        #expect(quantities?["told"] as? [String] == ["ordered", "remaining"])
        #expect(quantities?["contradiction"] is NSNull)
    }

    @Test func aContradictionIsToldAndChangesNoOutcome() async throws {
        let text = try await run(body("1", "1.5"))
        #expect(text.status == 0)
        #expect(text.output.contains("\n  quantity ordered 1, remaining 1.5 (remaining 1.5 is more than ordered 1)\n"))
        let quantities = try members(await run(body("1", "1.5"), "--json"))["quantities"] as? [String: Any]
        #expect(quantities?["contradiction"] as? String == "remaining 1.5 is more than ordered 1")
        #expect(quantities?["filled"] is NSNull)
    }

    @Test func aReplyAboutAnotherOrderTellsNoQuantityOfThisOne() async throws {
        let text = try await run(body(order: "OTHER"))
        #expect(text.status == 15 && !text.output.contains("quantity"))
        #expect(try members(await run(body(order: "OTHER"), "--json"))["quantities"] is NSNull)
    }

    @Test func manyOrdersAreToldOneByOneAndAddedUp() async throws {
        let bench = try Bench("B2Trader", VenueConduct(partlyFilled: 1))
        let orders = try bench.write("orders.csv", "orderId\nA\nB\nC\n")
        let table = try await bench.run("b2trader", "--account-id", "1001", "--orders", orders)
        let told = "  filled 0.06 of 0.10, remaining 0.04"
        #expect(table.lines.dropFirst().allSatisfy { $0.contains(told) }, "\(table)")
        #expect(table.lines.count == 4)
        #expect(table.error.contains("\n  3 of 3 that tell it filled in part or in full, 0.18 in all\n"), "\(table)")
        await bench.stop()
    }

    @Test func nothingIsSaidOfFillsWhereNothingWasFilled() async throws {
        let bench = try Bench("B2Trader")
        let orders = try bench.write("orders.csv", "orderId\nA\nB\n")
        let table = try await bench.run("b2trader", "--account-id", "1001", "--orders", orders)
        #expect(table.output.contains("  filled 0.0 of 0.1, remaining 0.1"), "\(table)")
        #expect(!table.error.contains("fill"), "\(table)")
        await bench.stop()
    }
}
