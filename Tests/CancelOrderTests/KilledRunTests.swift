import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueSimulator

/// Killed at any instant, and again while it is resumed, a run accounts for every order in the end, and sends none twice
/// where that is not safe.
@Suite(.bounded) struct KilledRunTests {
    /// Kills runs of chains at random moments until enough were killed, and hands over each chain's last, undisturbed run.
    ///
    /// What begins a run is given the paths of the orders and the journal, what resumes it that of the journal.
    private func kill(
        _ kills: Int, seed: UInt64, _ bench: Bench, first: (String, String) -> [String], again: (String) -> [String],
        orders: (_ chain: Int) -> String, received: () -> Int, check: (_ chain: Int, Bench.Result) throws -> Void
    ) async throws {
        var numbers = SeededNumbers(seed: seed)
        var (killed, chain) = (0, 0)
        // As long as a run takes that nobody kills; the first chain is such a run.
        var span = Duration.zero
        while killed < kills {
            let file = try bench.write("orders-\(chain)", orders(chain))
            let journal = bench.folder.appending(path: "journal-\(chain)").path
            for _ in 0..<(chain == 0 ? 0 : 10) {
                let exists = FileManager.default.fileExists(atPath: journal)
                let before = received()
                // Earlier moments more often: most of a run is in its beginning, the rest waits to read.
                let share = Double.random(in: 0...1, using: &numbers)
                let moment = ContinuousClock.now + span * (share * share)
                let result = try await bench.run(
                    words: exists ? again(journal) : first(file, journal),
                    acts: [.send(SIGKILL, when: { ContinuousClock.now >= moment })])
                if result.status != SIGKILL { break }
                killed += 1
                if !FileManager.default.fileExists(atPath: journal) { #expect(received() == before) }
            }
            let start = ContinuousClock.now
            let exists = FileManager.default.fileExists(atPath: journal)
            let result = try await bench.run(words: exists ? again(journal) : first(file, journal))
            if chain == 0 { span = start.duration(to: .now) }
            try check(chain, result)
            chain += 1
        }
    }

    private func ids(_ result: Bench.Result) throws -> [String] {
        try result.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return "\((object?["input"] as? [String: Any])?["orderId"] ?? "none")"
        }
    }

    @Test(.long, .timeLimit(.minutes(3))) func whereARepeatIsNotSafeNoOrderIsSentTwice() async throws {
        let slow = FaultPlan(rules: [.init(.delayBefore(.milliseconds(6)))])
        let bench = try Bench("B2Trader", VenueConduct(faults: slow))
        let common = ["b2trader", "--base-url", bench.server.address, "--json", "--concurrency", "3"]
        let venue = bench.server.venue
        try await kill(
            100, seed: 1, bench, first: { common + ["--account-id", "7", "--orders", $0, "--journal", $1] },
            again: { common + ["--resume", $0] },
            orders: { chain in "orderId\n" + (1...30).map { "\(chain * 100 + $0)\n" }.joined() },
            received: { venue.ledger.requests.count }
        ) { chain, result in
            let all = Set((1...30).map { "\(chain * 100 + $0)" })
            let told = try ids(result)
            #expect(told.count == 30 && Set(told) == all, "\(result)")
            #expect([0, 15].contains(result.status), "\(result)")
        }
        let lines = venue.ledger.requests.map(\.line)
        #expect(Set(lines).count == lines.count)
        await bench.server.stop()
    }

    @Test(.long, .timeLimit(.minutes(3)), arguments: [BookVenue.Kind.bitGo, .crossTrade])
    func whatReadsProveIsProvenInTheEnd(kind: BookVenue.Kind) async throws {
        let numbers = Mutex(SeededNumbers(seed: 7))
        // At the venue where a repeat is safe, some replies are lost, too.
        let venue = try BookVenue(
            kind, delay: { 0.004 },
            fate: { _ in
                let isLost = kind == .crossTrade && numbers.withLock { Int.random(in: 0..<8, using: &$0) } == 0
                return isLost ? .lost : .canceled
            })
        defer { venue.stop() }
        let bench = try Bench("CrossTrade")
        await bench.stop()
        // As many as both venues' rate limits let go at once.
        func id(_ chain: Int, _ number: Int) -> String {
            let digits = hex(chain * 100 + number)
            return kind == .crossTrade ? digits : "f47ac10b-58cc-4372-a567-\(digits.suffix(12))"
        }
        let common = venue.words + ["--json", "--concurrency", "2"]
        try await kill(
            50, seed: 2, bench, first: { common + ["--orders", $0, "--journal", $1] },
            again: { common + ["--resume", $0] },
            orders: { chain in venue.csv((1...6).map { id(chain, $0) }) },
            received: { venue.cancels.values.reduce(0, +) }
        ) { chain, result in
            let all = Set((1...6).map { id(chain, $0) })
            let told = try ids(result)
            #expect(told.count == 6 && Set(told) == all, "\(result)")
            if chain > 0 { #expect([0, 10, 15].contains(result.status), "\(result)") }
            if kind == .crossTrade { #expect(venue.canceled.isSuperset(of: all), "\(result)") }
        }
        if kind == .bitGo { #expect(venue.cancels.values.allSatisfy { $0 == 1 }) }
    }
}
