import CurlTransport
import TestScheduling
import Testing
import VenueRuntime

/// Over TLS and HTTP/2 too, a reply that nobody asked for answers nothing.
@Suite(.bounded) struct UnaskedRecordTests {
    private let folder: TemporaryFolder
    private let certificate: Certificate

    init() throws {
        folder = try TemporaryFolder()
        certificate = try OpenSSL.makeCertificate("server", alternatives: "DNS:localhost", in: folder.url)
    }

    @Test(arguments: ["TLSv1_2", "TLSv1_3"]) func aRecordOnAnIdleConnectionEndsIt(version: String) async throws {
        let (server, transport) = try await start(version: version)
        for number in 1...3 {
            let report = try await call(number, to: server, over: transport) { [number] connection in
                try await server.send(Self.reply(number), over: connection)
            }
            #expect(report.text == "\(number)")
            if number == 2 {
                try await server.send(Self.reply(0), over: 1)
            }
        }
        #expect(server.connections.count == 2)
        try await server.waitFor { $0[0].hasEnded ? true : nil }
        await transport.shutdown()
        server.kill()
    }

    @Test(arguments: ["TLSv1_2", "TLSv1_3"]) func whatFollowsAReplyInItsRecordIsNoReply(version: String) async throws {
        let (server, transport) = try await start(version: version)
        // With the head in a record of its own, libcurl leaves what follows the body in the TLS library.
        for (number, pieces) in [
            (1, [Self.reply(1) + Self.reply(0)]), (2, [Self.head(2), "2" + Self.reply(0)]), (3, [Self.reply(3)]),
            (4, [Self.reply(4)]),
        ] {
            let report = try await call(number, to: server, over: transport) { connection in
                for piece in pieces {
                    try await server.send(piece, over: connection)
                }
            }
            #expect(report.text == "\(number)" || number == 3 && report.result == .unknown(.connectionLost))
        }
        #expect(server.connections.count == 3)
        await transport.shutdown()
        server.kill()
    }

    @Test func aReplyBeforeTheFirstRequestIsNone() async throws {
        // In TLS 1.2 the handshake's last bytes are the server's, and the reply comes with them.
        let (server, transport) = try await start(version: "TLSv1_2", greeting: Self.reply(0))
        for number in 1...5 {
            let report = try await transport.send(
                try order("POST", "/orders/", id: number), to: "https://localhost:\(server.port)",
                within: .seconds(20))
            #expect(report.result == .unknown(.connectionLost))
            #expect(report.detail == "a reply was there before the request; connection was closed")
            #expect(!report.timings.isReused)
        }
        await transport.shutdown()
        server.kill()
    }

    @Test func aLieAboutTheLengthIsUnreadableHereToo() async throws {
        let (server, transport) = try await start()
        for (index, lie) in ReplyFramingTests.lies.enumerated() {
            let report = try await call(index, to: server, over: transport) { connection in
                try await server.send(lie.bytes, over: connection)
                if !lie.isDelimited {
                    try await server.end(connection)
                }
            }
            #expect(report.result == .unknown(.unreadable), "\(lie.testDescription)")
        }
        #expect(server.connections.count == ReplyFramingTests.lies.count)
        await transport.shutdown()
        server.kill()
    }

    @Test func aStreamThatWasNotOpenedBringsNoReply() async throws {
        let (server, transport) = try await start(alpn: "h2")
        for number in 1...3 {
            let report = try await call(number, to: server, over: transport) { connection in
                let stream: UInt8 = connection == 1 ? UInt8(number * 2 - 1) : UInt8(number * 2 - 5)
                if stream == 1 { try await server.send(Frame(.settings, stream: 0, []).bytes, over: connection) }
                try await server.send(Self.frames(number, stream: stream), over: connection)
            }
            #expect(report.text == "\(number)")
            if number == 2 {
                // The stream the next request would open.
                try await server.send(Self.frames(0, stream: 5), over: 1)
            }
        }
        #expect(server.connections.count == 2)
        await transport.shutdown()
        server.kill()
    }

    @Test func aReplyTwiceOrLateOnItsStreamBringsNoOtherReply() async throws {
        let (server, transport) = try await start(alpn: "h2")
        for number in 1...4 {
            let report = try await call(number, to: server, over: transport) { connection in
                if number == 1 { try await server.send(Frame(.settings, stream: 0, []).bytes, over: connection) }
                let stream = UInt8(number * 2 - 1)
                if number > 1 { try await server.send(Self.frames(0, stream: stream - 2), over: connection) }
                try await server.send(Self.frames(number, stream: stream), over: connection)
            }
            #expect(report.text == "\(number)" || report.result == .unknown(.connectionLost))
        }
        await transport.shutdown()
        server.kill()
    }

    @Test func discardingAConnectionOfStreamsLetsThoseUnderWayEnd() async throws {
        let (server, transport) = try await start(alpn: "h2")
        let first = try await call(1, to: server, over: transport) { connection in
            try await server.send(Frame(.settings, stream: 0, []).bytes + Self.frames(1, stream: 1), over: connection)
        }
        let second = try await call(2, to: server, over: transport) { connection in
            transport.discard(try #require(first.connection))
            try await server.send(Self.frames(2, stream: 3), over: connection)
        }
        #expect(second.text == "2")
        try await server.waitFor { $0[0].hasEnded ? true : nil }
        let third = try await call(3, to: server, over: transport) { connection in
            try await server.send(Frame(.settings, stream: 0, []).bytes + Self.frames(3, stream: 1), over: connection)
        }
        #expect(third.text == "3")
        #expect(server.connections.count == 2)
        await transport.shutdown()
        server.kill()
    }

    // MARK: Support

    /// A server, and a transport that trusts it.
    private func start(
        version: String = "TLSv1_3", alpn: String = "http/1.1", greeting: String = ""
    ) async throws -> (RecordServer, CurlTransport) {
        var options = CurlTransport.Options()
        options.certificateAuthorities = certificate.file
        let server = try await RecordServer(certificate, version: version, alpn: alpn, greeting: greeting)
        return (server, try CurlTransport(options: options))
    }

    /// A call whose body is its number in three digits, and what the server does once it has all of the request.
    private func call(
        _ number: Int, to server: RecordServer, over transport: CurlTransport,
        then act: @Sendable (_ connection: Int) async throws -> Void
    ) async throws -> TransportReport {
        let mark = Array("order-\(number)".utf8)
        async let report = transport.send(
            try order("POST", body: "order-\(number)"), to: "https://localhost:\(server.port)", within: .seconds(20))
        let connection = try await server.waitFor { connections in
            connections.firstIndex { $0.bytes.suffix(mark.count) == mark[...] }
        }
        try await act(connection + 1)
        return try await report
    }

    /// The head of the reply to a call.
    private static func head(_ number: Int) -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \("\(number)".utf8.count)\r\n\r\n"
    }

    /// The reply to a call.
    private static func reply(_ number: Int) -> String { head(number) + "\(number)" }

    /// The reply to a call over HTTP/2.
    private static func frames(_ number: Int, stream: UInt8) -> [UInt8] {
        Frame(.headers, flags: 0x4, stream: stream, [0x88]).bytes
            + Frame(.data, flags: 0x1, stream: stream, Array("\(number)".utf8)).bytes
    }
}
