internal import CurlTransport
internal import Foundation
internal import VenueClients
internal import VenueRuntime

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
    static func help(_ words: [String], since start: ContinuousClock.Instant) async throws {
        guard words.count == 5, let way = Way(rawValue: words[0]), let status = Int(words[3]),
            let client = VenueIndex.operations.first(where: { "\($0.venue).\($0.name)" == words[1] })
        else { throw HelperFailure(helper: .firstCall) }
        let recorded = RecordedCall(
            name: words[1], client: client, input: Array(words[2].utf8), reply: HTTPResponse(status: status))
        let call = try LoopbackCall(recorded, server: try BaseURL(words[4]))
        let driver = try way.driver(of: call, .sequential)
        _ = try await driver.run(1)
        print(start.duration(to: .now).nanoseconds)
        await driver.close()
    }
}
