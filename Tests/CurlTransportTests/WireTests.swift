import CurlTransport
import LoopbackServer
import TestScheduling
import Testing
import VenueRuntime

/// What goes over the wire is the request, and nothing of libcurl's own but what HTTP demands.
@Suite(.bounded) struct WireTests {
    /// The header lines libcurl adds whatever the request.
    private static let always = ["Accept-Encoding", "Authorization", "Host", "User-Agent"]

    @Test(arguments: ["POST", "PUT", "DELETE", "GET"], [nil, "", "{}"])
    func noHeaderFieldIsAddedThatNobodyAskedFor(method: String, body: String?) async throws {
        let headers = try await headers(of: try order(method, body: body))
        let length = body.map { "\($0.utf8.count)" } ?? (["POST", "PUT"].contains(method) ? "0" : nil)
        let names = (Self.always + (length == nil ? [] : ["Content-Length"])).sorted()
        #expect(headers.map { String($0.prefix { $0 != ":" }) }.sorted() == names)
        if let length { #expect(headers.contains("Content-Length: \(length)")) }
        #expect(headers.contains("User-Agent: venue-clients"))
    }

    @Test func headerFieldsOfTheRequestArriveAsTheyAre() async throws {
        let given = [
            ("Accept", "application/json"), ("X-Empty", ""), ("X-Two", "1"), ("X-Two", "2"), ("User-Agent", "me"),
        ]
        let headers = try await headers(of: try order("POST", headers: given, contentType: "text/plain", body: "x"))
        for line in ["Accept: application/json", "X-Empty:", "X-Two: 1", "X-Two: 2", "Content-Type: text/plain"] {
            #expect(headers.filter { $0 == line }.count == 1, "\(line)")
        }
        #expect(headers.filter { $0.hasPrefix("User-Agent:") } == ["User-Agent: me"])
    }

    @Test(arguments: ["Content-Length", "transfer-encoding", "Host", "Expect", "Connection"])
    func aRequestThatFramesItselfIsNotMade(name: String) throws {
        #expect(throws: InvalidInput.self) { try order("POST", headers: [(name, "1")], body: "{}") }
    }

    @Test func anAddressThatIsNoneIsNotSentTo() async throws {
        for server in [BaseURL(https: "a\r\nHost: b"), BaseURL(https: "127.1"), BaseURL(https: "a", basePath: "/..")] {
            let transport = try CurlTransport()
            let report = await transport.send(
                try order("POST", body: "{}"), to: server, deadline: .now + .seconds(5), observer: { _ in })
            await transport.shutdown()
            #expect(report.result == .notSent(.invalidInput))
            #expect(report.detail?.hasPrefix("base URL: ") == true)
        }
    }

    @Test func aCallSendsNothingOfTheOneBeforeIt() async throws {
        let server = try LoopbackServer { _, peer in
            peer.reply(200, body: "{}")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let requests: [(method: String, body: String?, headers: [(String, String)])] = [
            ("POST", "{\"order\":7}", [("X-One", "1"), ("Accept", "application/json")]), ("DELETE", nil, []),
            ("PUT", "", [("X-Two", "2")]), ("DELETE", "{}", []), ("GET", nil, [("X-Three", "3")]), ("POST", nil, []),
        ]
        for request in requests {
            let sent = try order(request.method, headers: request.headers, body: request.body)
            #expect(try await transport.send(sent, to: server.url()).reply?.status == 200)
        }
        await transport.shutdown()
        let received = server.requests
        #expect(received.count == requests.count)
        for (received, request) in zip(received, requests) {
            #expect(received.line == "\(request.method) /orders/7 HTTP/1.1")
            #expect(String(decoding: received.body, as: UTF8.self) == request.body ?? "")
            let hasLength = request.body != nil || request.method == "POST"
            let own = request.headers.map(\.0) + (hasLength ? ["Content-Length"] : [])
            #expect(received.headers.map { String($0.prefix { $0 != ":" }) }.sorted() == (Self.always + own).sorted())
        }
    }

    @Test func aBodyLargerThanAnySocketBufferArrives() async throws {
        let body = String(repeating: "0123456789abcdef", count: 1 << 17)
        let server = try LoopbackServer { request, peer in
            peer.reply(200, body: "\(request.body.count)")
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(try order("POST", body: body), to: server.url())
        await transport.shutdown()
        #expect(report.reply?.body == Array("2097152".utf8))
        #expect(server.requests.first?.header("expect") == nil)
    }

    /// The header lines of a request as a server reads them.
    private func headers(of request: AuthorizedRequest) async throws -> [String] {
        let server = try LoopbackServer { _, peer in
            peer.reply()
            return .keep
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let report = try await transport.send(request, to: server.url())
        await transport.shutdown()
        #expect(report.reply?.status == 200)
        return server.requests.first?.headers ?? []
    }
}
