/// A reply as it came over HTTP.
public struct HTTPResponse: Hashable, Sendable {
    /// The status code, 100 to 599 where the peer keeps to HTTP.
    public var status: Int
    /// The header fields as received; those of interim replies and trailers are not among them.
    public var headers: HTTPHeaderFields
    /// The whole body after transfer and content codings; empty for none.
    public var body: [UInt8]

    /// States a reply, for transports and tests.
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

/// A reply's body in the documented shape, or why it is not.
public enum Body<Value> {
    /// It has the documented shape. Kept at a place of its own, as a value of many members is slow to move.
    indirect case value(Value)
    /// It has not. The bytes are in the ``HTTPResponse``.
    case unreadable(JSONError)

    /// The value, if the body has the documented shape.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Why the body does not have the documented shape.
    public var problem: JSONError? {
        if case .unreadable(let problem) = self { problem } else { nil }
    }
}

extension Body: Sendable where Value: Sendable {}
extension Body: Equatable where Value: Equatable {}
extension Body: Hashable where Value: Hashable {}

/// The body of a reply that has none.
public struct NoContent: Hashable, Sendable {
    /// Makes the value.
    public init() {}
}

extension HTTPResponse {
    /// The body as JSON of this type.
    @inlinable
    public func json<T: JSONReadable>(_: T.Type = T.self) -> Body<T> {
        json { (json) throws(JSONError) in try T(json: &json) }
    }

    /// The body as JSON, read with the closure.
    @inlinable
    public func json<T>(_ read: (inout JSONReader) throws(JSONError) -> T) -> Body<T> {
        var json = JSONReader(body)
        do throws(JSONError) {
            let body = Body.value(try read(&json))
            try json.finish()
            return body
        } catch {
            return .unreadable(error)
        }
    }

    /// The body as text: all of it, in well-formed UTF-8.
    public func text() -> Body<String> {
        var index = 0
        while index < body.count {
            guard let length = body[index] < 0x80 ? 1 : UTF8Sequence.length(in: body, at: index) else {
                return .unreadable(JSONError(.invalidUTF8, offset: index))
            }
            index += length
        }
        return .value(String(decoding: body, as: UTF8.self))
    }

    /// The absence of a body.
    public func noContent() -> Body<NoContent> {
        body.isEmpty ? .value(NoContent()) : .unreadable(JSONError(.unexpectedContent))
    }

    /// The body's bytes, whatever they are.
    public func raw() -> Body<[UInt8]> { .value(body) }
}
