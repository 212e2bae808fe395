internal import CurlTransport
internal import Foundation
internal import URLSessionTransport
internal import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// How many calls there are at a time.
enum Load: Sendable {
    /// One; each call's time is told.
    case sequential
    /// So many; the time of all is told.
    case inFlight(Int)

    /// The most calls at a time.
    var width: Int {
        switch self {
        case .sequential: 1
        case .inFlight(let count): count
        }
    }
}

/// A way to make a call again and again.
enum Way: String, Sendable {
    /// libcurl, driven from C by nothing but what it needs: the baseline.
    case libcurl
    /// A generated client over this package's transport.
    case curlTransport = "curl-transport"
    /// A generated client over this package's transport for Apple platforms.
    case urlSessionTransport = "urlsession-transport"
    /// One session of Foundation's, shared by all calls.
    case urlSession = "urlsession"

    /// Drives a call this way, over connections of its own.
    func driver(of call: LoopbackCall, _ load: Load) throws -> CallDriver {
        switch self {
        case .libcurl:
            let request = try ReferenceRequest(call.request, to: call.server)
            switch load {
            case .sequential:
                let easy = try ReferenceEasy(request, status: call.status)
                return CallDriver { try easy.run($0) }
            case .inFlight(let width):
                let multi = try ReferenceMulti(request, status: call.status, inFlight: width)
                return CallDriver { [try multi.run($0)] }
            }
        case .curlTransport:
            let transport = try CurlTransport()
            return driver(load, call.attempt(transport)) { await transport.shutdown() }
        case .urlSessionTransport:
            let transport = URLSessionTransport()
            return driver(load, call.attempt(transport)) { await transport.shutdown() }
        case .urlSession:
            let configuration = URLSessionConfiguration.ephemeral
            configuration.httpMaximumConnectionsPerHost = load.width
            let session = URLSession(configuration: configuration)
            return driver(load, try call.attempt(session)) { session.invalidateAndCancel() }
        }
    }

    private func driver(
        _ load: Load, _ attempt: @escaping LoopbackCall.Attempt, close: @escaping () async -> Void
    ) -> CallDriver {
        CallDriver(
            run: { count in
                switch load {
                case .sequential: try await sequence(count, attempt)
                case .inFlight(let width): [try await flood(count, width, attempt)]
                }
            }, close: close)
    }

    /// Makes calls one after the other; the nanoseconds of each.
    private func sequence(_ count: Int, _ attempt: LoopbackCall.Attempt) async throws -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(count)
        for _ in 0..<count {
            let start = ContinuousClock.now
            guard await attempt() else { throw UnexpectedReply(way: rawValue) }
            times.append(start.duration(to: .now).nanoseconds)
        }
        return times
    }

    /// Keeps so many calls in flight; the nanoseconds of all.
    private func flood(_ count: Int, _ width: Int, _ attempt: @escaping LoopbackCall.Attempt) async throws -> Double {
        let start = ContinuousClock.now
        let answered = await withTaskGroup(of: Int.self) { group in
            for slot in 0..<width {
                let share = count / width + (slot < count % width ? 1 : 0)
                group.addTask {
                    var answered = 0
                    for _ in 0..<share where await attempt() { answered += 1 }
                    return answered
                }
            }
            return await group.reduce(0, +)
        }
        guard answered == count else { throw UnexpectedReply(way: rawValue) }
        return start.duration(to: .now).nanoseconds
    }
}

/// Makes calls one way, over connections of its own.
struct CallDriver {
    /// Makes a number of calls; what ``Load`` says of their times in nanoseconds.
    let run: (Int) async throws -> [Double]
    /// Closes the connections.
    var close: () async -> Void = {}

    /// A driver that needs no closing.
    init(run: @escaping (Int) async throws -> [Double]) { self.run = run }

    /// A driver that has to be closed.
    init(run: @escaping (Int) async throws -> [Double], close: @escaping () async -> Void) {
        (self.run, self.close) = (run, close)
    }
}
