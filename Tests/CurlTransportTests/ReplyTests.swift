import CurlTransport
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// The head of a reply is read as it was sent, and only the head.
@Suite(.bounded) struct ReplyTests {
    @Test func fieldsKeepTheirOrderAndTheirRepetitions() async throws {
        let reply = try await reply(to: "HTTP/1.1 200 OK\r\nB: 1\r\na: 2\r\nB:3  \r\nContent-Length: 0\r\n\r\n")
        #expect(reply?.headers.fields.map(\.name) == ["B", "a", "B", "Content-Length"])
        #expect(reply?.headers.fields.map(\.value) == ["1", "2", "3", "0"])
    }

    @Test func aFoldedValueIsOneValue() async throws {
        let reply = try await reply(to: "HTTP/1.1 200 OK\r\nA: one\r\n two\r\nContent-Length: 0\r\n\r\n")
        let words = reply?.headers["A"]?.split(separator: " ").map(String.init)
        #expect(words == ["one", "two"])
    }

    @Test func interimRepliesAndTrailersAreNotPartOfTheHead() async throws {
        let reply = try await reply(
            to: "HTTP/1.1 103 Early Hints\r\nA: early\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\n{}\r\n0\r\nA: late\r\nRetry-After: 9\r\n\r\n")
        #expect(reply?.status == 200)
        #expect(reply?.body == Array("{}".utf8))
        #expect(reply?.headers.fields.map(\.name) == ["Transfer-Encoding"])
    }

    @Test func aHeadLargerThanAcceptedIsUnknown() async throws {
        let long = String(repeating: "x", count: 900)
        for head in [
            "HTTP/1.1 200 OK\r\nA: \(long)\r\nB: \(long)\r\n",
            "HTTP/1.1 100 Continue\r\nA: \(long)\r\n\r\nHTTP/1.1 200 OK\r\nB: \(long)\r\n",
        ] {
            var options = CurlTransport.Options()
            options.maximumHeaderSize = 1024
            let report = try await report(on: head + "Content-Length: 0\r\n\r\n", options: options)
            #expect(report.result == .unknown(.oversized))
        }
    }

    @Test(arguments: [70_000, 110_000, 1_000_000]) func aLineLargerThanAcceptedIsOversized(size: Int) async throws {
        let long = String(repeating: "x", count: size)
        for (part, head) in [
            ("header", "HTTP/1.1 200 OK\r\nA: \(long)\r\nContent-Length: 0\r\n\r\n"),
            ("header", "HTTP/1.1 200 \(long)\r\nContent-Length: 0\r\n\r\n"),
            ("header", "HTTP/1.1 200 OK\r\n\(long): a\r\nContent-Length: 0\r\n\r\n"),
            ("header", "HTTP/1.1 103 Early Hints\r\nA: \(long)\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            ("trailer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nA: \(long)\r\n\r\n"),
        ] {
            let report = try await report(on: head)
            #expect(report.result == .unknown(.oversized), "\(report)")
            #expect(report.detail == "\(part) of the reply is larger than accepted")
        }
    }

    @Test func aLineWithoutEndIsBounded() async throws {
        let server = try LoopbackServer { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nA: ")
            let piece = String(repeating: "x", count: 1 << 16)
            for _ in 1...1024 where !peer.send(piece) { break }
            return .close
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(try order("POST"), to: server.url())
        await transport.shutdown()
        #expect(report.unknownCause != nil)
    }

    @Test func whatAServerEchoesIsNotInTheDetail() async throws {
        for reply in [
            "HTTP/planted-secret\r\n\r\n", "planted-secret\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: planted-secret\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: planted-secret\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: planted-secret\r\nContent-Length: 2\r\n\r\n{}",
        ] {
            let report = try await report(on: reply)
            #expect(report.detail?.contains("planted-secret") != true)
        }
    }

    /// What comes of a reply.
    private func report(
        on text: String, options: CurlTransport.Options = CurlTransport.Options()
    ) async throws -> TransportReport {
        let server = try LoopbackServer { _, peer in
            peer.send(text)
            return .close
        }
        defer { server.stop() }
        let transport = try CurlTransport(options: options)
        let report = try await transport.send(try order("POST", body: "{}"), to: server.url())
        await transport.shutdown()
        return report
    }

    /// A reply as it arrives.
    private func reply(to text: String) async throws -> HTTPResponse? { try await report(on: text).reply }
}
