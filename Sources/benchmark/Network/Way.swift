internal import CNetworkReference
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
    case curlTransport = "curl-transport"
    /// A generated client over this package's transport for Apple platforms.
    case urlSessionTransport = "urlsession-transport"
    /// One session of Foundation's, shared by all calls.
    case urlSession = "urlsession"

    /// Drives a call this way, over connections of its own.
    func driver(of call: LoopbackCall, _ load: Load) throws -> CallDriver {
        switch self {
        case .libcurl:
            let request = try ReferenceHandle(call.request, to: call.server)
            switch load {
            case .sequential:
                let easy = try ReferenceHandle(
                    reference_easy_make(request.pointer, call.status), of: request, free: reference_easy_free)
                return CallDriver { count in
                    var times = [Double](repeating: 0, count: count)
                    try ReferenceHandle.check(reference_easy_run(easy.pointer, count, &times))
                    return times
                }
            case .inFlight(let width):
                let multi = try ReferenceHandle(
                    reference_multi_make(request.pointer, call.status, width), of: request, free: reference_multi_free)
                return CallDriver { count in
                    let elapsed = reference_multi_run(multi.pointer, count)
                    try ReferenceHandle.check(elapsed >= 0)
                    return [elapsed]
                }
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
            guard await attempt() else { throw BenchmarkFailure.reply(rawValue) }
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
        guard answered == count else { throw BenchmarkFailure.reply(rawValue) }
        return start.duration(to: .now).nanoseconds
    }
}

/// Makes calls one way, over connections of its own.
struct CallDriver {
    /// Makes a number of calls; what ``Load`` says of their times in nanoseconds.
    let run: (Int) async throws -> [Double]
    let close: () async -> Void

    init(run: @escaping (Int) async throws -> [Double], close: @escaping () async -> Void = {}) {
        (self.run, self.close) = (run, close)
    }
}

/// A structure of C's for libcurl: a request, or an easy or multi handle that sends one.
///
/// A class, because the structure is freed once.
final class ReferenceHandle {
    let pointer: OpaquePointer
    private let free: (OpaquePointer) -> Void
    /// The request a handle sends, which has to live as long.
    private let request: ReferenceHandle?

    init(_ pointer: OpaquePointer?, of request: ReferenceHandle? = nil, free: @escaping (OpaquePointer) -> Void) throws
    {
        guard let pointer else { throw BenchmarkFailure.reply("libcurl") }
        (self.pointer, self.request, self.free) = (pointer, request, free)
    }

    deinit { free(pointer) }

    static func check(_ isDone: Bool) throws { if !isDone { throw BenchmarkFailure.reply("libcurl") } }

    /// A request of a generated client, byte for byte what `CurlTransport` sends.
    convenience init(_ request: AuthorizedRequest, to server: BaseURL) throws {
        let url = try server.url(for: request)
        try self.init(reference_request_make(request.method, url, "venue-clients"), free: reference_request_free)
        let fields = request.exposedHeaders().fields
        let names = Set(fields.map { $0.name.lowercased() })
        let absent = ["Accept", "Content-Type", "Expect"].filter { !names.contains($0.lowercased()) }.map { $0 + ":" }
        for line in fields.map({ $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }) + absent {
            try Self.check(reference_request_add_header(pointer, line))
        }
        if let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil) {
            try Self.check(reference_request_set_body(pointer, body, body.count))
        }
    }
}
