import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// What the system does not give costs no order its report.
@Suite(.bounded) struct LimitTests {
    @Test(arguments: [24, 64, 256]) func withFewDescriptorsFewerOrdersAreUnderWay(limit: Int) async throws {
        let bench = try Bench("Aries")
        let rows = (1...300).map { "A-\($0)" }
        _ = try bench.write("orders.csv", "origClOrdId\n" + rows.joined(separator: "\n") + "\n")
        let result = try await bench.shell(
            "ulimit -n \(limit) && \"$TOOL\" aries --account-id 7 --symbol X --orders orders.csv --concurrency 1024 "
                + "--json --base-url \"$URL\"")
        #expect(result.lines.count == 300)
        #expect([0, 10, 11].contains(result.status), "\(result.status) \(result.error)")
        #expect(bench.requests == 300)
        #expect(result.error.contains(" orders at a time instead of 1024: the process may have no more files open"))
        await bench.server.stop()
    }

    #if os(Linux)
        @Test(.timeLimit(.minutes(1)), arguments: [60_000, 100_000, 110_000, 125_000, 140_000])
        func withTooLittleMemoryItEndsWithAWord(kilobytes: Int) async throws {
            let bench = try Bench("Aries")
            let result = try await bench.shell(
                "ulimit -v \(kilobytes) && \"$TOOL\" aries --account-id 7 --symbol X --orig-cl-ord-id A "
                    + "--base-url \"$URL\"")
            // With less than its libraries need, it is the system's loader that says so.
            #expect(result.status == 3 || result.status == 127, "\(result)")
            #expect(result.error.contains("too little memory") || result.error.contains("shared object"))
            #expect(bench.requests == 0)
            await bench.server.stop()
        }

        @Test func withTooLittleMemoryForSoManyAtATimeNothingIsSent() async throws {
            let bench = try Bench("Aries")
            _ = try bench.write("orders.csv", "origClOrdId\nA\nB\n")
            let result = try await bench.shell(
                "ulimit -v 200000 && \"$TOOL\" aries --account-id 7 --symbol X --orders orders.csv --concurrency 1024 "
                    + "--base-url \"$URL\"")
            #expect(result.status == 3)
            #expect(result.error.contains("error: too little memory for 1024 orders at a time; see 'ulimit -a'\n"))
            #expect(bench.requests == 0)
            await bench.server.stop()
        }
    #endif
}
