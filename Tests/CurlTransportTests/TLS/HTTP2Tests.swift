import CurlTransport
import Foundation
import Testing
import VenueRuntime

/// HTTP/2 is spoken where a server offers it, and keeps the same promises.
@Suite struct HTTP2Tests {
    private let folder: TemporaryFolder
    private let certificate: Certificate

    init() throws {
        folder = try TemporaryFolder()
        certificate = try OpenSSL.makeCertificate("server", alternatives: "DNS:localhost", in: folder.url)
    }

    @Test func aReplyInFramesIsAnswered() async throws {
        // `:status: 200`, the first of HPACK's static table with that value, and a field by name and value.
        let head = [0x88, 0x00, 7] + Array("x-venue".utf8) + [1] + Array("v".utf8)
        let (report, tls) = try await call(
            reply: Frame(.headers, flags: 0x4, stream: 1, head).bytes
                + Frame(.data, flags: 0x1, stream: 1, [0x7B, 0x7D]).bytes)
        #expect(report.reply?.status == 200)
        #expect(report.reply?.headers["x-venue"] == "v")
        #expect(report.reply?.body == Array("{}".utf8))
        #expect(Frame.all(in: tls.received).filter { $0.kind == Frame.Kind.headers.rawValue }.count == 1)
    }

    @Test func aRefusedStreamBringsNoSecondRequest() async throws {
        let (report, tls) = try await call(reply: Frame(.reset, stream: 1, [0, 0, 0, 7]).bytes)
        #expect(report.result == .unknown(.connectionLost))
        try await Task.sleep(for: .milliseconds(200))
        #expect(Frame.all(in: tls.received).filter { $0.kind == Frame.Kind.headers.rawValue }.count == 1)
    }

    @Test func aServerThatGoesAwayBringsNoSecondRequest() async throws {
        let (report, tls) = try await call(
            reply: Frame(.goAway, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]).bytes
                + Frame(.reset, stream: 1, [0, 0, 0, 7]).bytes)
        #expect(report.result == .unknown(.connectionLost))
        try await Task.sleep(for: .milliseconds(200))
        #expect(Frame.all(in: tls.received).filter { $0.kind == Frame.Kind.headers.rawValue }.count == 1)
    }

    @Test func aStreamWithoutAnEndIsUnknown() async throws {
        let (report, _) = try await call(
            reply: Frame(.headers, flags: 0x4, stream: 1, [0x88]).bytes + Frame(.reset, stream: 1, [0, 0, 0, 2]).bytes)
        #expect(report.result == .unknown(.connectionLost))
    }

    /// A call on HTTP/2, with frames to answer its request with; the server is ended with the test's process.
    private func call(reply: [UInt8]) async throws -> (TransportReport, TLSServer) {
        var options = CurlTransport.Options()
        options.certificateAuthorities = certificate.file
        let transport = try CurlTransport(options: options)
        let tls = try await TLSServer(certificate, options: ["-alpn", "h2"])
        async let report = transport.send(
            try order("POST", body: "{\"id\":7}"), to: "https://localhost:\(tls.port)", within: .seconds(20))
        _ = try await tls.waitFor { data in Frame.all(in: data).first { $0.kind == Frame.Kind.data.rawValue } }
        try tls.send(Frame(.settings, stream: 0, []).bytes + Frame(.settings, flags: 0x1, stream: 0, []).bytes + reply)
        let result = try await report
        await transport.shutdown()
        tls.kill()
        return (result, tls)
    }
}

/// A frame of HTTP/2 (RFC 9113, 4.1).
struct Frame {
    /// The kinds these tests use.
    enum Kind: UInt8 {
        case data = 0
        case headers = 1
        case reset = 3
        case settings = 4
        case goAway = 7
    }

    let kind: UInt8
    let bytes: [UInt8]

    /// A frame to send.
    init(_ kind: Kind, flags: UInt8 = 0, stream: UInt8, _ payload: [UInt8]) {
        self.kind = kind.rawValue
        bytes = [0, 0, UInt8(payload.count), kind.rawValue, flags, 0, 0, 0, stream] + payload
    }

    /// A frame received.
    private init(kind: UInt8, bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }

    /// The whole frames behind a client's preface.
    static func all(in data: Data) -> [Frame] {
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
