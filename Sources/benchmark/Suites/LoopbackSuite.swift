internal import CurlTransport
internal import Foundation
internal import VenueClients
internal import VenueRuntime

/// Whole calls over loopback, one after the other and many at a time, beside the same request from C.
enum LoopbackSuite {
    private struct Plan {
        let name: String
        let load: Load
        let figures: [Figure]
        let rounds: Int
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

/// The first call of a process, from the start of `main` to the report: libraries to prepare, a thread to start, a
/// connection to open.
enum FirstCallSuite {
    /// Measures the first recorded call, each time in a process of its own.
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        let ways: [Way] = [.libcurl, .curlTransport, .urlSessionTransport, .urlSession]
        guard let recorded = calls.first else { return }
        let contest = Contest(
            name: "first-call/\(recorded.name)", figures: [.latency], ways: ways.map(\.rawValue))
        guard run.wants(contest) else { return }
        var measured = run
        try await LoopbackStage.run { stage in
            let call = try stage.prepare(recorded)
            try await measured.hold(contest, rounds: 20) { way in
                let process = try HelperProcess(
                    .firstCall,
                    [
                        way, recorded.name, String(decoding: recorded.input, as: UTF8.self), "\(call.status)",
                        stage.server.address.description,
                    ])
                let nanoseconds: Double = try process.number(try process.line())
                try process.end()
                return [.latency: [nanoseconds]]
            }
        }
        run = measured
    }

    /// Makes the one call of a helper process and prints its nanoseconds.
    static func help(_ arguments: [String], since start: ContinuousClock.Instant) async throws {
        guard arguments.count == 5, let way = Way(rawValue: arguments[0]), let status = Int(arguments[3]),
            let client = VenueIndex.operations.first(where: { "\($0.venue).\($0.name)" == arguments[1] })
        else { throw BenchmarkFailure.helper(.firstCall) }
        let recorded = RecordedCall(
            name: arguments[1], client: client, input: Array(arguments[2].utf8), reply: HTTPResponse(status: status))
        let call = try LoopbackCall(recorded, server: try BaseURL(arguments[4]))
        let driver = try way.driver(of: call, .sequential)
        _ = try await driver.run(1)
        print(start.duration(to: .now).nanoseconds)
        await driver.close()
    }
}
