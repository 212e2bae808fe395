public import VenueSpec

/// What a client makes of an input: the request as an example records it, and the frame where the venue takes frames.
public struct CompiledRequest: Hashable, Sendable {
    /// Method and target.
    public var line: String
    /// The header fields, in order, as `Name: value`, with each secret shown as its credential's name in angle brackets.
    public var headers: [String]
    /// The body as text.
    public var body: String?
    /// The WebSocket frame, if one was asked for and the venue takes frames.
    public var frame: String?

    /// What a client makes.
    init(line: String, headers: [String], body: String?, frame: String?) {
        self.line = line
        self.headers = headers
        self.body = body
        self.frame = frame
    }

    /// What the interpreter makes.
    public init(_ request: RenderedRequest, frame: String? = nil) {
        self.init(
            line: request.line, headers: request.headers.map { "\($0.name): \($0.value)" },
            body: request.body.map { String(decoding: $0, as: UTF8.self) }, frame: frame)
    }

    /// What an example records.
    public init(_ example: Example) {
        self.init(
            line: example.request.line, headers: example.request.headers.map { "\($0.name): \($0.value)" },
            body: example.request.body, frame: example.frame?.text)
    }

    /// What differs from another request, such as `line: GET /a, not GET /b`.
    public func differences(from other: CompiledRequest) -> [String] {
        [
            ("line", line, other.line),
            ("headers", headers.joined(separator: ", "), other.headers.joined(separator: ", ")),
            ("body", body ?? "none", other.body ?? "none"), ("frame", frame ?? "none", other.frame ?? "none"),
        ].filter { !$0.1.utf8.elementsEqual($0.2.utf8) }.map { "\($0.0): \($0.1), not \($0.2)" }
    }
}
