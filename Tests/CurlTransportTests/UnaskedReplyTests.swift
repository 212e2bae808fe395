import CurlTransport
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// A reply that nobody asked for answers nothing, and ends the connection it came on.
@Suite(.bounded) struct UnaskedReplyTests {
    /// What a server writes that nobody asked for.
    struct Stray: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
    }

    static let strays = [
        Stray(testDescription: "a reply", text: reply("stray")),
        Stray(testDescription: "three replies", text: reply("stray") + reply("stray") + reply("stray")),
        Stray(testDescription: "the head of a reply", text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
        Stray(testDescription: "an interim reply", text: "HTTP/1.1 100 Continue\r\n\r\n"),
        Stray(testDescription: "an empty reply", text: "HTTP/1.1 204 No Content\r\n\r\n"),
        Stray(testDescription: "one byte", text: "H"),
        Stray(testDescription: "a line end", text: "\r\n"),
    ]

    /// A way to answer, and whether its reply names the order.
    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var namesOrder = true
        let reply: @Sendable (String) -> String
    }

    static let forms = [
        Form(testDescription: "stated length") { reply($0) },
        Form(testDescription: "chunks") {
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk($0) + "0\r\n\r\n"
        },
        Form(testDescription: "no content", namesOrder: false) { _ in "HTTP/1.1 204 No Content\r\n\r\n" },
        Form(testDescription: "length zero", namesOrder: false) { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        },
    ]

    @Test(arguments: strays) func whatComesWhileAConnectionIsIdleIsNoReply(stray: Stray) async throws {
        let server = try LoopbackServer { request, peer in
            peer.send(reply(request.order))
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for number in 1...3 {
            let report = try await transport.send(try order("POST", "/orders/", id: number), to: server.url())
            #expect(report.text == "/orders/\(number)")
            if number == 1 { #expect(server.deliver(stray.text, over: 1)) }
        }
        await transport.shutdown()
        #expect(server.requests.map(\.order) == (1...3).map { "/orders/\($0)" })
        #expect(server.connections == 2)
    }

    @Test(arguments: forms, strays) func whatComesWithAReplyIsNoPartOfIt(form: Form, stray: Stray) async throws {
        let server = try LoopbackServer { request, peer in
            peer.send(form.reply(request.order) + stray.text)
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        for number in 1...3 {
            let report = try await transport.send(try order("POST", "/orders/", id: number), to: server.url())
            #expect(report.text == (form.namesOrder ? "/orders/\(number)" : ""))
        }
        await transport.shutdown()
        #expect(server.requests.map(\.order) == (1...3).map { "/orders/\($0)" })
        #expect(server.connections == 3)
    }

    @Test(.timeLimit(.minutes(1))) func whatComesBeforeTheFirstRequestKeepsItFromBeingSent() async throws {
        let server = try LoopbackServer(
            welcome: { peer in
                peer.send(reply("stray"))
                return .keep
            },
            handler: { request, peer in
                peer.send(reply(request.order))
                return .close
            })
        defer { server.stop() }
        let transport = try CurlTransport()
        // The first byte may come a moment after the connection stands, so each attempt makes one of its own.
        var unsent: Set<String> = []
        var attempts = 0
        while unsent.count < 3, attempts < 2000 {
            attempts += 1
            let report = try await transport.send(try order("POST", "/orders/", id: attempts), to: server.url())
            guard case .notSent(let cause) = report.result else { continue }
            #expect(cause == .connectionFailed)
            #expect(report.detail == Self.words)
            unsent.insert("/orders/\(attempts)")
        }
        await transport.shutdown()
        #expect(unsent.count == 3)
        #expect(unsent.isDisjoint(with: server.requests.map(\.order)))
    }

    /// What is said of a server that does not wait for a request.
    private static let words = "server spoke or hung up before it was asked"

    @Test(.timeLimit(.minutes(2))) func noOrderGetsAnotherOrdersReply() async throws {
        // Every third request is answered twice, the second time while the client is between its calls.
        let server = try LoopbackServer { request, peer in
            peer.send(reply(request.order))
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let url = server.url()
        for number in 1...60 {
            let report = try await transport.send(try order("POST", "/orders/", id: number), to: url)
            #expect(report.text == "/orders/\(number)")
            if number % 3 == 0 { #expect(server.deliver(reply("/orders/\(number)"), over: server.connections)) }
        }
        await transport.shutdown()
        #expect(server.requests.count == 60)
        #expect(server.connections == 20)
    }

    // MARK: Discarding

    @Test func aDiscardedConnectionServesNoFurtherCall() async throws {
        let server = try LoopbackServer { request, peer in
            peer.send(reply(request.order))
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        var connections: Set<TransportConnection?> = []
        for number in 1...5 {
            let report = try await transport.send(try order("POST", "/orders/", id: number), to: server.url())
            #expect(report.text == "/orders/\(number)")
            connections.insert(report.connection)
            transport.discard(try #require(report.connection))
            transport.discard(try #require(report.connection))
        }
        transport.discard(TransportConnection(number: .max))
        await transport.shutdown()
        #expect(connections.count == 5)
        #expect(server.connections == 5)
    }

    @Test func aCallThatSharesADiscardedConnectionIsUnknown() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { request, peer in
            if request.index == 1 { peer.send(reply(request.order)) } else { arrived.yield() }
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let url = server.url()
        let first = try await transport.send(try order("POST", "/orders/", id: 1), to: url)
        async let second = transport.send(try order("POST", "/orders/", id: 2), to: url)
        for await _ in arrivals { break }
        transport.discard(try #require(first.connection))
        #expect(try await second.result == .unknown(.connectionLost))
        let third = try await transport.send(try order("POST", "/orders/", id: 3), to: url)
        #expect(third.text == "/orders/3")
        await transport.shutdown()
        #expect(server.requests.count == 3)
    }
}

/// A reply with a body of a stated length.
private func reply(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

/// One chunk of a body.
private func chunk(_ text: String) -> String { "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n" }

extension ReceivedRequest {
    /// The path that names the order.
    var order: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
}

extension TransportReport {
    /// The reply's body as text; `nil` without a reply.
    var text: String? { reply.map { String(decoding: $0.body, as: UTF8.self) } }
}
