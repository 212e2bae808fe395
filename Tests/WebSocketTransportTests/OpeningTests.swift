import Foundation
import TestScheduling
import Testing
import VenueRuntime
import WebSocketTransport

/// How connections are opened, and how that fails.
@Suite(.bounded, .timeLimit(.minutes(1))) struct OpeningTests {
    @Test func theHandshakeSaysWhatTheRequestSaysAndOffersNoExtension() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url()).get()
            line.send(frame("1", "headers"))
            let reply = try #require(await line.frame())
            #expect(reply.contains(#"["Authorization", "Bearer planted-token"]"#), "\(reply)")
            #expect(reply.contains(#"["Host", "127.0.0.1:\#(server.port)"]"#), "\(reply)")
            #expect(reply.contains(#"["User-Agent", "venue-clients"]"#), "\(reply)")
            for name in ["Sec-WebSocket-Extensions", "Origin", "Cookie"] { #expect(!reply.contains(name), "\(reply)") }
        }
    }

    @Test(arguments: ["/refuse", "/redirect"])
    func aRefusedHandshakeTellsItsStatus(_ path: String) async throws {
        try await withServer { server, transport in
            let failure = try await refusal(transport, server.url(), path == "/refuse" ? "/refuse" : "/redirect")
            let status = path == "/refuse" ? 401 : 307
            let expected = SocketFailure(.connectionFailed, status: status, detail: "the handshake was refused")
            #expect(failure == expected)
            #expect(!String(reflecting: failure).contains("planted"))
        }
    }

    @Test func aHandshakeThatIsAnsweredWronglyIsNoConnection() async throws {
        try await withServer { server, transport in
            let answers = 15
            await withTaskGroup(of: (Int, SocketOpening?).self) { group in
                for number in 0..<2 * answers {
                    group.addTask {
                        let target = try? PreparedRequest(method: "GET", target: .numbered(number))
                            .authorized(by: NoCredentials())
                        guard let target, let url = try? server.wrongURL() else { return (number, nil) }
                        return (
                            number,
                            await transport.open(
                                target, to: url, settings: SocketSettings(), deadline: .now + .seconds(2),
                                receiver: { _ in })
                        )
                    }
                }
                for await (number, opening) in group {
                    let cause = opening?.failure?.cause
                    #expect(
                        cause == .connectionFailed || cause == .deadline, "\(number): \(String(describing: opening))")
                }
            }
            let line = try await transport.line(server.url(), "/echo").get()
            line.send("x")
            #expect(await line.frame() == "x")
        }
    }

    // MARK: Proxies

    @Test func aProxyLeadsToTheServer() async throws {
        let folder = try TemporaryFolder()
        let certificate = try Certificate("localhost", alternatives: "DNS:localhost", in: folder)
        for isSecure in [false, true] {
            let server = try SocketServer(tls: isSecure ? certificate : nil)
            var options = WebSocketTransport.Options()
            options.certificateAuthorities = isSecure ? certificate.file : nil
            options.proxy = try BaseURL("http://localhost:\(server.proxyPort)")
            options.proxyCredentials = .init(name: "desk", password: Secret("planted-proxy"))
            let transport = try WebSocketTransport(options: options)
            let line = try await transport.line(server.url("localhost")).get()
            line.send(frame("1", "proxied"))
            #expect(await line.frame() == #"{"id": "1", "proxied": ["localhost:\#(server.port)"]}"#)
            await transport.shutdown()
            #expect(!"\(options)".contains("planted"))
        }
    }

    @Test func whatAProxyRefusesIsNoConnection() async throws {
        let server = try SocketServer()
        var options = WebSocketTransport.Options()
        options.proxy = try BaseURL("http://127.0.0.1:\(server.proxyPort)")
        let transport = try WebSocketTransport(options: options)
        #expect(try await refusal(transport, server.url(), "/echo")?.cause == .connectionFailed)
        await transport.shutdown()
        options.proxyCredentials = .init(name: "desk", password: Secret(String(repeating: "x", count: 100)))
        #expect(throws: WebSocketTransportError.self) { try WebSocketTransport(options: options) }
    }

    @Test func aRefusedConnectionIsNoConnection() async throws {
        let transport = try WebSocketTransport()
        // A port that was free a moment ago.
        let port = try SocketServer().port
        let failure = try await refusal(transport, SocketURL("ws://127.0.0.1:\(port)"), "/rpc")
        #expect(failure?.cause == .connectionFailed)
        await transport.shutdown()
    }

    @Test func aNameWithoutAddressIsNotFound() async throws {
        let transport = try WebSocketTransport()
        let failure = try await refusal(transport, SocketURL("wss://no-such-host.invalid"), "/rpc")
        #expect(failure?.cause == .hostNotFound)
        await transport.shutdown()
    }

    @Test func localhostIsReachedByWhicheverAddressAnswers() async throws {
        try await withServer { server, transport in
            let line = try await transport.line(server.url("localhost"), "/echo").get()
            line.send("x")
            #expect(await line.frame() == "x")
        }
    }

    @Test func openingReturnsByItsDeadline() async throws {
        try await withServer { server, transport in
            let start = ContinuousClock.now
            let failure = try await refusal(transport, server.url(), "/hang", within: .milliseconds(300))
            #expect(failure == SocketFailure(.deadline))
            #expect(ContinuousClock.now - start < .seconds(5))
            let late = try await refusal(transport, server.url(), "/rpc", within: .seconds(-1))
            #expect(late == SocketFailure(.deadline))
        }
    }

    @Test func openingEndsWithItsTask() async throws {
        try await withServer { server, transport in
            let url = try server.url()
            let task = Task { try await refusal(transport, url, "/hang") }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            #expect(try await task.value == SocketFailure(.interrupted))
        }
    }

    @Test func shutdownEndsWhatStandsAndWhatIsBeingOpened() async throws {
        let server = try SocketServer()
        let transport = try WebSocketTransport()
        let url = try server.url()
        let line = try await transport.line(url).get()
        let opening = Task { try await refusal(transport, url, "/hang") }
        try await Task.sleep(for: .milliseconds(50))
        await transport.shutdown()
        #expect(await line.ending() == SocketEnding(.shutDown))
        #expect(try await opening.value?.cause == .interrupted)
        #expect(try await refusal(transport, url, "/rpc")?.cause == .interrupted)
        await transport.shutdown()
    }

    @Test func whatCannotBeSentIsRefused() async throws {
        let transport = try WebSocketTransport()
        let server = try SocketURL(
            "wss://\(String(repeating: "a", count: 60)).\(String(repeating: "b", count: 60)).example")
        #expect(try await refusal(transport, server, "/rpc")?.cause == .invalidInput)
        var settings = SocketSettings()
        settings.maximumFrameSize = 0
        let invalid = await transport.open(
            try handshake(), to: try SocketURL("ws://127.0.0.1:1"), settings: settings, deadline: .now + .seconds(5),
            receiver: { _ in })
        #expect(invalid.failure?.detail == "setting 'maximumFrameSize' is out of its range")
        let post = try PreparedRequest(method: "POST", target: RequestTarget("/rpc")).authorized(by: NoCredentials())
        let opening = await transport.open(
            post, to: try SocketURL("ws://127.0.0.1:1"), settings: SocketSettings(), deadline: .now + .seconds(5),
            receiver: { _ in })
        #expect(opening.failure?.cause == .invalidInput)
        await transport.shutdown()
    }

    @Test func optionsOutOfTheirRangeAreRefused() throws {
        var options = WebSocketTransport.Options()
        options.certificateAuthorities = "/no/such/file.pem"
        #expect(throws: WebSocketTransportError.self) { try WebSocketTransport(options: options) }
        options = WebSocketTransport.Options()
        options.maximumConnections = 0
        #expect(throws: WebSocketTransportError.self) { try WebSocketTransport(options: options) }
    }

    @Test func connectionsAreBounded() async throws {
        var options = WebSocketTransport.Options()
        options.maximumConnections = 1
        try await withServer(options: options) { server, transport in
            let line = try await transport.line(server.url(), "/echo").get()
            #expect(try await refusal(transport, server.url(), "/echo")?.cause == .connectionFailed)
            line.send("x")
            #expect(await line.frame() == "x")
        }
    }

    // MARK: TLS

    @Test func tlsIsVerified() async throws {
        let folder = try TemporaryFolder()
        let good = try Certificate("localhost", alternatives: "DNS:localhost,IP:127.0.0.1", in: folder)
        var options = WebSocketTransport.Options()
        options.certificateAuthorities = good.file
        try await withServer(tls: good, options: options) { server, transport in
            for host in ["localhost", "127.0.0.1"] {
                let line = try await transport.line(server.url(host), "/echo").get()
                line.send("x")
                #expect(await line.frame() == "x")
            }
        }
        // The system does not know who made it.
        try await withServer(tls: good) { server, transport in
            let failure = try await refusal(transport, server.url("localhost"), "/echo")
            #expect(failure == SocketFailure(.tlsFailed, detail: "the certificate is refused"))
        }
    }

    @Test func aCertificateOfAnotherHostIsRefused() async throws {
        let folder = try TemporaryFolder()
        let other = try Certificate("other", alternatives: "DNS:other.example", in: folder)
        var options = WebSocketTransport.Options()
        options.certificateAuthorities = other.file
        try await withServer(tls: other, options: options) { server, transport in
            for host in ["localhost", "127.0.0.1"] {
                let failure = try await refusal(transport, server.url(host), "/echo")
                #expect(failure?.cause == .tlsFailed)
            }
        }
    }

    @Test func aServerWithoutTLSIsNoServerOfIt() async throws {
        try await withServer { server, transport in
            let url = try SocketURL("wss://127.0.0.1:\(server.port)")
            let cause = try await refusal(transport, url, "/echo")?.cause
            #expect(cause == .tlsFailed || cause == .connectionFailed)
        }
    }

    private func refusal(
        _ transport: WebSocketTransport, _ server: SocketURL, _ path: StaticString,
        within limit: Duration = .seconds(20)
    ) async throws -> SocketFailure? {
        switch try await transport.line(server, path, within: limit) {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}

extension RequestTarget {
    /// A path that is a number.
    fileprivate static func numbered(_ number: Int) -> RequestTarget {
        var target = RequestTarget("/")
        target.segment("\(number)")
        return target
    }
}

/// A certificate that vouches for itself, and its key.
struct Certificate {
    let file: String
    let key: String

    /// Makes them with the `openssl` command, in PEM files of a folder.
    init(_ name: String, alternatives: String, in folder: TemporaryFolder) throws {
        file = folder.url.appending(path: "\(name).pem").path
        key = folder.url.appending(path: "\(name).key").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2", "-subj",
            "/CN=\(name)", "-addext", "subjectAltName=\(alternatives)", "-nodes", "-keyout", key, "-out", file,
        ]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "the tests of TLS need the command 'openssl', 1.1.1 or later")
    }
}

/// A folder that goes with its holder.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "sockets-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }
}
