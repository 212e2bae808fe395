/// A reply as it came over HTTP.
public struct HTTPResponse: Hashable, Sendable {
    /// The status code.
    public var status: Int
    /// The header fields.
    public var headers: HTTPHeaderFields
    /// The body's bytes.
    public var body: [UInt8]

    /// Makes a reply.
    public init(status: Int, headers: HTTPHeaderFields = HTTPHeaderFields(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
    /// The status and the size of the body, not its content.
    public var description: String { "HTTP \(status), \(body.count) bytes" }

    /// The status and sizes, not the content, since a venue may repeat the request's secrets.
    public var customMirror: Mirror {
        Mirror(
            self, children: ["status": status, "headers": headers.fields.count, "body": body.count],
            displayStyle: .struct)
    }
}
