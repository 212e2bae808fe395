import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// What a server may have received, and did not answer readably, is unknown.
@Suite(.bounded) struct UnknownTests {
    /// A server's way of failing, and what the call must come to.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let causes: Set<UnknownCause>
        var limit: Duration = .seconds(60)
        let act: LoopbackServer.Handler
    }

    /// The faults the transport's process survives.
    static let faults = all.filter { Subject.survives($0.testDescription) }

    private static let all = [
        Fault(testDescription: "never answers", causes: [.timeout], limit: .seconds(1)) { _, _ in .keep },
        Fault(testDescription: "drips slowly", causes: [.timeout], limit: .seconds(1)) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
            while peer.send("x") { Pause.briefly() }
            return .close
        },
        Fault(testDescription: "closes within the head", causes: Subject.lost) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-")
            return .close
        },
        Fault(testDescription: "closes within the body", causes: Subject.lost) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"canceled\":")
            return .close
        },
        Fault(testDescription: "resets within the body", causes: Subject.lost) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"canceled\":")
            return .reset
        },
        Fault(testDescription: "closes within a chunk", causes: Subject.lost) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"canceled\":")
            return .close
        },
        Fault(testDescription: "ends before the last chunk", causes: Subject.lost) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
            return .close
        },
        Fault(testDescription: "half-closes without an answer", causes: Subject.lost) { _, peer in
            peer.finishWriting()
            peer.waitForEnd()
            return .close
        },
        Fault(testDescription: "announces more than is accepted", causes: [.oversized]) { _, peer in
            peer.reply(200, body: String(repeating: "x", count: 5000))
            return .keep
        },
        Fault(testDescription: "sends more than is accepted", causes: [.oversized]) { _, peer in
            peer.send("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000))
            return .close
        },
        Fault(testDescription: "sends more than is accepted when decompressed", causes: [.oversized]) { _, peer in
            let bytes = Gzip.zeros(count: 60_000)
            peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bytes.count)\r\n\r\n")
            peer.send(bytes)
            return .keep
        },
        Fault(testDescription: "garbles the compression", causes: [.unreadable, .connectionLost]) { _, peer in
            peer.reply(200, headers: ["Content-Encoding: gzip"], body: "this is not gzip, by no means")
            return .close
        },
        Fault(testDescription: "garbles the status line", causes: [.unreadable, .connectionLost]) { _, peer in
            peer.send("HTPT/1.1 two hundred\r\nContent-Length: 0\r\n\r\n")
            return .close
        },
        Fault(testDescription: "answers without a head", causes: [.unreadable, .connectionLost]) { _, peer in
            peer.send("{\"canceled\":true}")
            return .close
        },
    ]

    @Test(.timeLimit(.minutes(5)), arguments: faults) func aFaultAfterTheRequestIsUnknown(fault: Fault) async throws {
        let server = try LoopbackServer(handler: fault.act)
        defer { server.stop() }
        let transport = try Subject.make(maximumBodySize: 4096)
        let report = try await transport.send(try order("POST", body: "{}"), to: server.url(), within: fault.limit)
        await transport.shutdown()
        let cause = try #require(report.unknownCause, "\(report.result)")
        #expect(fault.causes.contains(cause))
        #expect(server.requests.count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func aCancellationAfterTheRequestIsUnknownAndPrompt() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { _, _ in
            arrived.yield()
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let url = server.url()
        let task = Task { try await transport.send(try order("POST"), to: url) }
        for await _ in arrivals { break }
        task.cancel()
        let report = try await task.value
        #expect(report.result == .unknown(.interrupted))
        await transport.shutdown()
    }

    @Test func shutdownEndsEveryCall() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { _, _ in
            arrived.yield()
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let url = server.url()
        let results = try await withThrowingTaskGroup(of: TransportReport.Result.self) { group in
            for number in 1...8 {
                group.addTask { try await transport.send(try order("POST", "/orders/", id: number), to: url).result }
            }
            var count = 0
            for await _ in arrivals {
                count += 1
                if count == 8 { break }
            }
            await transport.shutdown()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: .unknown(.interrupted), count: 8))
    }
}
