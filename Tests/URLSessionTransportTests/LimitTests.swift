import LoopbackServer
import TestScheduling
import Testing
import URLSessionTransport
import VenueRuntime

/// The limits the transport's documentation states.
@Suite(.bounded) struct LimitTests {
    @Test func eachCallHasAConnectionOfItsOwn() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let transport = URLSessionTransport()
        for _ in 1...10 { _ = try await transport.send(try order("POST"), to: server.url()) }
        await transport.shutdown()
        #expect(server.connections == 10)
        #expect(server.requests.allSatisfy { $0.index == 1 })
    }

    #if canImport(FoundationNetworking)
        @Test func onLinuxAReplyAfterAnInterimOneIsUnknown() async throws {
            let server = try LoopbackServer { _, peer in
                peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                return .close
            }
            defer { server.stop() }
            let transport = URLSessionTransport()
            let report = try await transport.send(try order("POST", body: "{}"), to: server.url())
            await transport.shutdown()
            #expect(report.result == .unknown(.unreadable))
        }
    #endif
}
