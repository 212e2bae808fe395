import CurlTransport
import Foundation
import TestScheduling
import Testing
import VenueRuntime

/// HTTP/2 is spoken where a server offers it, and keeps the same promises.
@Suite(.bounded) struct HTTP2Tests {
    private let folder: TemporaryFolder
    private let certificate: Certificate

    init() throws {
        folder = try TemporaryFolder()
        certificate = try OpenSSL.makeCertificate("server", alternatives: "DNS:localhost", in: folder.url)
    }

    @Test func aReplyInFramesIsAnswered() async throws {
        // `:status: 200`, the first of HPACK's static table with that value, and a field by name and value.
        let head = [0x88, 0x00, 7] + Array("x-venue".utf8) + [1] + Array("v".utf8)
        let (report, heads) = try await call(
            reply: Frame(.headers, flags: 0x4, stream: 1, head).bytes
                + Frame(.data, flags: 0x1, stream: 1, [0x7B, 0x7D]).bytes)
        #expect(report.reply?.status == 200)
        #expect(report.reply?.headers["x-venue"] == "v")
        #expect(report.reply?.body == Array("{}".utf8))
        #expect(heads.count == 1)
    }

    @Test func aRefusedStreamBringsNoSecondRequest() async throws {
        let (report, heads) = try await call(reply: Frame(.reset, stream: 1, [0, 0, 0, 7]).bytes)
        #expect(report.result == .unknown(.connectionLost))
        #expect(heads.count == 1)
    }

    @Test func aServerThatGoesAwayBringsNoSecondRequest() async throws {
        let (report, heads) = try await call(
            reply: Frame(.goAway, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]).bytes
                + Frame(.reset, stream: 1, [0, 0, 0, 7]).bytes)
        #expect(report.result == .unknown(.connectionLost))
        #expect(heads.count == 1)
    }

    @Test func aStreamWithoutAnEndIsUnknown() async throws {
        let (report, _) = try await call(
            reply: Frame(.headers, flags: 0x4, stream: 1, [0x88]).bytes + Frame(.reset, stream: 1, [0, 0, 0, 2]).bytes)
        #expect(report.result == .unknown(.connectionLost))
    }

    /// Heads of more than is accepted, from the largest a frame can hold to one that is large only once it is unpacked.
    static let largeHeads: [(name: String, frames: [UInt8])] = {
        // A field that is not indexed: a name of one byte, and a value with its length in seven bits and more.
        func field(_ size: Int, isIndexed: Bool = false) -> [UInt8] {
            var (length, rest) = ([UInt8(0x7F)], size - 127)
            while rest >= 128 { length.append(UInt8(rest % 128 + 128)); rest /= 128 }
            return [isIndexed ? 0x40 : 0x00, 1, 0x78] + length + [UInt8(rest)] + [UInt8](repeating: 0x61, count: size)
        }
        func frames(_ block: [UInt8]) -> [UInt8] {
            let pieces = stride(from: 0, to: block.count, by: 16_000).map { Array(block[$0...].prefix(16_000)) }
            return pieces.indices.flatMap { index in
                Frame(
                    index == 0 ? .headers : .continuation, flags: index == pieces.count - 1 ? 0x4 : 0, stream: 1,
                    pieces[index]
                ).bytes
            }
        }
        return [
            ("forty fields", frames([0x88] + (1...40).flatMap { _ in field(2_000) })),
            ("one field", frames([0x88] + field(70_000))),
            ("one field of much", frames([0x88] + field(300_000))),
            (
                "one field, forty times",
                frames([0x88] + field(3_900, isIndexed: true) + [UInt8](repeating: 0xBE, count: 40))
            ),
        ]
    }()

    @Test(arguments: largeHeads.indices) func aHeadLargerThanAcceptedIsOversized(index: Int) async throws {
        let (name, frames) = Self.largeHeads[index]
        let server = try await RecordServer(certificate, alpn: "h2")
        var options = CurlTransport.Options()
        options.certificateAuthorities = certificate.file
        let transport = try CurlTransport(options: options)
        async let report = transport.send(
            try order("POST", body: "{\"id\":7}"), to: "https://localhost:\(server.port)", within: .seconds(6))
        let end = Array("{\"id\":7}".utf8)
        try await server.waitFor { $0.first?.bytes.suffix(end.count) == end[...] ? true : nil }
        try await server.send(Frame(.settings, stream: 0, []).bytes + frames, over: 1)
        let result = try await report
        #expect(result.result == .unknown(.oversized), "\(name): \(result)")
        await transport.shutdown()
        #expect(server.connections.count == 1)
        server.kill()
    }

    /// A call on HTTP/2, with frames to answer its request with, and the heads of all requests that were sent.
    private func call(reply: [UInt8]) async throws -> (TransportReport, heads: [Frame]) {
        var options = CurlTransport.Options()
        options.certificateAuthorities = certificate.file
        let transport = try CurlTransport(options: options)
        let server = try await RecordServer(certificate, alpn: "h2")
        async let report = transport.send(
            try order("POST", body: "{\"id\":7}"), to: "https://localhost:\(server.port)", within: .seconds(20))
        try await server.waitFor { connections in
            connections.first.flatMap { Frame.all(in: $0.bytes).first { $0.kind == Frame.Kind.data.rawValue } }
        }
        try await server.send(
            Frame(.settings, stream: 0, []).bytes + Frame(.settings, flags: 0x1, stream: 0, []).bytes + reply, over: 1)
        let result = try await report
        await transport.shutdown()
        // Nothing leaves after this, on whatever connection.
        let connections = try await server.waitFor { $0.allSatisfy(\.hasEnded) ? $0 : nil }
        server.kill()
        return (
            result,
            connections.flatMap { Frame.all(in: $0.bytes) }.filter { $0.kind == Frame.Kind.headers.rawValue }
        )
    }
}

/// A frame of HTTP/2 (RFC 9113, 4.1).
struct Frame: Sendable {
    /// The kinds these tests use.
    enum Kind: UInt8 {
        case data = 0
        case headers = 1
        case priority = 2
        case reset = 3
        case settings = 4
        case promise = 5
        case ping = 6
        case goAway = 7
        case windowUpdate = 8
        case continuation = 9
        case unknown = 77
    }

    let kind: UInt8
    let bytes: [UInt8]

    /// A frame to send.
    init(_ kind: Kind, flags: UInt8 = 0, stream: UInt8, _ payload: [UInt8]) {
        self.kind = kind.rawValue
        let size = [16, 8, 0].map { UInt8(truncatingIfNeeded: payload.count >> $0) }
        bytes = size + [kind.rawValue, flags, 0, 0, 0, stream] + payload
    }

    /// A frame received.
    private init(kind: UInt8, bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }

    /// The whole frames behind a client's preface.
    static func all(in bytes: [UInt8]) -> [Frame] {
        let data = Data(bytes)
        guard let preface = data.range(of: Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)) else { return [] }
        var rest = Array(data[preface.upperBound...])[...]
        var frames: [Frame] = []
        while rest.count >= 9 {
            let header = Array(rest.prefix(9))
            let size = 9 + Int(header[0]) << 16 + Int(header[1]) << 8 + Int(header[2])
            guard rest.count >= size else { break }
            frames.append(Frame(kind: header[3], bytes: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return frames
    }
}
