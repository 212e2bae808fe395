import Foundation
import TestScheduling
import Testing
import VenueRuntime
import WebSocketTransport

/// Nothing of a connection or a transport outlives it.
///
/// Each test counts in a process of its own, where no other test opens descriptors or starts threads.
@Suite(.bounded, .timeLimit(.minutes(2))) struct LeakTests {
    @Test func aThousandReconnectsLeakNoDescriptorAndNoThread() async {
        await #expect(processExitsWith: .success) {
            try await withServer { server, transport in
                let request = try handshake()
                var options = SocketSession.Options()
                options.backoff.first = .zero
                let session = SocketSession(
                    server: try server.url(), transport: transport, options: options,
                    handshake: { () throws(SocketFailure) in request }, replyID: replyID)
                /// One connection, which ends in one of several ways.
                func connect(_ number: Int) async {
                    let work = ["close", "reset", "binary", "half"][number % 4]
                    let report = await session.call(
                        id: "1", frame: frame("1", "answer"), deadline: .now + .seconds(20))
                    #expect(report.reply != nil, "\(report)")
                    let ended = await session.call(
                        id: "2", frame: frame("2", work, #""code":1000"#), deadline: .now + .seconds(20))
                    #expect(ended.reply == nil)
                }
                for number in 0..<20 { await connect(number) }
                let before = await Census.settled(atMost: .max)
                for number in 0..<1000 { await connect(number) }
                #expect(session.counts.connections >= 1000)
                let after = await Census.settled(atMost: before.descriptors)
                #expect(after.descriptors <= before.descriptors, "before \(before), now \(after)")
                #expect(after.threads <= before.threads + 8, "before \(before), now \(after)")
                session.shutdown()
            }
        }
    }

    @Test func aTransportThatNobodyHoldsLeavesNothing() async {
        await #expect(processExitsWith: .success) {
            let server = try SocketServer()
            let url = try server.url()
            func use() async throws {
                let transport = try WebSocketTransport()
                let line = try await transport.line(url, "/echo").get()
                line.send("x")
                #expect(await line.frame() == "x")
                if case .success = try await transport.line(url, "/refuse") { Issue.record("not refused") }
            }
            for _ in 1...5 { try await use() }
            let before = await Census.settled(atMost: .max)
            for _ in 1...100 { try await use() }
            let after = await Census.settled(atMost: before.descriptors)
            #expect(after.descriptors <= before.descriptors, "before \(before), now \(after)")
            #expect(after.threads <= before.threads + 8, "before \(before), now \(after)")
        }
    }

    #if !canImport(Darwin)
        @Test func nothingIsTakenFromTheEnvironmentAndSignalsStayAsTheyAre() async {
            await #expect(processExitsWith: .success) {
                for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY", "socks_proxy"] {
                    setenv(name, "http://127.0.0.1:1", 1)
                }
                signal(SIGPIPE, SIG_DFL)
                try await withServer { server, transport in
                    let line = try await transport.line(server.url(), "/echo").get()
                    line.send("x")
                    #expect(await line.frame() == "x")
                    var action = sigaction()
                    sigaction(SIGPIPE, nil, &action)
                    #expect(action.__sigaction_handler.sa_handler == nil)
                    // Writing to a connection that is gone raises it in the thread that writes.
                    let reset = try await transport.line(server.url()).get()
                    reset.send(frame("1", "reset"))
                    for _ in 1...50 { _ = reset.connection.send("x", leave: { true }) }
                    #expect(await reset.ending() == SocketEnding(.lost))
                }
            }
        }
    #endif
}

/// What this process holds.
struct Census {
    /// How many descriptors, without the timers that Dispatch keeps.
    var descriptors: Int
    /// How many threads, where the system tells.
    var threads: Int

    private static func now() -> Census {
        let manager = FileManager.default
        let numbers = (try? manager.contentsOfDirectory(atPath: "/dev/fd")) ?? []
        let targets = numbers.map { (try? manager.destinationOfSymbolicLink(atPath: "/dev/fd/\($0)")) ?? "" }
        let threads = try? manager.contentsOfDirectory(atPath: "/proc/self/task").count
        return Census(descriptors: targets.count { !$0.hasSuffix("[timerfd]") }, threads: threads ?? 0)
    }

    /// What it holds when connections have had some time to end.
    static func settled(atMost descriptors: Int) async -> Census {
        let end = ContinuousClock.now + .seconds(10)
        if descriptors == .max { try? await Task.sleep(for: .milliseconds(500)) }
        while now().descriptors > descriptors, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
        return now()
    }
}
