internal import CNetworkReference
internal import VenueRuntime

/// A client that fails a measurement: a reply was not the one served, or there was no memory.
struct UnexpectedReply: Error, CustomStringConvertible {
    /// The way that was measured.
    let way: String

    /// What happened; lower case, no full stop.
    var description: String { "'\(way)' did not get the reply that was served to each of its requests" }
}

/// A request of a generated client as C gives it to libcurl, byte for byte what `CurlTransport` sends.
///
/// A class, because C's structure is freed once.
final class ReferenceRequest {
    /// C's structure.
    let pointer: OpaquePointer

    /// Copies a request.
    init(_ request: AuthorizedRequest, to server: BaseURL) throws {
        let url = try server.url(for: request)
        guard let pointer = reference_request_make(request.method, url, "venue-clients") else {
            throw UnexpectedReply(way: "libcurl")
        }
        self.pointer = pointer
        let fields = request.exposedHeaders().fields
        let names = Set(fields.map { $0.name.lowercased() })
        let absent = ["Accept", "Content-Type", "Expect"].filter { !names.contains($0.lowercased()) }.map { $0 + ":" }
        for line in fields.map({ $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }) + absent {
            guard reference_request_add_header(pointer, line) else { throw UnexpectedReply(way: "libcurl") }
        }
        let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil)
        guard body.map({ reference_request_set_body(pointer, $0, $0.count) }) ?? true else {
            throw UnexpectedReply(way: "libcurl")
        }
    }

    deinit { reference_request_free(pointer) }
}

/// One easy handle of libcurl's, driven from C.
///
/// A class, because C's structure is freed once.
final class ReferenceEasy {
    private let pointer: OpaquePointer
    private let request: ReferenceRequest

    /// Makes a client that expects replies of a status.
    init(_ request: ReferenceRequest, status: Int) throws {
        guard let pointer = reference_easy_make(request.pointer, status) else {
            throw UnexpectedReply(way: "libcurl")
        }
        self.pointer = pointer
        self.request = request
    }

    deinit { reference_easy_free(pointer) }

    /// Sends the request again and again; the nanoseconds of each time.
    func run(_ count: Int) throws -> [Double] {
        var latencies = [Double](repeating: 0, count: count)
        guard reference_easy_run(pointer, count, &latencies) else { throw UnexpectedReply(way: "libcurl") }
        return latencies
    }
}

/// A multi handle of libcurl's with requests in flight, driven from C.
///
/// A class, because C's structure is freed once.
final class ReferenceMulti {
    private let pointer: OpaquePointer
    private let request: ReferenceRequest

    /// Makes a client that expects replies of a status.
    init(_ request: ReferenceRequest, status: Int, inFlight: Int) throws {
        guard let pointer = reference_multi_make(request.pointer, status, inFlight) else {
            throw UnexpectedReply(way: "libcurl")
        }
        self.pointer = pointer
        self.request = request
    }

    deinit { reference_multi_free(pointer) }

    /// Sends the request a number of times; the nanoseconds that took.
    func run(_ total: Int) throws -> Double {
        let elapsed = reference_multi_run(pointer, total)
        guard elapsed >= 0 else { throw UnexpectedReply(way: "libcurl") }
        return elapsed
    }
}
