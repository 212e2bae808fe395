import CurlTransport
import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Ten thousand calls through generated clients, libcurl and loopback servers, faults included, leave nothing behind.
///
/// It counts in a process of its own, where no other test opens descriptors or starts threads.
@Suite(.bounded) struct CensusTests {
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "needs /proc"), .timeLimit(.minutes(10)))
    func tenThousandCallsLeakNoTaskDescriptorOrConnection() async {
        await #expect(processExitsWith: .success) {
            // The libraries open what they keep for the life of the process.
            _ = try await Census.run(calls: 50)
            let before = try Census.now()
            let left = try await Census.run(calls: 2000)
            // The library's threads and Swift's tasks end a moment after what they worked on.
            var hasSettled = false
            for _ in 1...6000 where !hasSettled {
                let now = try Census.now()
                hasSettled = left.isEmpty && now.descriptors <= before.descriptors && now.threads <= before.threads + 30
                if !hasSettled { try await Task.sleep(for: .milliseconds(10)) }
            }
            let now = try Census.now()
            #expect(hasSettled, "before \(before), now \(now), objects left: \(left.names)")
        }
    }
}

/// What a process holds.
private struct Census {
    /// Without the timers that Dispatch makes as it comes to need one of another clock, and keeps.
    var descriptors: Int
    var threads: Int

    static func now() throws -> Census {
        let manager = FileManager.default
        let descriptors = try manager.contentsOfDirectory(atPath: "/proc/self/fd").filter { number in
            (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) != "anon_inode:[timerfd]"
        }
        return Census(
            descriptors: descriptors.count, threads: try manager.contentsOfDirectory(atPath: "/proc/self/task").count)
    }

    /// Calls every venue that often, a few calls at a time, over one transport.
    ///
    /// - Returns: What the calls used. A call's task holds its client's transport, and a server's work its venue, so that
    ///   neither goes away before the last of them.
    static func run(calls: Int) async throws -> Remains {
        let transport = try CurlTransport()
        let remains = Remains(transport)
        for spec in Venues.all {
            let faults = Fault.all.map { fault -> Fault in
                switch fault {
                case .delayBefore: .delayBefore(.milliseconds(2))
                case .delayAfter: .delayAfter(.milliseconds(2))
                case .slowDrip: .slowDrip(.microseconds(50))
                default: fault
                }
            }
            let rules = faults.map { FaultPlan.Rule($0, share: 0.5 / Double(faults.count)) }
            let venue = try SimulatedVenue(
                spec, conduct: VenueConduct(limitsRate: false, faults: FaultPlan(rules: rules, seed: 5)))
            remains.add(venue)
            let server = try LoopbackServer(venue: venue)
            let client = try spec.makeClient(
                server: server.address, transport: transport,
                options: ClientOptions(retry: .never, rateLimiter: RateLimiter([])))
            let inputs = try (0..<calls).map { try JSONValue(jsonBytes: spec.input($0)) }
            await withTaskGroup(of: Void.self) { group in
                for (number, input) in inputs.enumerated() {
                    if number >= 16 { await group.next() }
                    group.addTask {
                        // Some run out of time, some are given up.
                        let limit: Duration = number % 17 == 0 ? .milliseconds(2) : .seconds(60)
                        let call = Task { await client.cancel(json: input, deadline: limit) }
                        if number % 13 == 0 { call.cancel() }
                        _ = await call.value
                    }
                }
            }
            #expect(venue.ledger.requests.count > calls / 2)
            await client.shutdown()
            await server.stop()
        }
        await transport.shutdown()
        return remains
    }
}

/// What must be gone in the end.
///
/// A class, since weak references cannot be copied.
private final class Remains {
    private weak var transport: CurlTransport?
    private var venues: [() -> SimulatedVenue?] = []

    init(_ transport: CurlTransport) { self.transport = transport }

    func add(_ venue: SimulatedVenue) { venues.append { [weak venue] in venue } }

    /// What is still there.
    var names: [String] {
        venues.compactMap { $0()?.spec.name.text } + (transport == nil ? [] : ["transport"])
    }

    var isEmpty: Bool { names.isEmpty }
}
