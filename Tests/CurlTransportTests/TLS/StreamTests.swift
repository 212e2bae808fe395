import CurlTransport
import TestScheduling
import Testing
import VenueRuntime

/// Whatever a server of HTTP/2 sends: a reply is read as what it is, or it is unknown, and one request is sent.
@Suite(.bounded) struct StreamTests {
    private let folder: TemporaryFolder
    private let certificate: Certificate

    init() throws {
        folder = try TemporaryFolder()
        certificate = try OpenSSL.makeCertificate("server", alternatives: "DNS:localhost", in: folder.url)
    }

    /// Frames a server sends behind its settings, and whether they are the reply `{}`.
    struct Conduct: Sendable {
        let name: String
        var isReply = true
        let frames: [Frame]

        init(_ name: String, isReply: Bool = true, _ frames: Frame...) {
            (self.name, self.isReply, self.frames) = (name, isReply, frames)
        }
    }

    private static let head = Frame(.headers, flags: 0x4, stream: 1, [0x88])
    private static let body = Frame(.data, flags: 0x1, stream: 1, [0x7B, 0x7D])
    /// A field that is not indexed, by its name and value.
    private static func field(_ name: String, _ value: String) -> [UInt8] {
        [0x00, UInt8(name.utf8.count)] + Array(name.utf8) + [UInt8(value.utf8.count)] + Array(value.utf8)
    }

    static let conducts = [
        Conduct("head and body", head, body),
        Conduct(
            "a body in two pieces", head, Frame(.data, stream: 1, [0x7B]), Frame(.data, flags: 1, stream: 1, [0x7D])),
        Conduct(
            "an empty piece at the end", head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.data, flags: 1, stream: 1, [])),
        Conduct("a padded body", head, Frame(.data, flags: 0x9, stream: 1, [3, 0x7B, 0x7D, 0, 0, 0])),
        Conduct(
            "a head in two frames", Frame(.headers, stream: 1, [0x88]),
            Frame(.continuation, flags: 0x4, stream: 1, field("x", "y")), body),
        Conduct(
            "a trailer", head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.headers, flags: 0x5, stream: 1, field("x", "y"))),
        Conduct("a ping between", head, Frame(.ping, stream: 0, [1, 2, 3, 4, 5, 6, 7, 8]), body),
        Conduct("settings between", head, Frame(.settings, stream: 0, []), body),
        Conduct("a wider window between", head, Frame(.windowUpdate, stream: 0, [0, 0, 1, 0]), body),
        Conduct("an unknown frame between", head, Frame(.unknown, stream: 1, [1, 2, 3]), body),
        Conduct("an interim reply", Frame(.headers, flags: 0x4, stream: 1, [0x08, 3] + Array("103".utf8)), head, body),
        Conduct("a stated length", Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "2")), body),
        Conduct(
            "a server that goes away after a stated length",
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "2")),
            Frame(.goAway, stream: 0, [0, 0, 0, 1, 0, 0, 0, 0]), body),
        // Nothing tells it from the next four, in which the body is cut off.
        Conduct(
            "a server that goes away after it", isReply: false, head,
            Frame(.goAway, stream: 0, [0, 0, 0, 1, 0, 0, 0, 0]), body),
        Conduct(
            "a stated length that a broken session cuts off", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "4")),
            Frame(.data, stream: 1, [0x7B, 0x7D]), Frame(.ping, stream: 0, [1])),
        Conduct(
            "a stated length that nothing of came", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "2")),
            Frame(.settings, stream: 1, [])),
        Conduct(
            "a body that is too large a frame, after a piece", isReply: false, head,
            Frame(.data, stream: 1, [0x7B, 0x7D]), Frame(.data, stream: 1, [UInt8](repeating: 0x20, count: 16_385))),
        Conduct(
            "a ping of another size within the body", isReply: false, head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.ping, stream: 0, [1])),
        Conduct(
            "settings of a stream within the body", isReply: false, head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.settings, stream: 1, [])),
        Conduct(
            "a farewell for an error within the body", isReply: false, head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.goAway, stream: 0, [0, 0, 0, 0, 0, 0, 0, 2])),
        Conduct(
            "another stated length", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "3")), body),
        Conduct("no head", isReply: false, body),
        Conduct(
            "a body without its end", isReply: false, head, Frame(.data, stream: 1, [0x7B, 0x7D]),
            Frame(.reset, stream: 1, [0, 0, 0, 2])),
        Conduct("a stream that is reset", isReply: false, Frame(.reset, stream: 1, [0, 0, 0, 8])),
        Conduct("a stream that was refused", isReply: false, Frame(.reset, stream: 1, [0, 0, 0, 7])),
        Conduct(
            "a head without a status", isReply: false, Frame(.headers, flags: 0x4, stream: 1, field("x", "y")), body),
        Conduct(
            "a status of words", isReply: false, Frame(.headers, flags: 0x4, stream: 1, [0x08, 2] + Array("ok".utf8)),
            body),
        Conduct(
            "a head that cannot be unpacked", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0xFF, 0xFF, 0xFF]), body),
        Conduct("a body on no stream", isReply: false, head, Frame(.data, flags: 0x1, stream: 0, [0x7B, 0x7D])),
        Conduct(
            "a reply on another stream", isReply: false, Frame(.headers, flags: 0x4, stream: 3, [0x88]),
            Frame(.data, flags: 1, stream: 3, [0x7B, 0x7D])),
        Conduct("a promise", Frame(.promise, flags: 0x4, stream: 1, [0, 0, 0, 2, 0x82]), head, body),
        Conduct("settings that make no sense", isReply: false, Frame(.settings, stream: 0, [1, 2, 3]), head, body),
        Conduct(
            "a window beyond its limit", isReply: false, Frame(.windowUpdate, stream: 0, [0x7F, 0xFF, 0xFF, 0xFF]),
            head, body),
        Conduct("two heads", isReply: false, head, head, body),
        Conduct("a padded head", Frame(.headers, flags: 0xC, stream: 1, [2, 0x88, 0, 0]), body),
        Conduct("a head with a priority", Frame(.headers, flags: 0x24, stream: 1, [0, 0, 0, 0, 15, 0x88]), body),
        Conduct("a priority between", head, Frame(.priority, stream: 1, [0, 0, 0, 0, 15]), body),
        Conduct("an answer to no ping", head, Frame(.ping, flags: 1, stream: 0, [1, 2, 3, 4, 5, 6, 7, 8]), body),
        Conduct("a status spelt out", Frame(.headers, flags: 0x4, stream: 1, [0x08, 3] + Array("200".utf8)), body),
        Conduct(
            "a head in three frames", Frame(.headers, stream: 1, [0x88]), Frame(.continuation, stream: 1, []),
            Frame(.continuation, flags: 0x4, stream: 1, field("x", "y")), body),
        Conduct("a smaller table of fields", Frame(.headers, flags: 0x4, stream: 1, [0x20, 0x88]), body),
        Conduct(
            "two interim replies", Frame(.headers, flags: 0x4, stream: 1, [0x08, 3] + Array("103".utf8)),
            Frame(.headers, flags: 0x4, stream: 1, [0x08, 3] + Array("100".utf8)), head, body),
        Conduct("an empty piece first", head, Frame(.data, stream: 1, []), body),
        Conduct("a piece of padding alone", head, Frame(.data, flags: 0x8, stream: 1, [1, 0]), body),
        Conduct(
            "a field twice", Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("x", "y") + field("x", "z")), body),
        Conduct("a field without a value", Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("x", "")), body),
        Conduct("a reply on no stream", isReply: false, Frame(.headers, flags: 0x4, stream: 0, [0x88]), body),
        Conduct("a reply on a stream of the server's", isReply: false, Frame(.headers, flags: 0x4, stream: 2, [0x88])),
        Conduct(
            "a field of the connection", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("connection", "close")), body),
        Conduct(
            "a status behind a field", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, field("x", "y") + [0x88]), body),
        Conduct("two statuses", isReply: false, Frame(.headers, flags: 0x4, stream: 1, [0x88, 0x88]), body),
        Conduct(
            "an unknown field of the protocol", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field(":x", "y")), body),
        Conduct(
            "a status of two digits", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x08, 2] + Array("20".utf8)), body),
        Conduct(
            "a status of four digits", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x08, 4] + Array("2000".utf8)), body),
        Conduct(
            "a stated length that is exceeded", isReply: false,
            Frame(.headers, flags: 0x4, stream: 1, [0x88] + field("content-length", "1")), body),
        Conduct(
            "two stated lengths", isReply: false,
            Frame(
                .headers, flags: 0x4, stream: 1,
                [0x88] + field("content-length", "2") + field("content-length", "3")), body),
        Conduct("more padding than there is", isReply: false, head, Frame(.data, flags: 0x9, stream: 1, [9, 0x7B])),
        Conduct("a continuation of nothing", isReply: false, Frame(.continuation, flags: 0x4, stream: 1, [0x88]), body),
        Conduct(
            "a frame inside a head", isReply: false, Frame(.headers, stream: 1, [0x88]),
            Frame(.ping, stream: 0, [1, 2, 3, 4, 5, 6, 7, 8]), body),
        Conduct(
            "a window wider by nothing", isReply: false, Frame(.windowUpdate, stream: 0, [0, 0, 0, 0]), head, body),
        Conduct("a reset of no stream", isReply: false, Frame(.reset, stream: 0, [0, 0, 0, 8]), head, body),
        Conduct("a ping of another size", isReply: false, Frame(.ping, stream: 0, [1]), head, body),
        Conduct("settings of a stream", isReply: false, Frame(.settings, stream: 1, []), head, body),
        Conduct(
            "a farewell on a stream", isReply: false, Frame(.goAway, stream: 1, [UInt8](repeating: 0, count: 8)), head,
            body),
        Conduct(
            "a frame beyond the size", isReply: false, head,
            Frame(.data, flags: 0x1, stream: 1, [UInt8](repeating: 0x20, count: 16_385))),
        Conduct(
            "a server that goes away without it", isReply: false,
            Frame(.goAway, stream: 0, [UInt8](repeating: 0, count: 8))),
    ]

    @Test(.long, arguments: conducts.indices) func aReplyInFramesIsReadOrUnknown(index: Int) async throws {
        let conduct = Self.conducts[index]
        var options = CurlTransport.Options()
        options.certificateAuthorities = certificate.file
        let (server, transport) = (try await RecordServer(certificate, alpn: "h2"), try CurlTransport(options: options))
        async let report = transport.send(
            try order("POST", body: "{\"id\":7}"), to: "https://localhost:\(server.port)", within: .seconds(5))
        let end = Array("{\"id\":7}".utf8)
        try await server.waitFor { $0.first?.bytes.suffix(end.count) == end[...] ? true : nil }
        try await server.send(Frame(.settings, stream: 0, []).bytes + conduct.frames.flatMap(\.bytes), over: 1)
        let result = try await report
        if conduct.isReply {
            #expect(result.text == "{}", "\(conduct.name): \(result)")
        } else {
            #expect(result.unknownCause != nil, "\(conduct.name): \(result)")
        }
        await transport.shutdown()
        // libcurl opens another connection for a stream that was refused, and is not given leave to send.
        let requests = server.connections.count { connection in
            connection.bytes.indices.contains { connection.bytes[$0...].starts(with: end) }
        }
        #expect(requests == 1, "\(conduct.name)")
        server.kill()
    }
}
