import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// What is reported as not sent, no server has received.
@Suite(.bounded) struct NotSentTests {
    @Test func aRefusedConnectionIsNotSent() async throws {
        let port = try ClosedPort()
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST"), to: "http://127.0.0.1:\(port.number)")
        await transport.shutdown()
        #expect(report.result == .notSent(.connectionFailed))
        #expect(report.timings.firstByte == nil)
        port.free()
    }

    @Test func aNameWithoutAnAddressIsNotSent() async throws {
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST"), to: "https://no-such-venue.invalid")
        await transport.shutdown()
        #expect(report.result == .notSent(.hostNotFound))
    }

    @Test func aCallAfterItsDeadlineIsNotSent() async throws {
        let server = try LoopbackServer { _, _ in .keep }
        defer { server.stop() }
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST"), to: server.url(), within: .zero)
        await transport.shutdown()
        #expect(report.result == .notSent(.deadline))
        #expect(server.connections == 0)
    }

    @Test func aCallOfACanceledTaskIsNotSent() async throws {
        let server = try LoopbackServer { _, _ in .keep }
        defer { server.stop() }
        let transport = try Subject.make()
        let url = server.url()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(try order("POST"), to: url)
        }
        let report = try await task.value
        await transport.shutdown()
        #expect(report.result == .notSent(.interrupted))
        #expect(server.connections == 0)
    }

    @Test func aCallAfterShutdownIsNotSent() async throws {
        let server = try LoopbackServer { _, _ in .keep }
        defer { server.stop() }
        let transport = try Subject.make()
        await transport.shutdown()
        await transport.shutdown()
        let report = try await transport.send(try order("POST"), to: server.url())
        #expect(report.result == .notSent(.interrupted))
        #expect(server.connections == 0)
    }
}
