import Foundation
import TestScheduling
import Testing
import VenueSimulator

@Suite(.bounded) struct ManyOrdersTests {
    @Test func aCSVFileIsCancelledOrderByOrderAndDuplicatesAreNotSent() async throws {
        let bench = try Bench("Aries")
        let rows = (1...200).map { "A-\($0),\"X, \"\"Y\"\"\"" } + ["A-3,\"X, \"\"Y\"\"\""]
        let file = try bench.write("orders.csv", "origClOrdId,symbol\r\n" + rows.joined(separator: "\r\n") + "\r\n")
        let result = try await bench.run("aries", "--account-id", "7", "--orders", file, "--json")
        #expect(result.lines.count == 200)
        #expect(bench.requests == 200)
        let ids = result.lines.compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))).flatMap { $0 as? [String: Any] }
                .flatMap { $0["input"] as? [String: Any] }.flatMap { $0["origClOrdId"] as? String }
        }
        #expect(Set(ids) == Set((1...200).map { "A-\($0)" }))
        #expect(result.error.contains("warning: order 201 repeats order 3; it is not sent again\n"))
        #expect(result.error.contains("Aries: 200 orders in "))
        #expect(result.status == 0 || result.status == 10, "\(result.status)")
        await bench.server.stop()
    }

    @Test func jsonLinesAreReadFromStandardInput() async throws {
        let bench = try Bench("AlphaPoint")
        let input = """
            {"OMSId":1,"OrderId":9007199254740993}

            {"AccountId":4,"OMSId":1,"ClOrderId":99}
            """
        let result = try await bench.run("alphapoint", "--orders", "-", "--concurrency", "1", "--json", input: input)
        #expect(result.status == 10, "\(result)")
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.contains(#""input":{"OMSId":1,"OrderId":9007199254740993}"#) == true)
        #expect(result.lines.last?.contains(#""input":{"OMSId":1,"AccountId":4,"ClOrderId":99}"#) == true)
        await bench.server.stop()
    }

    @Test(arguments: [
        ("account,orderId\nA,\(hex(1))\nA,short\nA\nB,\(hex(2))\n", [3, 4]),
        ("account,ordrId\nA,\(hex(1))\n", [1]),
        ("account,orderId\nA,\"\(hex(1))\n", [2]),
        (#"{"account":"A","orderId":"\#(hex(1))"}"# + "\n{\"account\":\"A\"}\nnope\n{\"acount\":\"A\"}\n", [2, 3, 4]),
        (#"{"account":"A","orderId":7}"# + "\n", [1]),
    ])
    func aMalformedFileIsReportedByLineAndNothingIsSent(text: String, lines: [Int]) async throws {
        let bench = try Bench("CrossTrade")
        let file = try bench.write("orders", text)
        let result = try await bench.run("crosstrade", "--orders", file)
        #expect(result.status == 3)
        #expect(result.output.isEmpty)
        let places = result.error.split(separator: "\n").dropFirst().compactMap { line in
            line.dropFirst(file.count + 1).split(separator: ":").first.flatMap { Int($0) }
        }
        #expect(places == lines, "\(result.error)")
        #expect(result.error.contains("nothing was sent"))
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func aMisspeltColumnIsAnsweredWithTheNearest() async throws {
        let bench = try Bench("CrossTrade")
        let file = try bench.write("orders", "account,ordrId\nA,\(hex(1))\n")
        let result = try await bench.run("crosstrade", "--orders", file)
        #expect(result.error.contains("unknown parameter 'ordrId'; did you mean 'orderId'?"))
        await bench.server.stop()
    }

    @Test(arguments: [80, 140])
    func theTableFitsTheTerminal(columns: Int) async throws {
        let bench = try Bench("CrossTrade")
        let file = try bench.write("orders", "account,orderId\nAn account with a long name,\(hex(1))\nB,\(hex(2))\n")
        let result = try await bench.run("crosstrade", "--orders", file, columns: columns)
        #expect(result.lines.count == 3)
        #expect(result.lines.allSatisfy { $0.count <= columns })
        #expect(result.lines.contains { $0.hasSuffix("…") } == (columns == 80))
        #expect(result.lines.first?.hasPrefix("     #  outcome") == true)
        await bench.server.stop()
    }

    @Test func refusedCredentialsStopTheRest() async throws {
        let bench = try Bench("BitGo")
        let rows = (0..<50).map { "f47ac10b-58cc-4372-a567-\(hex($0).suffix(12))" }
        let file = try bench.write("orders", "orderId\n" + rows.joined(separator: "\n"))
        let result = try await bench.run(
            "bitgo", "--account-id", hex(1), "--orders", file, "--concurrency", "2", "--json",
            environment: ["BITGO_TOKEN": "another"])
        #expect(result.status == 14, "\(result.error)")
        #expect(result.lines.count == 50)
        #expect(bench.requests < 5)
        #expect(result.lines.count { $0.contains(#""skipped":"authenticationFailed""#) } == 50 - bench.requests)
        await bench.server.stop()
    }

    @Test func anInterruptStopsMidwayAndEveryOrderIsStillTold() async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.milliseconds(20)))])
        let bench = try Bench("Aries", VenueConduct(faults: slow))
        let rows = (1...2000).map { "A-\($0),7,X" }
        let file = try bench.write("orders", "origClOrdId,accountId,symbol\n" + rows.joined(separator: "\n"))
        let venue = bench.server.venue
        let result = try await bench.run(
            "aries", "--orders", file, "--concurrency", "4", "--json",
            acts: [.send(SIGINT, when: { venue.ledger.requests.count > 40 })])
        #expect(result.status == 14, "\(result.error)")
        #expect(result.lines.count == 2000)
        #expect(bench.requests < 2000)
        let sent = result.lines.count { !$0.contains(#""skipped":"stopped""#) }
        #expect(sent == bench.requests)
        #expect(!result.output.contains(#""class":"unknown""#))
        #expect(result.error.contains("stopped before the end"))
        await bench.server.stop()
    }

    @Test(arguments: [("-n 128", true), ("-Sn 64", false)])
    func noMoreIsUnderWayThanDescriptorsAreEnoughFor(limit: String, isTold: Bool) async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.milliseconds(50)))])
        let bench = try Bench("B2Trader", VenueConduct(faults: slow))
        _ = try bench.write("orders", "orderId\n" + (1...200).map { "\($0)\n" }.joined())
        let result = try await bench.shell(
            "ulimit \(limit); $TOOL b2trader --account-id 7 --orders orders --concurrency 100 --base-url $URL --json")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.lines.count == 200)
        #expect(bench.requests == 200)
        #expect(result.error.contains("orders at a time instead of 100") == isTold, "\(result.error)")
        await bench.server.stop()
    }

    @Test(arguments: [4, 6, 8, 10, 12])
    func tooFewDescriptorsForAnyCallAreTold(limit: Int) async throws {
        let bench = try Bench("B2Trader")
        let result = try await bench.shell(
            "ulimit -n \(limit); $TOOL b2trader --account-id 7 --order-id 1 --base-url $URL")
        #expect(result.status == 3, "\(result)")
        #expect(result.error.contains("which is too few; raise 'ulimit -n'"), "\(result.error)")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }
}
