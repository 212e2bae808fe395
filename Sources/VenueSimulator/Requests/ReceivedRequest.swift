public import VenueRuntime

/// A request as it reached a venue, from whatever client.
///
/// It holds secrets and is therefore never described or kept.
public struct ReceivedRequest: Sendable {
    /// The method, such as `DELETE`.
    public var method: String
    /// Path and query, percent-encoded, as in the request line.
    public var target: String
    /// The header fields.
    public var headers: HTTPHeaderFields
    /// The body's bytes; empty for none.
    public var body: [UInt8]

    /// Makes a request.
    public init(method: String, target: String, headers: HTTPHeaderFields = HTTPHeaderFields(), body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The path, percent-encoded.
    var path: Substring { target.prefix { $0 != "?" } }

    /// What follows the path's `?`, percent-encoded; empty for none.
    var query: Substring { target.dropFirst(path.count).dropFirst() }
}
