/// Whole calls over loopback, one after the other and many at a time, beside the same request from C.
enum LoopbackSuite {
    /// A load and how it is measured.
    private struct Plan {
        /// What the load is called.
        let name: String
        /// The load.
        let load: Load
        /// What is told of it.
        let figures: [Figure]
        /// How often each way has its turn.
        let rounds: Int
        /// How many calls a turn has, at most.
        let calls: Int
    }

    private static let ways: [Way] = [.libcurl, .curlTransport, .urlSessionTransport, .urlSession]

    private static let sequential = Plan(
        name: "sequential", load: .sequential, figures: [.latency, .processor, .connections], rounds: 40, calls: 100)
    private static let crowds = [16, 256].map { width in
        Plan(
            name: "\(width)-in-flight", load: .inFlight(width), figures: [.throughput, .processor, .connections],
            rounds: 10, calls: 8_192)
    }

    /// Measures every recorded call one after the other, and the first one many at a time.
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        let work = calls.map { ($0, sequential) } + calls.prefix(1).flatMap { call in crowds.map { (call, $0) } }
        let wanted = work.map { call, plan in
            let name = "loopback/\(plan.name)/\(call.name)"
            return (call, plan, Contest(name: name, figures: plan.figures, ways: ways.map(\.rawValue)))
        }.filter { run.wants($0.2) }
        guard !wanted.isEmpty else { return }
        // Handed through a copy: a closure may not change what its caller lent it while it waits.
        var measured = run
        try await LoopbackStage.run { stage in
            for (recorded, plan, contest) in wanted {
                let call = try stage.prepare(recorded)
                try await stage.check(.curlTransport, sendsWhat: .libcurl, plan.load, call)
                try await measured.hold(contest, rounds: plan.rounds) { name in
                    guard let way = Way(rawValue: name) else { return [:] }
                    // Foundation's take ten times as long, and a connection for each call: fewer will do.
                    let share = way == .urlSession || way == .urlSessionTransport ? 10 : 1
                    return try await stage.turn(
                        way, plan.load, call, warmUp: max(10, plan.load.width) / share + 1,
                        calls: max(plan.calls / share, plan.load.width))
                }
            }
        }
        run = measured
    }
}
