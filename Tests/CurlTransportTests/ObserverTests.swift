import CurlTransport
import LoopbackServer
import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// What observers do, in the middle of a step of libcurl's, does the transport no harm.
@Suite(.bounded) struct ObserverTests {
    @Test(.timeLimit(.minutes(5))) func anObserverMayCancelTheCallItIsToldOf() async throws {
        let server = try LoopbackServer { _, _ in .keep }
        defer { server.stop() }
        let transport = try CurlTransport()
        let url = server.url()
        for number in 1...20 {
            let (gate, opened) = AsyncStream.makeStream(of: Void.self)
            let call = Mutex<Task<TransportReport, any Error>?>(nil)
            let task = Task {
                for await _ in gate { break }
                return try await transport.send(
                    try order("POST", "/orders/", id: number, body: "{}"), to: url
                ) { event in
                    if event == .sent { call.withLock { $0?.cancel() } }
                }
            }
            call.withLock { $0 = task }
            opened.yield()
            #expect(try await task.value.result == .unknown(.interrupted))
        }
        await transport.shutdown()
    }

    @Test(.timeLimit(.minutes(5))) func anObserverMayMakeCallsOfItsOwn() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, body: "{}")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let url = server.url()
        let others = Mutex<[Task<TransportReport, any Error>]>([])
        let first = try await transport.send(try order("POST", body: "{}"), to: url) { event in
            let other = Task { try await transport.send(try order("DELETE"), to: url) }
            others.withLock { $0.append(other) }
        }
        #expect(first.reply?.status == 200)
        for other in others.withLock(\.self) { #expect(try await other.value.reply?.status == 200) }
        #expect(others.withLock(\.count) == 2)
        await transport.shutdown()
    }
}
