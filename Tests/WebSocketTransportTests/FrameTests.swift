import TestScheduling
import Testing
import VenueRuntime
import WebSocketTransport

/// What goes over a connection, against a server that shares no code with this package.
@Suite(.bounded, .timeLimit(.minutes(1))) struct FrameTests {
    @Test func textGoesBothWays() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url(), "/echo").get()
            let texts = ["", "a", "é\u{1F600}\"\\\n", String(repeating: "x", count: 300_000), #"{"id":"7"}"#]
            for text in texts { line.send(text) }
            for text in texts { #expect(await line.frame() == text) }
        }
    }

    @Test func fragmentsArePutTogether() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url()).get()
            for size in [1, 7, 4096, 20_000] {
                let text = String(repeating: "0123456789", count: size == 1 ? 20 : 5000)
                line.send(frame("f", "fragments", #""size":\#(size),"text":"\#(text)""#))
                #expect(await line.frame() == #"{"id": "f", "text": "\#(text)"}"#)
            }
        }
    }

    @Test func theServersPingIsAnswered() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url()).get()
            line.send(frame("p", "ping"))
            #expect(await line.frame() == #"{"id": "p", "text": "pong"}"#)
        }
    }

    @Test func aConnectionThatIsQuietIsKeptByPings() async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            (settings.pingInterval, settings.longestSilence) = (.milliseconds(50), .milliseconds(600))
            let line = try await transport.line(server.url(), "/rpc", settings).get()
            // The server answers one call when twice the longest silence has passed.
            let start = ContinuousClock.now
            while ContinuousClock.now - start < .milliseconds(1200) { try await Task.sleep(for: .milliseconds(100)) }
            line.send(frame("1", "answer"))
            #expect(await line.frame() == #"{"id": "1", "text": ""}"#)
        }
    }

    @Test func aServerThatAnswersNoPingIsGivenUp() async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            (settings.pingInterval, settings.longestSilence) = (.milliseconds(100), .milliseconds(400))
            let line = try await transport.line(server.url(), "/rpc", settings).get()
            line.send(frame("1", "stop"))
            #expect(await line.frame() == #"{"id": "1"}"#)
            let start = ContinuousClock.now
            #expect(await line.ending() == SocketEnding(.silent))
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(line.connection.send("x", leave: { true }) == .ended)
        }
    }

    @Test(
        arguments: [
            ("binary", "", SocketEnding(.unreadable, code: 1003)),
            ("badtext", "", SocketEnding(.unreadable, code: 1007)),
            ("torn", "", SocketEnding(.unreadable, code: 1007)),
            ("big", #""size":5000"#, SocketEnding(.oversized, code: 1009)),
            (
                "fragments", #""size":900,"text":"\#(String(repeating: "x", count: 3000))""#,
                SocketEnding(.oversized, code: 1009)
            ),
            ("compressed", "", SocketEnding(.lost)), ("half", "", SocketEnding(.lost)),
            ("reset", "", SocketEnding(.lost)),
            ("close", #""code":1000"#, SocketEnding(.closed, code: 1000)),
            ("close", #""code":4002"#, SocketEnding(.closed, code: 4002)),
        ])
    func aConnectionEnds(_ work: String, _ members: String, _ ending: SocketEnding) async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            settings.maximumFrameSize = 2000
            let line = try await transport.line(server.url(), "/rpc", settings).get()
            line.send(frame("1", work, members))
            #expect(await line.ending() == ending)
            // The other side was told the same, unless nobody could tell it any more; one that is in the middle of a message
            // may give up by itself.
            if work == "fragments" { return }
            let expected = ending.code.map { "\($0)" } ?? "1006"
            let witness = try await transport.line(server.url()).get()
            var seen = ""
            for _ in 1...200 where !seen.contains(#""\#(expected)": 1"#) {
                witness.send(frame("w", "endings"))
                seen = await witness.frame() ?? ""
            }
            #expect(seen == #"{"id": "w", "endings": {"\#(expected)": 1}}"#)
        }
    }

    @Test func nothingAServerSendsDoesHarm() async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            settings.maximumFrameSize = 50_000
            for seed in 0..<300 {
                let line = try await transport.line(server.url(), "/rpc", settings).get()
                line.send(frame("1", "noise", #""seed":\#(seed)"#))
                #expect(await line.ending() != nil)
            }
            let line = try await transport.line(server.url(), "/echo").get()
            line.send("x")
            #expect(await line.frame() == "x")
        }
    }

    @Test func aMessageAsLongAsAcceptedIsReceived() async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            settings.maximumFrameSize = 2000
            let line = try await transport.line(server.url(), "/echo", settings).get()
            line.send(String(repeating: "x", count: 2000))
            #expect(await line.frame()?.count == 2000)
            line.send(String(repeating: "x", count: 2001))
            #expect(await line.ending() == SocketEnding(.oversized, code: 1009))
        }
    }

    @Test func aConnectionThatIsClosedHereSaysSo() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url()).get()
            line.connection.close()
            #expect(await line.ending() == SocketEnding(.closedHere, code: 1000))
            #expect(line.connection.send("x", leave: { true }) == .ended)
        }
    }

    @Test func aFrameWithoutLeaveIsDropped() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url(), "/echo").get()
            #expect(line.connection.send("dropped", leave: { false }) == nil)
            line.send("sent")
            #expect(await line.frame() == "sent")
        }
    }

    @Test func whatWaitsIsBounded() async throws {
        try await withServer { server, transport in
            var settings = SocketSettings()
            (settings.maximumQueuedFrames, settings.maximumQueuedBytes) = (4, 1 << 22)
            (settings.pingInterval, settings.longestSilence) = (nil, nil)
            let line = try await transport.line(server.url(), "/rpc", settings).get()
            line.send(frame("1", "stop"))
            #expect(await line.frame() == #"{"id": "1"}"#)
            // The server reads nothing: at some point the system takes no more, and neither does the connection.
            let text = String(repeating: "x", count: 1 << 20)
            var refusal: SocketRefusal?
            for _ in 0..<200 where refusal == nil {
                refusal = line.connection.send(text, leave: { true })
                await Task.yield()
            }
            #expect(refusal == .full)
            #expect(line.connection.send(String(repeating: "x", count: (1 << 22) + 1), leave: { true }) == .full)
            line.connection.close()
            #expect(await line.ending() == SocketEnding(.closedHere, code: 1000))
        }
    }
}
