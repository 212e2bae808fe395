import CurlTransport
import Foundation
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// Nothing of a transport outlives it.
///
/// Each test counts in a process of its own, where no other test opens descriptors or starts threads.
@Suite(.bounded) struct LeakTests {
    @Test func tenThousandCallsLeakNoDescriptorAndNoThread() async {
        await #expect(processExitsWith: .success) {
            let server = try LoopbackServer { request, peer in
                switch request.index % 5 {
                case 0: return .reset
                case 1: peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
                case 2: return .close
                default: peer.reply(200, body: "{}")
                }
                return request.index % 5 == 1 ? .close : .keep
            }
            let before = try await Census.afterWarmUp(server)
            try await calls(10_000, to: server)
            await settle(to: before)
        }
    }

    @Test func aTransportDroppedWithoutShutdownLeavesNothing() async {
        await #expect(processExitsWith: .success) {
            let server = try LoopbackServer { _, peer in
                peer.reply()
                return .keep
            }
            let before = try await Census.afterWarmUp(server)
            for _ in 1...100 {
                let transport = try CurlTransport()
                let report = try await transport.send(try order("POST"), to: server.url())
                #expect(report.reply?.status == 200, "\(report)")
            }
            await settle(to: before)
        }
    }

    #if !canImport(Darwin)
        @Test func nothingIsTakenFromTheUsersConfiguration() async {
            await #expect(processExitsWith: .success) {
                let home = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                defer { try? FileManager.default.removeItem(at: home) }
                for name in [".netrc", ".curlrc"] {
                    let text = name == ".netrc" ? "machine 127.0.0.1 login a password b\n" : "user = a:b\nhead\n"
                    try Data(text.utf8).write(to: home.appending(path: name))
                }
                setenv("HOME", home.path, 1)
                for name in ["http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "HTTPS_PROXY"] {
                    setenv(name, "http://127.0.0.1:1", 1)
                }
                let server = try LoopbackServer { _, peer in
                    peer.reply()
                    return .keep
                }
                let transport = try CurlTransport()
                let report = try await transport.send(try order("POST"), to: server.url())
                await transport.shutdown()
                #expect(report.reply?.status == 200, "\(report)")
                let request = server.requests.first
                let authorization = request?.headers.filter { $0.lowercased().hasPrefix("authorization:") }
                #expect(authorization == ["Authorization: Bearer planted-secret"])
                #expect(request?.line == "POST /orders/7 HTTP/1.1")
            }
        }
    #endif
}

/// Makes calls, a few at a time, on a transport that is shut down afterwards.
func calls(_ count: Int, to server: LoopbackServer) async throws {
    let transport = try CurlTransport()
    let url = server.url()
    try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<count {
            if number >= 16 { try await group.next() }
            group.addTask {
                let limit: Duration = number % 7 == 0 ? .milliseconds(1) : .seconds(60)
                let request = try order("POST", "/o/", id: number)
                let task = Task { try await transport.send(request, to: url, within: limit) }
                if number % 11 == 0 { task.cancel() }
                _ = try await task.value
            }
        }
        try await group.waitForAll()
    }
    await transport.shutdown()
}

/// Waits until the process holds no more than it did, but for a few threads that Swift adds to its pool.
///
/// The server's threads end a moment after their connections.
func settle(to before: Census) async {
    let hasSettled = await Pause.until {
        let now = Census.now()
        return now.descriptors.count <= before.descriptors.count && now.threads < before.threads + 30
    }
    #expect(hasSettled, "before \(before), now \(Census.now())")
}

/// What this process holds.
struct Census {
    /// What each descriptor refers to, where the system tells.
    ///
    /// Without the timers that Dispatch makes as it comes to need one of another clock, and keeps; no transport has one.
    var descriptors: [String]
    /// Every thread, where the system tells.
    var threads: Int

    static func now() -> Census {
        let manager = FileManager.default
        let numbers = (try? manager.contentsOfDirectory(atPath: "/dev/fd")) ?? []
        let descriptors = numbers.map { number in
            "\(number) \((try? manager.destinationOfSymbolicLink(atPath: "/dev/fd/\(number)")) ?? "")"
        }
        let threads = try? manager.contentsOfDirectory(atPath: "/proc/self/task").count
        return Census(descriptors: descriptors.filter { !$0.hasSuffix("[timerfd]") }.sorted(), threads: threads ?? 0)
    }

    /// The count when the libraries have opened what they keep for the life of the process.
    static func afterWarmUp(_ server: LoopbackServer) async throws -> Census {
        try await calls(20, to: server)
        #expect(await server.waitUntilAllAreClosed())
        return now()
    }
}
