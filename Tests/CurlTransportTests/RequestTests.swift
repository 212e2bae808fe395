import CurlTransport
import LoopbackServer
import Testing
import VenueRuntime

/// What goes over the wire is the request, and nothing of libcurl's own but what HTTP demands.
@Suite struct RequestTests {
    @Test func aPOSTIsAnswered() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, headers: ["X-Venue: one", "X-Venue: two"], body: "{\"ok\":true}")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(
            try order("POST", contentType: "application/json", body: "{}"), to: server.url())
        await transport.shutdown()
        let reply = try #require(report.reply)
        #expect(reply.status == 200)
        #expect(reply.headers.fields.map(\.value) == ["11", "one", "two"])
        #expect(String(decoding: reply.body, as: UTF8.self) == "{\"ok\":true}")
        #expect(!report.timings.isReused)
        let times = [report.timings.connected, report.timings.sent, report.timings.firstByte, report.timings.total]
        let known = times.compactMap { $0 }
        #expect(known.count == 4)
        #expect(known == known.sorted())
        #expect(server.requests.map(\.line) == ["POST /orders/7 HTTP/1.1"])
        #expect(server.requests.map(\.body) == [Array("{}".utf8)])
    }
}
