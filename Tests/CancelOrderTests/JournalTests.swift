import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueSimulator

/// A journal says before a request leaves that it does, and nothing leaves that it could not say so of.
@Suite(.bounded) struct JournalTests {
    private static let many = "$TOOL b2trader --account-id 7 --orders orders --base-url $URL --json --journal journal"

    private func orders(_ count: Int, _ bench: Bench) throws {
        _ = try bench.write("orders", "orderId\n" + (1...count).map { "\($0)\n" }.joined())
    }

    private func lines(_ bench: Bench, _ name: String = "journal") throws -> [[String: Any]] {
        let text = try String(contentsOf: bench.folder.appending(path: name), encoding: .utf8)
        #expect(text.hasSuffix("\n"))
        return try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func kind(_ line: [String: Any]) -> String { line["journal"] as? String ?? "result" }

    @Test func everyOrderIsPlannedThenSentThenTold() async throws {
        let bench = try Bench("B2Trader")
        try orders(20, bench)
        let result = try await bench.shell("umask 0; \(Self.many); ls")
        #expect(result.lines.last == "orders" && result.lines.dropLast().last == "journal", "\(result)")
        let lines = try lines(bench)
        #expect(Array(lines.map(kind).prefix(21)) == ["begin"] + Array(repeating: "planned", count: 20))
        #expect(lines.first?["orders"] as? Int == 20 && lines.first?["server"] as? String == bench.server.address)
        var last: [String: String] = [:]
        for line in lines.dropFirst() {
            let id = "\((line["input"] as? [String: Any])?["orderId"] ?? "")"
            let before = ["planned": nil, "sending": "planned", "result": "sending"][kind(line)] ?? "none"
            #expect(last[id] == before, "\(line)")
            last[id] = kind(line)
        }
        #expect(last.count == 20 && last.values.allSatisfy { $0 == "result" })
        let mode = try FileManager.default.attributesOfItem(atPath: bench.folder.appending(path: "journal").path)
        #expect(mode[.posixPermissions] as? Int == 0o600)
        await bench.server.stop()
    }

    @Test func anOrderThatWaitsForItsTurnIsNotTakenForSent() async throws {
        let venue = try BookVenue(.crossTrade)
        defer { venue.stop() }
        let bench = try Bench("CrossTrade")
        await bench.stop()
        // The rate limit lets 20 go at once, and one every third of a second after that.
        let orders = try bench.write("orders", venue.csv((1...40).map(hex)))
        let journal = bench.folder.appending(path: "journal").path
        let result = try await bench.run(
            words: venue.words + ["--orders", orders, "--journal", journal, "--concurrency", "16"],
            acts: [.send(SIGKILL, when: { venue.cancels.count >= 20 })])
        #expect(result.status == SIGKILL)
        let text = try String(contentsOfFile: journal, encoding: .utf8)
        let sending = text.split(separator: "\n").count { $0.contains(#""journal":"sending""#) }
        #expect(20...40 ~= sending && sending <= venue.cancels.count + 1, "\(venue.cancels.count)")
    }

    @Test func oneOrderHasAJournalTooAndItsConfirmationIsALineMore() async throws {
        let venue = try BookVenue(.crossTrade)
        defer { venue.stop() }
        let bench = try Bench("CrossTrade")
        let file = bench.folder.appending(path: "journal").path
        let order = ["--account", "A", "--order-id", hex(1), "--journal", file, "--confirm", "30s"]
        let result = try await bench.run(words: venue.words + order)
        #expect(result.status == 0, "\(result)")
        let lines = try lines(bench)
        #expect(lines.map(kind) == ["begin", "planned", "sending", "result", "result"])
        #expect(lines.compactMap { $0["outcome"] as? String } == ["pendingCancel", "canceled"])
        let again = try await bench.run(words: venue.words + ["--resume", file, "--json"])
        #expect(again.status == 0 && venue.cancels == [hex(1): 1], "\(again)")
        #expect(again.lines.count == 1)
        await bench.server.stop()
    }

    @Test func aFileThatIsThereIsNeverOverwritten() async throws {
        let bench = try Bench("B2Trader")
        try orders(2, bench)
        let result = try await bench.shell("echo precious > journal; \(Self.many); echo $? $(cat journal); ls")
        #expect(result.lines.first == "3 precious", "\(result)")
        #expect(result.lines.count { $0.hasPrefix("journal") } == 1)
        let cure = "name another file, or go on with it by '--resume journal'"
        #expect(result.error == "error: the journal 'journal' exists; \(cure)\n")
        #expect(bench.requests == 0)
        let nowhere = try await bench.shell(Self.many.replacing(" journal", with: " /nowhere/journal"))
        #expect(nowhere.status == 3)
        #expect(nowhere.error.contains("cannot write the journal '/nowhere/journal': No such file"), "\(nowhere)")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func withoutRoomForThePlanNothingIsSentAndNoFileIsLeft() async throws {
        let bench = try Bench("B2Trader")
        try orders(40, bench)
        let result = try await bench.shell("(ulimit -f 1; \(Self.many); echo $?); ls")
        #expect(result.lines.first == "3", "\(result)")
        #expect(result.error == "error: cannot write the journal 'journal': File too large; nothing was sent\n")
        #expect(!result.lines.contains { $0.hasPrefix("journal") })
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test(arguments: [5, 6, 9, 14])
    func onceALineCannotBeWrittenNothingMoreIsSent(kilobytes: Int) async throws {
        let bench = try Bench("B2Trader")
        try orders(40, bench)
        let result = try await bench.shell(
            "(ulimit -f \(kilobytes); \(Self.many) --concurrency 4; echo $? >&2) | cat")
        #expect(result.error.hasSuffix("\n16\n"), "\(result)")
        #expect(
            result.error.split(separator: "\n").count {
                $0 == "error: cannot write to the journal 'journal': File too large; no further order is sent"
            } == 1, "\(result.error)")
        #expect(result.lines.count == 40)
        let lines = try lines(bench)
        let begun = lines.count { kind($0) == "sending" }
        #expect(bench.requests == begun && begun < 40)
        #expect(result.error.contains("\n  '--resume journal' goes on with what was not sent\n"), "\(result.error)")
        let unsent = result.lines.count { $0.contains(#""outcome":"notSent(interrupted)""#) }
        #expect(unsent == 40 - begun)
        // With room again the rest is sent, and nothing twice.
        let resumed = try await bench.shell("$TOOL b2trader --resume journal --base-url $URL --json")
        #expect(resumed.lines.count == 40, "\(resumed)")
        #expect(bench.requests == 40)
        await bench.server.stop()
    }

    @Test func aSecondProcessIsRefusedInWords() async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.milliseconds(300)))])
        let bench = try Bench("B2Trader", VenueConduct(faults: slow))
        try orders(8, bench)
        let result = try await bench.shell(
            """
            true; \(Self.many) --concurrency 1 > out & while [ ! -s journal ]; do sleep 0.01; done
            $TOOL b2trader --resume journal --base-url $URL; echo $?
            $TOOL b2trader --resume journal --journal other --base-url $URL; echo $?
            $TOOL b2trader --account-id 7 --order-id 99 --journal journal --base-url $URL; echo $?; wait; ls other 2>&1
            """)
        #expect(result.lines.prefix(3) == ["3", "3", "3"], "\(result)")
        let refusal = "error: cannot resume 'journal': another process is busy with it; nothing was sent\n"
        #expect(result.error.contains(refusal + refusal + "error: the journal 'journal' exists"), "\(result.error)")
        #expect(bench.requests == 8)
        await bench.server.stop()
    }

    @Test func anotherJournalHoldsAllThatTheFirstKnewAndTheFirstLeadsToIt() async throws {
        let venue = try BookVenue(.bitGo, fate: { _ in .ignored })
        defer { venue.stop() }
        let bench = try Bench("BitGo")
        let ids = (1...4).map { "f47ac10b-58cc-4372-a567-00000000000\($0)" }
        let input = { (id: String) in venue.input(id) }
        let begin = venue.begin(4)
        let planned = ids.map { #"{"journal":"planned","input":\#(input($0))}"# }
        let told = [
            #"{"venue":"BitGo","input":\#(input(ids[0])),"outcome":"canceled","operation":"cancelOrder"}"#,
            #"{"journal":"sending","input":\#(input(ids[1]))}"#,
            #"{"venue":"BitGo","input":\#(input(ids[2])),"outcome":"pendingCancel","operation":"cancelOrder"}"#,
        ]
        let first = try bench.write("first", ([begin] + planned + told).map { $0 + "\n" }.joined())
        let second = bench.folder.appending(path: "second").path
        let words = ["--json", "--confirm", "500ms"]
        let result = try await bench.run(words: venue.words + ["--resume", first, "--journal", second] + words)
        #expect(result.lines.count == 4, "\(result)")
        #expect(venue.cancels == [ids[3]: 1])
        let refused = try await bench.run(words: venue.words + ["--resume", first])
        #expect(
            refused.status == 3 && refused.error.contains("' goes on in '\(second)'; resume that one"), "\(refused)")
        let again = try await bench.run(words: venue.words + ["--resume", second, "--journal", second] + words)
        #expect(again.lines.count == 4 && again.status == 15, "\(again)")
        #expect(venue.cancels == [ids[3]: 1])
        let outcomes = try again.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])["outcome"] as? String
        }
        let known = ["canceled", "pendingCancel", "pendingCancel", "unknown(interrupted)"]
        #expect(outcomes.compactMap(\.self).sorted() == known)
        await bench.server.stop()
    }

    @Test func whatWasUnknownBeforeTheRunIsNotForgottenByIt() async throws {
        let refusal = FaultPlan(rules: [.init(.refusal)])
        let bench = try Bench("B2Trader", VenueConduct(faults: refusal))
        let line = #"{"venue":"B2Trader","input":{"accountId":"7","orderId":"1"},"outcome":"unknown(timeout)"}"#
        let orders = try bench.write("results", line + "\n")
        let journal = bench.folder.appending(path: "journal").path
        let begin =
            #"{"journal":"begin","format":1,"venue":"B2Trader","operation":"cancelOrder","#
            + #""server":"\#(bench.server.address)","orders":1}"#
        let first = try await bench.run("b2trader", "--orders", orders, "--journal", journal, "--json")
        #expect(first.lines.first?.contains(#""outcome":"unknown(timeout)""#) == true, "\(first)")
        let text = try String(contentsOfFile: journal, encoding: .utf8)
        let planned = try #require(text.split(separator: "\n").first { $0.contains(#""journal":"planned""#) })
        // As if it had been killed before it sent anything.
        let other = try bench.write("other", begin + "\n" + planned + "\n")
        let result = try await bench.run("b2trader", "--resume", other, "--json")
        #expect(bench.requests == 2)
        #expect(result.lines.first?.contains(#""outcome":"unknown(timeout)""#) == true, "\(result)")
        #expect(result.lines.first?.contains(#""followsUnknownAttempt":true"#) == true)
        await bench.server.stop()
    }

    @Test func anInterruptDuringAResumedRunTellsEveryOrderAndForgetsNone() async throws {
        let venue = try BookVenue(.crossTrade)
        defer { venue.stop() }
        let bench = try Bench("CrossTrade")
        let begin = venue.begin(6)
        let planned = (1...6).map { #"{"journal":"planned","input":\#(venue.input(hex($0)))}"# }
        let sending = (1...3).map { #"{"journal":"sending","input":\#(venue.input(hex($0)))}"# }
        let file = try bench.write("journal", ([begin] + planned + sending).map { $0 + "\n" }.joined())
        let result = try await bench.run(
            words: venue.words + ["--resume", file, "--json", "--concurrency", "1"],
            acts: [.send(SIGINT, when: { !venue.cancels.isEmpty })])
        #expect(result.lines.count == 6, "\(result)")
        let last = try await bench.run(words: venue.words + ["--resume", file, "--json"])
        #expect(last.lines.count == 6 && last.status == 0, "\(last)")
        #expect(venue.canceled == Set((1...6).map(hex)))
        await bench.server.stop()
    }
}
