import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// The results of one run are the orders of the next, which does not forget what the first left open.
@Suite(.bounded) struct EarlierResultTests {
    private static let first = "$TOOL crosstrade --account A --orders orders --base-url $URL --json"

    /// A venue that acted on orders and let their replies get lost, and the lines a run told of them.
    private func lostReplies(_ count: Int) async throws -> (bench: Bench, lines: [String]) {
        let lost = FaultPlan(rules: [.init(.dropAfterApply)])
        let bench = try Bench("CrossTrade", VenueConduct(faults: lost))
        _ = try bench.write("orders", "orderId\n" + (1...count).map { "\(hex($0))\n" }.joined())
        let result = try await bench.shell(Self.first)
        #expect(result.status == 15, "\(result)")
        #expect(result.lines.count == count)
        await bench.server.stop()
        return (bench, result.lines)
    }

    @Test func whatWasUnknownStaysUnknownWhereTheRepeatIsRefused() async throws {
        let (old, lines) = try await lostReplies(4)
        let bench = try Bench("CrossTrade")
        let file = try bench.write("results", lines.joined(separator: "\n"))
        let result = try await bench.run(
            "crosstrade", "--account", "A", "--orders", file, "--json",
            environment: ["CROSSTRADE_TOKEN": "another-secret"])
        #expect(result.status == 15, "\(result)")
        #expect(result.lines.count == 4)
        for line in result.lines {
            #expect(line.contains(#""outcome":"unknown("#), "\(line)")
            #expect(line.contains(#""followsUnknownAttempt":true"#), "\(line)")
        }
        // The lines of the second run are the orders of a third, and still remember.
        let again = try bench.write("again", result.lines.joined(separator: "\n"))
        let third = try await bench.run(
            "crosstrade", "--orders", again, "--json", environment: ["CROSSTRADE_TOKEN": "x"])
        #expect(third.lines.allSatisfy { $0.contains(#""outcome":"unknown("#) }, "\(third)")
        await bench.server.stop()
        _ = old
    }

    @Test func anAnswerAboutTheOrderItselfIsTakenAndSaysThatItFollows() async throws {
        let (old, lines) = try await lostReplies(2)
        let bench = try Bench("CrossTrade")
        let file = try bench.write("results", lines.joined(separator: "\n"))
        let result = try await bench.run("crosstrade", "--orders", file, "--json")
        #expect(result.status == 10, "\(result)")
        #expect(result.lines.allSatisfy { $0.contains(#""outcome":"pendingCancel""#) })
        #expect(result.lines.allSatisfy { $0.contains(#""followsUnknownAttempt":true"#) })
        await bench.server.stop()
        _ = old
    }

    @Test func whatWasNeverSentIsAnOrderLikeAnyOther() async throws {
        let bench = try Bench("CrossTrade")
        let line =
            #"{"venue":"CrossTrade","input":{"account":"A","orderId":"\#(hex(1))"},"outcome":"notSent(deadline)"}"#
        let file = try bench.write("results", line)
        let result = try await bench.run("crosstrade", "--orders", file, "--json")
        #expect(result.lines.first?.contains(#""followsUnknownAttempt":false"#) == true, "\(result)")
        await bench.server.stop()
    }

    @Test(arguments: [
        (#"{"venue":"BitGo","input":{"orderId":"1"}}"#, "a result of BitGo, not of CrossTrade"),
        (#"{"venue":"CrossTrade","operation":"other","input":{}}"#, "a result of other, not of cancelOrder"),
        (#"{"venue":"CrossTrade","input":{"account":"B","orderId":"1"}}"#, "'account' is also given by '--account'"),
        (#"{"venue":"CrossTrade","input":{"acount":"A"}}"#, "unknown parameter 'acount'"),
    ])
    func aLineOfAnotherVenueOrCallIsAnErrorWithItsNumber(line: String, problem: String) async throws {
        let bench = try Bench("CrossTrade")
        let good = #"{"venue":"CrossTrade","input":{"account":"A","orderId":"\#(hex(1))"}}"#
        let file = try bench.write("results", good + "\n" + line + "\n")
        let result = try await bench.run("crosstrade", "--account", "A", "--orders", file)
        #expect(result.status == 3, "\(result)")
        #expect(result.error.contains("\(file):2: error: \(problem)"), "\(result.error)")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func everyLineTellsWhenInWhichRunAndAtWhichVenue() async throws {
        let bench = try Bench("B2Trader")
        _ = try bench.write("orders", "orderId\n1\n2\n")
        let command = "$TOOL b2trader --account-id 7 --orders orders --base-url $URL --json"
        let result = try await bench.shell("\(command) && \(command)")
        let time = #"^\{"time":"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z","#
        let form = try Regex(time + #""run":"([0-9a-f-]{36})","venue":"B2Trader","position":"#)
        let runs = result.lines.compactMap { try? form.firstMatch(in: $0)?[1].substring }
        #expect(runs.count == result.lines.count, "\(result)")
        #expect(Set(runs).count == 2)
        await bench.server.stop()
    }

    @Test func progressIsToldWithoutATerminalWhileNoOrderEnds() async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.seconds(5)))])
        let bench = try Bench("B2Trader", VenueConduct(faults: slow))
        _ = try bench.write("orders", "orderId\n1\n")
        let result = try await bench.shell("$TOOL b2trader --account-id 7 --orders orders --base-url $URL --json")
        #expect(result.error.hasPrefix("0/1, the first are under way\n"), "\(result)")
        await bench.server.stop()
    }
}
