import CurlTransport
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// A reply whose end cannot be told, or is not what the reply says, proves nothing and ends its connection.
@Suite(.bounded) struct ReplyFramingTests {
    /// A reply that lies about its length.
    struct Lie: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ name: String, _ fields: String, body: [UInt8] = Array("{\"canceled\":true}".utf8)) {
            testDescription = name
            bytes = Array("HTTP/1.1 200 OK\r\n\(fields)\r\n\r\n".utf8) + body
        }
    }

    static let lies =
        [
            Lie("a length of 2^63", "Content-Length: 9223372036854775808"),
            Lie("a length of thirty digits", "Content-Length: 999999999999999999999999999999"),
            Lie("a length of words", "Content-Length: seventeen"),
            Lie("a negative length", "Content-Length: -17"),
            Lie("a length with a sign", "Content-Length: +17"),
            Lie("a length with a fraction", "Content-Length: 17.0"),
            Lie("a hexadecimal length", "Content-Length: 0x11"),
            Lie("a length with a unit", "Content-Length: 17 bytes"),
            Lie("no length where one belongs", "Content-Length:"),
            Lie("two lengths", "Content-Length: 17\r\nContent-Length: 2"),
            Lie("two lengths, the other way round", "Content-Length: 2\r\nContent-Length: 17"),
            Lie("two lengths in a list", "Content-Length: 17, 2"),
            Lie("two lengths in a list, the other way round", "Content-Length: 2, 17"),
            Lie("a length and nothing in a list", "Content-Length: 17,"),
            Lie("identity as transfer coding", "Transfer-Encoding: identity"),
            Lie("gzip as transfer coding", "Transfer-Encoding: gzip", body: Gzip.zeros(count: 100)),
            Lie("gzip and chunks", "Transfer-Encoding: gzip, chunked", body: chunked(Gzip.zeros(count: 100))),
            Lie("chunks twice", "Transfer-Encoding: chunked, chunked", body: chunked(chunked([0x7B, 0x7D]))),
            Lie(
                "chunks and identity", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                body: chunked([0x7B])),
            Lie(
                "chunks and a length that is not theirs", "Content-Length: 9\r\nTransfer-Encoding: chunked",
                body: chunked([0x7B])),
            Lie("a transfer coding without a name", "Transfer-Encoding:"),
            Lie("an unknown compression", "Content-Encoding: br\r\nContent-Length: 17"),
            Lie("two compressions", "Content-Encoding: gzip, gzip\r\nContent-Length: 17"),
        ] + cuts

    /// Compressed bodies that are not whole.
    static let cuts =
        [1, 4, 8, 9, 20, 40].map { missing in
            let body = Array(Gzip.zeros(count: 60_000).dropLast(missing))
            return Lie(
                "gzip without its last \(missing) bytes", "Content-Encoding: gzip\r\nContent-Length: \(body.count)",
                body: body)
        } + [
            Lie(
                "gzip in chunks without its trailer", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
                body: chunked(Array(Gzip.zeros(count: 100).dropLast(8)))),
            otherChecksum,
        ]

    /// A compressed body that is whole, but not what was compressed.
    private static let otherChecksum: Lie = {
        let body = Array(Gzip.zeros(count: 100).dropLast(8) + Gzip.zeros(count: 99).suffix(8))
        return Lie(
            "gzip with another body's checksum", "Content-Encoding: gzip\r\nContent-Length: \(body.count)", body: body)
    }()

    /// Bytes in one chunk, and the end.
    static func chunked(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n0\r\n\r\n".utf8)
    }

    @Test(arguments: lies) func aLieAboutTheLengthIsUnreadable(lie: Lie) async throws {
        let server = try LoopbackServer { request, peer in
            if request.connection == 1 { peer.send(lie.bytes) } else { peer.reply(200, body: "{}") }
            return request.connection == 1 && !lie.isDelimited ? .close : .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(try order("POST", body: "{}"), to: server.url())
        #expect(report.result == .unknown(.unreadable), "\(report)")
        #expect(report.detail?.isEmpty == false)
        let next = try await transport.send(try order("POST", body: "{}"), to: server.url())
        #expect(next.text == "{}")
        await transport.shutdown()
        #expect(server.requests.count == 2)
        #expect(server.connections == 2)
    }

    /// Replies whose fields look odd and say one thing.
    static let oddities = [
        "Content-Length: 2\r\nContent-Length: 2", "Content-Length: 2, 2", "Content-Length: 0002", "content-length:2",
        "Content-Encoding: identity\r\nContent-Length: 2", "Transfer-Encoding: Chunked", "Transfer-Encoding:\tchunked ",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
    ]

    @Test(arguments: oddities) func whatSaysOneThingIsRead(fields: String) async throws {
        let body = fields.lowercased().contains("chunked") ? Self.chunked([0x7B, 0x7D]) : [0x7B, 0x7D]
        let server = try LoopbackServer { _, peer in
            peer.send(Array("HTTP/1.1 200 OK\r\n\(fields)\r\n\r\n".utf8) + body)
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for _ in 1...2 {
            #expect(try await transport.send(try order("POST", body: "{}"), to: server.url()).text == "{}")
        }
        await transport.shutdown()
    }

    @Test func compressedBodiesAreReadInEveryForm() async throws {
        let (whole, zlib) = (Gzip.zeros(count: 60_000), Gzip.zlibZeros(count: 60_000))
        for (encoding, body) in [
            ("gzip", whole), ("x-gzip", whole), ("GZIP", whole), ("deflate", zlib),
            ("gzip", Gzip.zeros(count: 59_999) + Gzip.zeros(count: 1)),
        ] {
            let server = try LoopbackServer { _, peer in
                peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\nContent-Length: \(body.count)\r\n\r\n")
                // In two pieces, so that one ends within the compressed data.
                peer.deliver(Array(body.prefix(30)))
                peer.send(Array(body.dropFirst(30)))
                return .keep
            }
            defer { server.stop() }
            let transport = try CurlTransport()
            let report = try await transport.send(try order("POST", body: "{}"), to: server.url())
            #expect(report.reply?.body == [UInt8](repeating: 0, count: 60_000), "\(encoding)")
            await transport.shutdown()
        }
    }
}

extension ReplyFramingTests.Lie {
    /// Whether the reply ends by itself, so that its connection could serve on.
    var isDelimited: Bool { testDescription.hasPrefix("gzip") || testDescription.hasPrefix("chunks") }
}
