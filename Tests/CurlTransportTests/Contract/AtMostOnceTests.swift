import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// A call puts at most one request on the wire, counted by the server that receives them.
@Suite(.bounded) struct AtMostOnceTests {
    @Test(arguments: ["PUT", "POST", "DELETE"], [LoopbackServer.Next.close, .reset])
    func aConnectionDroppedAfterARequestBringsNoSecondOne(method: String, drop: LoopbackServer.Next) async throws {
        // The first request of a trial warms the connection up; the second meets a server that reads it and hangs up.
        let server = try LoopbackServer { request, peer in
            if request.line.contains("/fatal/") { return drop }
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        for trial in 1...100 {
            let warmUp = try await transport.send(try order(method, "/warm/", id: trial), to: server.url())
            #expect(warmUp.reply?.status == 200, "\(warmUp)")
            let report = try await transport.send(try order(method, "/fatal/", id: trial), to: server.url())
            #expect(report.unknownCause.map(Subject.lost.contains) == true)
        }
        await transport.shutdown()
        let counts = Dictionary(grouping: server.requests, by: \.line).mapValues(\.count)
        #expect(counts.count == 200)
        #expect(counts.values.allSatisfy { $0 == 1 })
        // Where connections stay warm, each fatal request went over the one that had just been used.
        if Subject.keepsConnections { #expect(server.requests.filter { $0.index == 2 }.count == 100) }
    }

    @Test(arguments: [LoopbackServer.Next.close, .reset])
    func aConnectionDroppedAtOnceIsLostOrNeverStood(drop: LoopbackServer.Next) async throws {
        let server = try LoopbackServer(welcome: { _ in drop }, handler: { _, _ in .close })
        defer { server.stop() }
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST"), to: server.url())
        await transport.shutdown()
        // Whether the end arrives before the request leaves is for the network to decide; both reports are true.
        let isLost = report.unknownCause.map(Subject.lost.contains) == true
        #expect(isLost || report.result == .notSent(.connectionFailed), "\(report.result)")
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [301, 302, 303, 307, 308], ["POST", "DELETE"])
    func aRedirectIsAnAnswerAndTheOtherHostReceivesNothing(status: Int, method: String) async throws {
        let other = try LoopbackServer { _, peer in
            peer.reply()
            return .keep
        }
        let target = other.url(host: "localhost")
        let server = try LoopbackServer { _, peer in
            peer.reply(status, headers: ["Location: \(target)/elsewhere"], body: "moved")
            return .keep
        }
        defer {
            server.stop()
            other.stop()
        }
        let transport = try Subject.make()
        let report = try await transport.send(try order(method), to: server.url())
        await transport.shutdown()
        #expect(report.reply?.status == status)
        #expect(report.reply?.headers["Location"] == "\(target)/elsewhere")
        #expect(server.requests.count == 1)
        #expect(other.connections == 0)
    }

    @Test(arguments: ["Basic", "Digest", "Bearer"]) func aChallengeIsAnAnswer(scheme: String) async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(401, headers: ["WWW-Authenticate: \(scheme) realm=\"x\", nonce=\"y\""], body: "who are you?")
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let report = try await transport.send(try order("POST"), to: server.url())
        await transport.shutdown()
        #expect(report.reply?.status == 401)
        #expect(report.reply?.body == Array("who are you?".utf8))
        #expect(server.requests.count == 1)
    }

    @Test func concurrentCallsEachGetTheirOwnAnswer() async throws {
        let server = try LoopbackServer { request, peer in
            peer.reply(200, body: request.line)
            return .keep
        }
        defer { server.stop() }
        let transport = try Subject.make()
        let url = server.url()
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 1...64 {
                group.addTask {
                    let report = try await transport.send(try order("DELETE", "/orders/", id: number), to: url)
                    return (number, report.reply.map { String(decoding: $0.body, as: UTF8.self) } ?? "")
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        await transport.shutdown()
        for number in 1...64 { #expect(answers[number] == "DELETE /orders/\(number) HTTP/1.1") }
        #expect(server.requests.count == 64)
    }
}
