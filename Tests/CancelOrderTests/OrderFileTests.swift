import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// What was checked is what is sent, whatever the file is and whatever becomes of it.
@Suite(.bounded) struct OrderFileTests {
    /// The identifiers of the orders a venue was asked to cancel.
    private func cancelled(_ bench: Bench) -> Set<String> {
        Set(
            bench.server.venue.ledger.requests.compactMap { request in
                request.line.split(separator: "/").last { $0 != "cancel" }.map(String.init)
            })
    }

    private static let two = "account,orderId\nA,\(hex(1))\nA,\(hex(2))\n"

    @Test(arguments: ["-", "/dev/stdin", "/dev/fd/0"])
    func standardInputIsReadFromWhereItStands(name: String) async throws {
        let bench = try Bench("CrossTrade")
        let lines = [1, 2].map { #"{"account":"A","orderId":"\#(hex($0))"}"# + "\n" }
        _ = try bench.write("orders", lines.joined())
        let result = try await bench.shell(
            "(read -r first; exec $TOOL crosstrade --orders \(name) --base-url $URL) < orders")
        #expect(result.status == 10, "\(result)")
        #expect(cancelled(bench) == [hex(2)])
        await bench.server.stop()
    }

    @Test func aNamedPipeIsReadToItsEnd() async throws {
        let bench = try Bench("CrossTrade")
        _ = try bench.write("orders", Self.two)
        let result = try await bench.shell("$TOOL crosstrade --orders <(cat orders) --base-url $URL")
        #expect(result.status == 10, "\(result)")
        #expect(cancelled(bench) == [hex(1), hex(2)])
        await bench.server.stop()
    }

    @Test(arguments: ["", "account,orderId\nA,\(hex(99))\n", String(repeating: "x", count: 5000)])
    func aFileThatChangesOnceItWasCheckedChangesNothingAndIsTold(replacement: String) async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.milliseconds(5)))])
        let bench = try Bench("B2Trader", VenueConduct(faults: slow))
        let file = try bench.write("orders", "orderId\n" + (1...60).map { "\($0)\n" }.joined())
        let venue = bench.server.venue
        let result = try await bench.shell(
            "exec $TOOL b2trader --account-id 7 --orders orders --concurrency 2 --base-url $URL --json",
            acts: [
                .when({ venue.ledger.requests.count > 3 }) { _ in
                    try? Data(replacement.utf8).write(to: URL(filePath: file))
                }
            ])
        #expect(result.status == 0, "\(result)")
        #expect(result.lines.count == 60)
        #expect(cancelled(bench) == Set((1...60).map { "\($0)" }))
        #expect(result.error.contains("warning: 'orders' has changed"))
        await bench.server.stop()
    }

    @Test func aFileLargerThanWhatIsKeptInMemoryIsSentAsItWas() async throws {
        let bench = try Bench("CrossTrade")
        let filler = String(repeating: " ", count: 700_000)
        let lines = [1, 2, 3].map { #"{"account":"A","orderId":"\#(hex($0))"\#(filler)}"# + "\n" }
        _ = try bench.write("orders", lines.joined())
        let nowhere = try await bench.shell("TMPDIR=/nowhere $TOOL crosstrade --orders orders --base-url $URL")
        #expect(nowhere.status == 3)
        #expect(nowhere.error.hasPrefix("error: cannot keep a copy of 'orders' in '/nowhere'"), "\(nowhere.error)")
        #expect(bench.requests == 0)
        let result = try await bench.shell("$TOOL crosstrade --orders - --base-url $URL < orders")
        #expect(result.status == 10, "\(result.error)")
        #expect(cancelled(bench) == [hex(1), hex(2), hex(3)])
        await bench.server.stop()
    }

    @Test(arguments: ["\u{FEFF}", ""])
    func onlyAByteOrderMarkIsLeftOut(mark: String) async throws {
        let bench = try Bench("CrossTrade")
        _ = try bench.write("orders", mark + Self.two)
        #expect(try await bench.shell("$TOOL crosstrade --orders orders --base-url $URL").status == 10)
        let other = try bench.write("other", "\u{FF21}" + Self.two)
        #expect(try await bench.shell("$TOOL crosstrade --orders \(other) --base-url $URL").status == 3)
        #expect(bench.requests == 2)
        await bench.server.stop()
    }
}
