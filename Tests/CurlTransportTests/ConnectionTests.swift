import CurlTransport
import Foundation
import LoopbackServer
import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// Connections are kept warm, and made only where the request says.
@Suite(.bounded) struct ConnectionTests {
    @Test func aHundredGoodCallsUseOneConnection() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, body: "{}")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for number in 1...100 {
            let report = try await transport.send(try order("DELETE", "/orders/", id: number), to: server.url())
            #expect(report.reply?.status == 200)
            #expect(report.timings.isReused == (number > 1))
            #expect((report.timings.connected == .zero) == (number > 1))
        }
        await transport.shutdown()
        #expect(server.connections == 1)
        #expect(server.requests.count == 100)
    }

    @Test func connectionsOfABurstStayWarmForTheNext() async throws {
        let arrived = Mutex(0)
        let server = try LoopbackServer { _, peer in
            let number = arrived.withLock {
                $0 += 1
                return $0
            }
            // None is answered before all of its burst have come.
            let last = (number + 31) / 32 * 32
            for _ in 1...6000 where arrived.withLock({ $0 < last }) { Pause.briefly() }
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let url = server.url()
        for _ in 1...3 {
            await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...32 {
                    group.addTask { _ = try await transport.send(try order("POST", "/o/", id: number), to: url) }
                }
            }
        }
        await transport.shutdown()
        #expect(server.requests.count == 96)
        #expect(server.connections <= 32)
    }

    @Test(.timeLimit(.minutes(5))) func callsThatRaceAShutdownAllEnd() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let url = server.url()
        for round in 1...100 {
            let transport = try CurlTransport()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        // Until it is refused: before, at and after the end of the transport's thread.
                        while try await transport.send(try order("POST", "/o/", id: number), to: url).reply != nil {}
                    }
                }
                for _ in 0..<(round % 10) { await Task.yield() }
                await transport.shutdown()
                try await group.waitForAll()
            }
        }
    }

    @Test func callsUnderWayTakeNoRoomFromIdleConnections() async throws {
        let server = try LoopbackServer { request, peer in
            guard request.line.contains("/held/") else {
                peer.reply()
                return .keep
            }
            peer.waitForEnd()
            return .close
        }
        defer { server.stop() }
        var options = CurlTransport.Options()
        options.maximumIdleConnections = 1
        let transport = try CurlTransport(options: options)
        let url = server.url()
        let held = (1...8).map { number in
            Task { try await transport.send(try order("POST", "/held/", id: number), to: url) }
        }
        #expect(await Pause.until { server.requests.count == 8 })
        for number in 1...20 { _ = try await transport.send(try order("POST", "/o/", id: number), to: url) }
        #expect(server.requests.count == 28)
        #expect(server.connections == 9)
        for call in held { call.cancel() }
        await transport.shutdown()
    }

    #if os(Linux)
        @Test func anIdleConnectionIsProbed() async throws {
            let server = try LoopbackServer { _, peer in
                peer.reply()
                return .keep
            }
            defer { server.stop() }
            let transport = try CurlTransport()
            _ = try await transport.send(try order("POST"), to: server.url())
            // The client's end of the connection: its timer is the kernel's number 2, keepalive.
            let peer = String(format: "0100007F:%04X", server.port)
            // Piece by piece to its end: the kernel gives a page at a time, and a reader may take that for the end.
            let file = try #require(FileHandle(forReadingAtPath: "/proc/net/tcp"))
            var table = Data()
            while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { table += piece }
            var timers: [String] = []
            for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
                let fields = line.split(separator: " ").map(String.init)
                guard fields.count > 5, fields[2] == peer, fields[3] == "01" else { continue }
                timers.append(String(fields[5].prefix(2)))
            }
            #expect(timers == ["02"])
            await transport.shutdown()
        }
    #endif

    @Test func aConnectionTheServerClosedWhileIdleCostsNothing() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply()
            return .close
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for _ in 1...20 {
            let report = try await transport.send(try order("POST"), to: server.url())
            #expect(report.reply?.status == 200)
            #expect(await server.waitUntilAllAreClosed())
        }
        await transport.shutdown()
        #expect(server.requests.count == 20)
    }

    @Test func connectingThatTakesTooLongIsNotSent() async throws {
        // It accepts the connection and never speaks TLS.
        let server = try LoopbackServer(
            welcome: { peer in
                peer.waitForEnd()
                return .close
            }, handler: { _, _ in .close })
        defer { server.stop() }
        var options = CurlTransport.Options()
        options.connectTimeout = .milliseconds(200)
        let transport = try CurlTransport(options: options)
        let url = "https://127.0.0.1:\(server.port)"
        let tooLong = try await transport.send(try order("POST"), to: url)
        #expect(tooLong.result == .notSent(.connectionFailed))
        let tooLate = try await transport.send(try order("POST"), to: url, within: .milliseconds(50))
        #expect(tooLate.result == .notSent(.deadline))
        let task = Task { try await transport.send(try order("POST"), to: url) }
        task.cancel()
        #expect(try await task.value.result == .notSent(.interrupted))
        await transport.shutdown()
        #expect(server.requests.isEmpty)
    }

    @Test func aProxyIsUsedWhenSet() async throws {
        let proxy = try LoopbackServer { request, peer in
            peer.reply(request.line.hasPrefix("CONNECT") ? 403 : 200)
            return .keep
        }
        defer { proxy.stop() }
        var options = CurlTransport.Options()
        options.proxy = try BaseURL(proxy.url())
        let transport = try CurlTransport(options: options)
        let plain = await transport.send(
            try order("POST"), to: try BaseURL("http://venue.invalid/api", allowInsecure: true),
            deadline: .now + .seconds(60), observer: { _ in })
        #expect(plain.reply?.status == 200)
        let tunnelled = try await transport.send(try order("POST"), to: "https://venue.invalid")
        #expect(tunnelled.result == .notSent(.connectionFailed))
        await transport.shutdown()
        #expect(
            proxy.requests.map(\.line) == [
                "POST http://venue.invalid/api/orders/7 HTTP/1.1", "CONNECT venue.invalid:443 HTTP/1.1",
            ])
        #expect(proxy.requests.last?.header("authorization") == nil)
    }

    @Test(arguments: ["s3cret:pass", "wrong", nil] as [String?])
    func aProxyGetsItsPasswordAloneAndWhatItRefusesIsNotSent(password: String?) async throws {
        let basic = "Basic " + Data("desk:s3cret:pass".utf8).base64EncodedString()
        let proxy = try LoopbackServer { request, peer in
            guard request.header("proxy-authorization") == basic else {
                peer.send("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n")
                return .keep
            }
            // A tunnel to nowhere: the proxy took the password, and the connection ends before a request could leave.
            if request.line.hasPrefix("CONNECT") {
                peer.send("HTTP/1.1 200 OK\r\n\r\n")
                return .close
            }
            peer.reply(200)
            return .keep
        }
        defer { proxy.stop() }
        var options = CurlTransport.Options()
        options.proxy = try BaseURL(proxy.url())
        options.proxyCredentials = password.map { .init(name: "desk", password: Secret($0)) }
        let transport = try CurlTransport(options: options)
        let plain = await transport.send(
            try order("POST"), to: try BaseURL("http://venue.invalid/api", allowInsecure: true),
            deadline: .now + .seconds(60), observer: { _ in })
        let tunnelled = try await transport.send(try order("POST"), to: "https://venue.invalid")
        await transport.shutdown()
        let isRight = password == "s3cret:pass"
        #expect(plain.reply?.status == (isRight ? 200 : nil))
        if !isRight {
            #expect(plain.result == .notSent(.connectionFailed))
            #expect(plain.detail == "proxy passed nothing on: it wants a name and a password, or others")
            #expect(tunnelled.result == .notSent(.connectionFailed))
        }
        // One request each, and what is for the venue stays out of what is for the proxy.
        #expect(
            proxy.requests.map(\.line) == [
                "POST http://venue.invalid/api/orders/7 HTTP/1.1", "CONNECT venue.invalid:443 HTTP/1.1",
            ])
        #expect(proxy.requests.last?.header("authorization") == nil)
        for text in ["\(plain)", "\(tunnelled)", "\(options)"] {
            #expect(!text.contains("s3cret") && !text.contains(basic), "\(text)")
        }
    }

    @Test func aVenueDoesNotSeeThePasswordOfTheProxyAndItsOwn407IsItsAnswer() async throws {
        let venue = try LoopbackServer { _, peer in
            peer.send("HTTP/1.1 407 Odd\r\nProxy-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n")
            return .keep
        }
        defer { venue.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(try order("POST"), to: venue.url())
        await transport.shutdown()
        #expect(report.reply?.status == 407)
        #expect(venue.requests.first?.header("proxy-authorization") == nil)
    }

    @Test func optionsOutOfRangeAreRefused() throws {
        let changes: [(String, (inout CurlTransport.Options) -> Void)] = [
            ("connectTimeout", { $0.connectTimeout = .zero }),
            ("maximumBodySize", { $0.maximumBodySize = -1 }),
            ("maximumHeaderSize", { $0.maximumHeaderSize = 0 }),
            ("maximumIdleTime", { $0.maximumIdleTime = .seconds(-1) }),
            ("maximumIdleConnections", { $0.maximumIdleConnections = -1 }),
            ("userAgent", { $0.userAgent = "a\r\nB: c" }),
            ("proxyCredentials", { $0.proxyCredentials = .init(name: "a", password: Secret("b")) }),
            (
                "proxyCredentials",
                {
                    $0.proxy = BaseURL(https: "proxy.example")
                    $0.proxyCredentials = .init(name: "a:b", password: Secret("c"))
                }
            ),
        ]
        for (name, change) in changes {
            var options = CurlTransport.Options()
            change(&options)
            let error = #expect(throws: CurlTransportError.self) { try CurlTransport(options: options) }
            #expect(error?.option == name)
        }
    }
}
