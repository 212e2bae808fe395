import CurlTransport
import Foundation
import TestScheduling
import Testing
import VenueRuntime

/// Servers and clients prove who they are before a request leaves.
@Suite(.bounded) struct TLSTests {
    private let folder: TemporaryFolder
    private let server: Certificate
    private let client: Certificate

    init() throws {
        folder = try TemporaryFolder()
        server = try OpenSSL.makeCertificate("server", alternatives: "DNS:localhost", in: folder.url)
        client = try OpenSSL.makeCertificate("client", alternatives: "DNS:client", in: folder.url)
    }

    @Test func aCertificateNobodyVouchesForIsRefused() async throws {
        let report = try await refused(by: CurlTransport.Options(), host: "localhost")
        #expect(report.detail?.isEmpty == false)
    }

    @Test func aCertificateForAnotherHostIsRefused() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        _ = try await refused(by: options, host: "127.0.0.1")
    }

    @Test func anotherAuthorityIsNoAuthority() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = client.file
        _ = try await refused(by: options, host: "localhost")
    }

    @Test func aMissingFileOfAuthoritiesIsNoExcuse() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = folder.url.appending(path: "none.pem").path
        _ = try await refused(by: options, host: "localhost")
    }

    @Test func aVersionBeforeTLS12IsRefused() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        let old = ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"]
        _ = try await refused(by: options, host: "localhost", server: old)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func aCertificateOfAChosenAuthorityIsAccepted(version: String) async throws
    {
        let report = try await answered(options: CurlTransport.Options(), server: [version])
        #expect(report.reply?.body == Array("{}".utf8))
        let times = [report.timings.connected, report.timings.secured, report.timings.sent].compactMap { $0 }
        #expect(times.count == 3)
        #expect(times == times.sorted())
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func aClientProvesWhoItIs(version: String) async throws {
        var options = CurlTransport.Options()
        options.clientCertificate = .init(
            certificate: client.file, key: client.key, passphrase: Secret(Certificate.passphrase))
        let demand = [version, "-Verify", "1", "-verify_return_error", "-CAfile", client.file]
        let report = try await answered(options: options, server: demand)
        #expect(report.reply?.status == 200)
    }

    @Test func aClientThatCannotProveWhoItIsIsNotSentInTLS12() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        let demand = ["-tls1_2", "-Verify", "1", "-verify_return_error"]
        _ = try await refused(by: options, host: "localhost", server: demand)
    }

    @Test func aClientThatCannotProveWhoItIsIsUnknownInTLS13() async throws {
        // In TLS 1.3 the client may speak before the server has judged its certificate.
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        let tls = try await TLSServer(server, options: ["-tls1_3", "-Verify", "1", "-verify_return_error"])
        defer { tls.kill() }
        let report = try await call(options, host: "localhost", port: tls.port)
        #expect(report.result == .unknown(.connectionLost))
        #expect(!tls.hasReceived("POST /orders/7"))
    }

    @Test func aWrongPassphraseIsNotSentAndNotShown() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        options.clientCertificate = .init(
            certificate: client.file, key: client.key, passphrase: Secret("planted-secret"))
        let report = try await refused(by: options, host: "localhost")
        #expect(report.detail?.contains("planted-secret") == false)
        #expect(!"\(options)".contains("planted-secret"))
    }

    @Test func aReplyOfNoStatedLengthIsUnknown() async throws {
        var options = CurlTransport.Options()
        options.certificateAuthorities = server.file
        let records = try await RecordServer(server)
        defer { records.kill() }
        async let report = call(options, host: "localhost", port: records.port)
        try await records.waitFor { connections in connections.first { !$0.bytes.isEmpty } }
        try await records.send("HTTP/1.1 200 OK\r\n\r\n{\"canceled\":true}", over: 1)
        try await records.end(1)
        let result = try await report.result
        #expect(result == .unknown(.connectionLost))
    }

    /// A call a server answers.
    private func answered(options: CurlTransport.Options, server arguments: [String]) async throws -> TransportReport {
        var options = options
        options.certificateAuthorities = server.file
        let tls = try await TLSServer(server, options: arguments)
        defer { tls.kill() }
        async let report = call(options, host: "localhost", port: tls.port)
        try await tls.waitFor("\r\n\r\n{\"id\":7}")
        try tls.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        return try await report
    }

    /// A call that fails before the request leaves.
    private func refused(
        by options: CurlTransport.Options, host: String, server arguments: [String] = []
    ) async throws -> TransportReport {
        let tls = try await TLSServer(server, options: arguments)
        defer { tls.kill() }
        let report = try await call(options, host: host, port: tls.port)
        #expect(report.result == .notSent(.tlsFailed), "\(report.detail ?? "")")
        #expect(!tls.hasReceived("POST /orders/7"))
        return report
    }

    /// A call of a transport of its own.
    private func call(_ options: CurlTransport.Options, host: String, port: Int) async throws -> TransportReport {
        let transport = try CurlTransport(options: options)
        let report = try await transport.send(try order("POST", body: "{\"id\":7}"), to: "https://\(host):\(port)")
        await transport.shutdown()
        return report
    }
}
