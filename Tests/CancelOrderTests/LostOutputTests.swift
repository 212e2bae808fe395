import CommandArguments
import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// Results that cannot be written do not end a run, and do not get lost without a word.
@Suite(.bounded) struct LostOutputTests {
    private func orders(_ count: Int, _ bench: Bench) throws {
        _ = try bench.write("orders", "orderId\n" + (1...count).map { "\($0)\n" }.joined())
    }

    private static let many = "$TOOL b2trader --account-id 7 --orders orders --base-url $URL --json"
    private static let one = "$TOOL b2trader --account-id 7 --order-id 1 --base-url $URL"

    @Test(arguments: [
        ("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor"),
        // A pipe whose reader has come and gone.
        (">&3", "Broken pipe"),
    ])
    func aRunGoesOnAndTellsHowManyResultsAreLost(redirection: String, reason: String) async throws {
        let bench = try Bench("B2Trader")
        try orders(40, bench)
        let result = try await bench.shell(
            "mkfifo pipe; true < pipe & exec 3> pipe; wait; exec \(Self.many) \(redirection)")
        #expect(result.status == 16, "\(result)")
        #expect(bench.requests == 40)
        #expect(result.error.hasPrefix("warning: cannot write to standard output: \(reason)"), "\(result.error)")
        #expect(result.error.hasSuffix("cannot write to standard output: \(reason); 40 results are lost\n"))
        #expect(result.error.contains(": 40 canceled\n"))
        await bench.server.stop()
    }

    @Test func aSizeLimitLosesWholeLinesOnlyAndIsNoSignal() async throws {
        let bench = try Bench("B2Trader")
        try orders(40, bench)
        let result = try await bench.shell("(ulimit -f 4; \(Self.many) > out; echo $? >&2; cat out)")
        let whole = result.lines.count { $0.hasPrefix("{") && $0.hasSuffix("}") }
        #expect(whole > 2)
        #expect(bench.requests == 40)
        #expect(result.error.contains("File too large; \(40 - whole) results are lost\n16\n"), "\(result.error)")
        await bench.server.stop()
    }

    @Test func theResultOfOneOrderIsToldOnStandardErrorInstead() async throws {
        let bench = try Bench("B2Trader")
        let result = try await bench.shell("\(Self.one) > /dev/full")
        #expect(result.status == 16, "\(result)")
        #expect(result.error.hasPrefix("B2Trader cancelOrder: canceled\n"))
        #expect(result.error.hasSuffix("No space left on device; 1 result is lost\n"))
        await bench.server.stop()
    }

    @Test(arguments: ["--help > /dev/full", "b2trader --help >&-", "--version > /dev/full"])
    func helpThatCannotBeWrittenIsNoSuccess(words: String) async throws {
        let bench = try Bench("B2Trader")
        #expect(try await bench.shell("$TOOL \(words)").status == 16)
        await bench.server.stop()
    }

    @Test(arguments: ["2> /dev/full", "2>&-", "2>&- <&-"])
    func standardErrorThatCannotBeWrittenChangesNothing(redirection: String) async throws {
        let bench = try Bench("B2Trader")
        try orders(40, bench)
        let result = try await bench.shell("\(Self.many) \(redirection)")
        #expect(result.status == 0, "\(result)")
        #expect(result.lines.count == 40)
        #expect(result.lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        await bench.server.stop()
    }

    @Test func aReaderThatStandsStillKeepsNoOrderFromBeingCancelled() async throws {
        let bench = try Bench("B2Trader")
        try orders(400, bench)
        let venue = bench.server.venue
        // The reader begins once the last order is cancelled; without that it would wait for ever.
        let result = try await bench.shell(
            "mkfifo go; \(Self.many) | (read -r x < go; cat)",
            acts: [
                .when({ venue.ledger.requests.count == 400 }) { [folder = bench.folder] _ in
                    try? Data("\n".utf8).write(to: folder.appending(path: "go"))
                }
            ])
        #expect(bench.requests == 400)
        #expect(result.lines.count == 400)
        await bench.server.stop()
    }

    @Test func aPipeSetNotToBlockLosesNothing() async throws {
        let (reader, writer) = try pipe()
        #expect(fcntl(writer.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
        let stream = StandardStream(writer.fileDescriptor, name: "a pipe")
        let pieces = (0..<4000).map { "piece \($0) \(String(repeating: "x", count: 200))\n" }
        let received = Task.detached { try reader.readToEnd() }
        for piece in pieces { #expect(stream.write(piece)) }
        #expect(stream.finish() == nil)
        try writer.close()
        #expect(try await received.value == Data(pieces.joined().utf8))
    }

    private func pipe() throws -> (FileHandle, FileHandle) {
        let pipe = Pipe()
        return (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    }
}
