import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// Every form HTTP/1 gives a reply arrives as the same answer.
@Suite(.bounded) struct AnswerTests {
    /// A reply as written, and as it must arrive.
    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var status = 200
        var body = "{}"
        let bytes: [UInt8]
        var next = LoopbackServer.Next.keep

        init(
            _ name: String, status: Int = 200, body: String = "{}", next: LoopbackServer.Next = .keep, _ text: String
        ) {
            self.init(name, status: status, body: body, next: next, bytes: Array(text.utf8))
        }

        init(_ name: String, status: Int = 200, body: String, next: LoopbackServer.Next = .keep, bytes: [UInt8]) {
            testDescription = name
            (self.status, self.body, self.next, self.bytes) = (status, body, next, bytes)
        }
    }

    /// The forms the transport is known to read.
    static let forms = all.filter { Subject.reads($0.testDescription) }

    private static let all = [
        Form("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Venue: v\r\n\r\n{}"),
        Form(
            "chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Venue: v\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"),
        Form("end of connection", next: .close, "HTTP/1.1 200 OK\r\nX-Venue: v\r\n\r\n{}"),
        Form("HTTP/1.0", next: .close, "HTTP/1.0 200 OK\r\nX-Venue: v\r\n\r\n{}"),
        Form("no content", status: 204, body: "", "HTTP/1.1 204 No Content\r\nX-Venue: v\r\n\r\n"),
        Form("no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\nX-Venue: v\r\n\r\n{}"),
        Form(
            "after an interim reply",
            "HTTP/1.1 100 Continue\r\nX-Other: o\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Venue: v\r\n\r\n{}"),
        Form(
            "server error", status: 503, body: "<html>",
            "HTTP/1.1 503 No\r\nContent-Length: 6\r\nX-Venue: v\r\n\r\n<html>"),
        Form(
            "gzip", body: String(repeating: "\0", count: 60_000),
            bytes: Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nX-Venue: v\r\n".utf8)
                + Array("Content-Length: \(Gzip.zeros(count: 60_000).count)\r\n\r\n".utf8)
                + Gzip.zeros(count: 60_000)),
    ]

    @Test(arguments: forms) func aReplyIsReadWhateverItsForm(form: Form) async throws {
        let server = try LoopbackServer { _, peer in
            peer.send(form.bytes)
            return form.next
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST", body: "{}"), to: server.url())
        await transport.shutdown()
        let reply = try #require(report.reply, "\(report)")
        #expect(reply.status == form.status)
        #expect(String(decoding: reply.body, as: UTF8.self) == form.body)
        #expect(reply.headers["X-Venue"] == "v")
        #expect(reply.headers["X-Other"] == nil)
    }

    @Test(arguments: ["POST", "PUT", "DELETE"], [nil, "", "{\"id\":7}"])
    func aRequestArrivesWithItsMethodPathFieldsAndBody(method: String, body: String?) async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let request = try order(method, "/a%2Fb//c:d?q=%20&r=../x", headers: [("X-Client", "one")], body: body)
        let report = try await transport.send(request, to: server.url() + "/base")
        await transport.shutdown()
        #expect(report.reply?.status == 200)
        let received = try #require(server.requests.first)
        #expect(received.line == "\(method) /base/a%2Fb//c:d?q=%20&r=../x HTTP/1.1")
        #expect(received.header("authorization") == "Bearer planted-secret")
        #expect(received.header("x-client") == "one")
        #expect(String(decoding: received.body, as: UTF8.self) == body ?? "")
    }

    @Test func nothingIsRememberedBetweenCalls() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, headers: ["Set-Cookie: a=b; Path=/", "Cache-Control: max-age=3600"], body: "{}")
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        for _ in 1...3 { _ = try await transport.send(try order("GET"), to: server.url()) }
        await transport.shutdown()
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.header("cookie") == nil })
    }

    @Test func theObserverIsToldOfTheFirstByteOnce() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, body: "{}")
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let (events, told) = AsyncStream.makeStream(of: TransportEvent.self)
        let report = try await transport.send(try order("POST", body: "{}"), to: server.url()) { told.yield($0) }
        told.finish()
        await transport.shutdown()
        #expect(report.timings.firstByte.map { $0 <= report.timings.total } == true)
        let seen = await events.reduce(into: []) { $0.append($1) }
        #expect(seen == [.sent, .firstByte])
    }
}
