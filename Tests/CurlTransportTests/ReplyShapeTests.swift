import CurlTransport
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// Whatever shape a reply has, it is read as what it is, or it is unknown; and one request is sent.
@Suite(.bounded) struct ReplyShapeTests {
    /// A reply as written, and what it must come to.
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// The body; `nil` for a result that is unknown.
        var body: String?
        var next = LoopbackServer.Next.keep

        init(_ name: String, _ text: String, body: String? = "{}", next: LoopbackServer.Next = .keep) {
            (testDescription, self.text, self.body, self.next) = (name, text, body, next)
        }

        /// A shape that is unknown.
        static func unknown(_ name: String, _ text: String, next: LoopbackServer.Next = .close) -> Shape {
            Shape(name, text, body: nil, next: next)
        }
    }

    /// The head of a reply of two bytes, and the body.
    private static let end = "Content-Length: 2\r\n\r\n{}"

    static let shapes = statusLines + fields + bodies + chunks + trailers + interims

    private static let statusLines = [
        Shape("no reason", "HTTP/1.1 200\r\n\(end)"),
        Shape("a space for a reason", "HTTP/1.1 200 \r\n\(end)"),
        Shape("a long reason", "HTTP/1.1 200 \(String(repeating: "x", count: 2_000))\r\n\(end)"),
        Shape("a reason beyond ASCII", "HTTP/1.1 200 Übertragen\r\n\(end)"),
        Shape("line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"),
        Shape("HTTP/1.0 that keeps the connection", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\(end)"),
        .unknown("nothing", ""),
        .unknown("a line end", "\r\n"),
        .unknown("an empty line before the reply", "\r\nHTTP/1.1 200 OK\r\n\(end)"),
        .unknown("a status of two digits", "HTTP/1.1 20 OK\r\n\(end)"),
        .unknown("a status of four digits", "HTTP/1.1 2000 OK\r\n\(end)"),
        .unknown("a status of words", "HTTP/1.1 two hundred\r\n\(end)"),
        .unknown("a negative status", "HTTP/1.1 -200 OK\r\n\(end)"),
        .unknown("no space before the status", "HTTP/1.1200 OK\r\n\(end)"),
        .unknown("another protocol", "ICY 200 OK\r\n\(end)"),
        .unknown("no version", "HTTP 200 OK\r\n\(end)"),
        .unknown("a request", "POST /orders/7 HTTP/1.1\r\n\(end)"),
        .unknown("a page", "<html><body>200 OK</body></html>"),
        .unknown("NUL bytes", "\0\0\0\0HTTP/1.1 200 OK\r\n\(end)"),
        Shape("a protocol in small letters", "http/1.1 200 OK\r\n\(end)"),
        Shape("a control character in the reason", "HTTP/1.1 200 O\u{1}K\r\n\(end)"),
        .unknown("two spaces before the status", "HTTP/1.1  200 OK\r\n\(end)"),
        .unknown("a tab before the status", "HTTP/1.1\t200 OK\r\n\(end)"),
        .unknown("a status that runs into its reason", "HTTP/1.1 200OK\r\n\(end)"),
        .unknown("a status with a fraction", "HTTP/1.1 200.1 OK\r\n\(end)"),
        .unknown("a hexadecimal status", "HTTP/1.1 0xC8 OK\r\n\(end)"),
        .unknown("a status of zeros", "HTTP/1.1 000 OK\r\n\(end)"),
        .unknown("a status below 100", "HTTP/1.1 099 OK\r\n\(end)"),
        .unknown("a later version", "HTTP/1.9 200 OK\r\n\(end)"),
        .unknown("a version of two digits", "HTTP/1.10 200 OK\r\n\(end)"),
        .unknown("a version without a dot", "HTTP/11 200 OK\r\n\(end)"),
        .unknown("a version that is not spoken", "HTTP/3 200 OK\r\n\(end)"),
        .unknown("a space before the status line", " HTTP/1.1 200 OK\r\n\(end)"),
        .unknown("a byte order mark before the status line", "\u{FEFF}HTTP/1.1 200 OK\r\n\(end)"),
        .unknown("a head without a status line", end),
        .unknown("a body alone", "{}"),
        .unknown("another service's greeting", "SSH-2.0-OpenSSH_9.2\r\n"),
        .unknown("frames of HTTP/2", "\0\0\0\u{4}\0\0\0\0\0"),
        .unknown("an alert of TLS", "\u{15}\u{3}\u{1}\0\u{2}\u{2}("),
        .unknown("carriage returns alone", "HTTP/1.1 200 OK\rContent-Length: 2\r\r{}"),
        .unknown("NUL in the reason", "HTTP/1.1 200 O\0K\r\n\(end)"),
        .unknown("the status line twice", "HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n\(end)"),
        .unknown("half a status line", "HTTP/1.1 2"),
        .unknown("a status line without its end", "HTTP/1.1 200 OK"),
    ]

    private static let fields = [
        Shape("a field without a value", "HTTP/1.1 200 OK\r\nX:\r\n\(end)"),
        Shape("a folded field", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\(end)"),
        Shape("a field a hundred times", "HTTP/1.1 200 OK\r\n\(String(repeating: "X: y\r\n", count: 100))\(end)"),
        .unknown("a line without a colon", "HTTP/1.1 200 OK\r\nX\r\n\(end)"),
        Shape("a name with a space in it", "HTTP/1.1 200 OK\r\nX Y: z\r\n\(end)"),
        Shape("a control character in a value", "HTTP/1.1 200 OK\r\nX: a\u{1}b\r\n\(end)"),
        .unknown("NUL in a value", "HTTP/1.1 200 OK\r\nX: a\0b\r\n\(end)"),
        Shape("a field without a name", "HTTP/1.1 200 OK\r\n: x\r\n\(end)"),
        Shape("a field folded with a tab", "HTTP/1.1 200 OK\r\nX: a\r\n\tb\r\n\(end)"),
        Shape("a name beyond ASCII", "HTTP/1.1 200 OK\r\nÜ: y\r\n\(end)"),
        Shape("two media types", "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Type: c/d\r\n\(end)"),
        Shape("a carriage return in a value", "HTTP/1.1 200 OK\r\nX: a\rContent-Length: 0\r\n\(end)"),
        Shape("DEL in a value", "HTTP/1.1 200 OK\r\nX: a\u{7F}b\r\n\(end)"),
        Shape("a line end within quotes", "HTTP/1.1 200 OK\r\nX: \"a\r\nY: b\"\r\n\(end)"),
        Shape("line ends of two kinds", "HTTP/1.1 200 OK\r\nX: y\nContent-Length: 2\n\r\n{}"),
        Shape("a name like that of the length", "HTTP/1.1 200 OK\r\nContent_Length: 9\r\n\(end)"),
        Shape("an upgrade that is offered", "HTTP/1.1 200 OK\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\(end)"),
        .unknown("white space before the length's colon", "HTTP/1.1 200 OK\r\nContent-Length : 9\r\n\r\n{}"),
        .unknown(
            "white space before the colon of chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding\t: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        .unknown("a fold before any field", "HTTP/1.1 200 OK\r\n X: y\r\n\(end)"),
        .unknown("a folded length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n 2\r\n\r\n{}"),
        .unknown("a length that goes on in a fold", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n 0\r\n\r\n{}"),
        .unknown("NUL in a name", "HTTP/1.1 200 OK\r\nX\0Y: z\r\n\(end)"),
        .unknown("NUL behind the length", "HTTP/1.1 200 OK\r\nContent-Length: 2\0\r\n\r\n{}"),
        .unknown("a head without its end", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"),
        .unknown("half a field", "HTTP/1.1 200 OK\r\nContent-Le"),
    ]

    private static let bodies = [
        Shape("a body to the connection's end", "HTTP/1.1 200 OK\r\n\r\n{}", next: .close),
        Shape("an empty body to the connection's end", "HTTP/1.1 200 OK\r\n\r\n", body: "", next: .close),
        Shape("a body and the wish to close", "HTTP/1.1 200 OK\r\nConnection: close\r\n\(end)"),
        Shape("no body by its status", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", body: ""),
        Shape("upper-case chunk sizes", chunked("A\r\n0123456789\r\n0\r\n\r\n"), body: "0123456789"),
        Shape("zeros before a chunk's size", chunked("0002\r\n{}\r\n000\r\n\r\n")),
        Shape("a chunk with an extension", chunked("2;a=b;c=\"d\"\r\n{}\r\n0;e\r\n\r\n")),
        Shape("a trailer", chunked("2\r\n{}\r\n0\r\nX: y\r\n\r\n")),
        Shape("no chunk but the last", chunked("0\r\n\r\n"), body: ""),
        .unknown("a body that is short", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}"),
        .unknown("a body that is short, by a reset", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", next: .reset),
        .unknown("no last chunk", chunked("2\r\n{}\r\n")),
        .unknown("half a chunk", chunked("9\r\n{}")),
        .unknown("a chunk whose size is a word", chunked("two\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk of negative size", chunked("-2\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk larger than numbers", chunked("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk longer than its size", chunked("1\r\n{}\r\n0\r\n\r\n")),
        .unknown("a last chunk without its end", chunked("2\r\n{}\r\n0\r\n")),
    ]

    private static let chunks = [
        Shape("a space behind a chunk's size", chunked("2 \r\n{}\r\n0\r\n\r\n")),
        Shape("an extension without a name", chunked("2;\r\n{}\r\n0\r\n\r\n")),
        Shape("an extension of 5,000 bytes", chunked("2;a=\(String(repeating: "x", count: 5_000))\r\n{}\r\n0\r\n\r\n")),
        Shape("an extension that a line feed ends", chunked("2;a=\"\n{}\r\n0\r\n\r\n")),
        Shape("chunks with line feeds alone", chunked("2\n{}\n0\n\n")),
        Shape("a chunk's size of sixteen digits", chunked("0000000000000002\r\n{}\r\n0\r\n\r\n")),
        Shape("chunks of a byte", chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")),
        Shape("an extension of the last chunk", chunked("2\r\n{}\r\n00;x=y\r\n\r\n")),
        .unknown("a space before a chunk's size", chunked(" 2\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk's size with a prefix", chunked("0x2\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk's size with a sign", chunked("+2\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk without a size", chunked(";a\r\n{}\r\n0\r\n\r\n")),
        .unknown("an empty line before a chunk", chunked("\r\n2\r\n{}\r\n0\r\n\r\n")),
        .unknown("chunks with carriage returns alone", chunked("2\r{}\r0\r\r")),
        .unknown("a chunk's size of seventeen digits", chunked("00000000000000002\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk of 2^63 bytes", chunked("8000000000000000\r\n{}\r\n0\r\n\r\n")),
        .unknown("a chunk of 2^64 bytes and 2", chunked("10000000000000002\r\n{}\r\n0\r\n\r\n")),
        .unknown("bytes behind a chunk", chunked("2\r\n{}XX\r\n0\r\n\r\n")),
        .unknown("no line end behind a chunk", chunked("2\r\n{}0\r\n\r\n")),
        .unknown("chunks of HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    ]

    private static let trailers = [
        Shape("a length in the trailer", chunked("2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n")),
        Shape("a transfer coding in the trailer", chunked("2\r\n{}\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n")),
        Shape("a folded trailer field", chunked("2\r\n{}\r\n0\r\nX: a\r\n b\r\n\r\n")),
        Shape("a hundred trailer fields", chunked("2\r\n{}\r\n0\r\n\(String(repeating: "X: y\r\n", count: 100))\r\n")),
        .unknown("a trailer line without a colon", chunked("2\r\n{}\r\n0\r\nX\r\n\r\n")),
        .unknown("a status line in the trailer", chunked("2\r\n{}\r\n0\r\nHTTP/1.1 200 OK\r\n\r\n")),
        .unknown("a trailer without its end", chunked("2\r\n{}\r\n0\r\nX: y\r\n")),
    ]

    private static let interims = [
        Shape(
            "fifty interim replies",
            String(repeating: "HTTP/1.1 103 E\r\n\r\n", count: 50) + "HTTP/1.1 200 OK\r\n\(end)"),
        Shape("an interim status of nobody's", "HTTP/1.1 199 Odd\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        Shape("an interim reply with line feeds", "HTTP/1.1 100 A\n\nHTTP/1.1 200 OK\r\n\(end)"),
        Shape("a length in an interim reply", "HTTP/1.1 103 E\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        Shape(
            "chunks in an interim reply",
            "HTTP/1.1 100 A\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        .unknown(
            "an interim reply with a body", "HTTP/1.1 100 A\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\(end)"),
        .unknown("an interim reply, and rubbish", "HTTP/1.1 100 A\r\n\r\nrubbish\r\n\r\n"),
        .unknown("another protocol, and a reply", "HTTP/1.1 101 A\r\nUpgrade: x\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        Shape("an interim reply", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        Shape("two interim replies", "HTTP/1.1 102 A\r\nX: y\r\n\r\nHTTP/1.1 103 B\r\n\r\nHTTP/1.1 200 OK\r\n\(end)"),
        .unknown("an interim reply alone", "HTTP/1.1 100 Continue\r\n\r\n"),
        .unknown("an interim reply, and half a reply", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent"),
        .unknown("another protocol to switch to", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{}"),
    ]

    /// A reply in chunks.
    private static func chunked(_ chunks: String) -> String {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    }

    @Test(.timeLimit(.minutes(2)), arguments: shapes) func aReplyIsReadOrUnknown(shape: Shape) async throws {
        let server = try LoopbackServer { request, peer in
            if request.order.hasSuffix("/2") {
                peer.reply(200, body: "next")
                return .keep
            }
            peer.send(shape.text)
            return shape.next
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let limit: Duration = .seconds(20)
        let first = try await transport.send(try order("POST", "/orders/", id: 1), to: server.url(), within: limit)
        #expect(first.text == shape.body, "\(first)")
        if shape.body == nil { #expect(first.unknownCause != nil, "\(first)") }
        let second = try await transport.send(try order("POST", "/orders/", id: 2), to: server.url(), within: limit)
        #expect(second.text == "next")
        await transport.shutdown()
        #expect(server.requests.map(\.order) == ["/orders/1", "/orders/2"])
    }

    @Test func theReplyToACallThatTimedOutIsNobodysReply() async throws {
        let server = try LoopbackServer { request, peer in
            // The odd ones are answered when their caller has long given up.
            if (Int(request.order.split(separator: "/").last ?? "") ?? 0) % 2 == 1 {
                peer.waitForEnd()
            }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.order.utf8.count)\r\n\r\n\(request.order)")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for number in 1...8 {
            let limit: Duration = number % 2 == 1 ? .milliseconds(300) : .seconds(60)
            let report = try await transport.send(
                try order("POST", "/orders/", id: number), to: server.url(), within: limit)
            #expect(number % 2 == 1 ? report.result == .unknown(.timeout) : report.text == "/orders/\(number)")
        }
        await transport.shutdown()
        #expect(server.requests.count == 8)
    }
}
