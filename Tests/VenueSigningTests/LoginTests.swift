import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// A login is made when it is needed, gives what the spec says, and is made again in time and after a refusal.
@Suite(.bounded) struct LoginTests {
    /// Answers requests as a function of their target and of how many came there before, and notes them.
    ///
    /// A class since the clients' copies share what was sent.
    private final class VenueTransport: Transport {
        let sent = Mutex<[(host: String, request: AuthorizedRequest)]>([])
        private let answer: @Sendable (AuthorizedRequest, Int) -> TransportReport

        init(_ answer: @escaping @Sendable (AuthorizedRequest, Int) -> TransportReport) { self.answer = answer }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            let count = sent.withLock { sent in
                sent.append((server.host, request))
                return sent.count { $0.request.target == request.target }
            }
            return answer(request, count)
        }

        func shutdown() async {}

        func requests(to target: String) -> [(host: String, request: AuthorizedRequest)] {
            sent.withLock { $0.filter { $0.request.target == target } }
        }
    }

    private static func reply(
        _ status: Int, _ body: String, _ fields: [(String, String)] = [], detail: String? = nil
    ) -> TransportReport {
        var headers = HTTPHeaderFields()
        for (name, value) in fields { headers.append(name: name, value: value) }
        return TransportReport(
            .answered(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))), detail: detail)
    }

    private static func grant(_ number: Int, ticket: String?, until: String = "2100-01-01T00:00:00Z") -> TransportReport
    {
        let key = String(repeating: "0\(number)", count: 32)
        let next = ticket.map { #","ticket":"\#($0)""# } ?? ""
        return reply(
            200,
            #"{"granted":true,"session":{"token":"token-\#(number)","key":"\#(key)","until":"\#(until)"}\#(next)}"#)
    }

    private static let canceled = reply(200, #"{"orderId":"t1","state":"CANCELED"}"#)

    private func tamarack(
        _ transport: VenueTransport, wallTime: any WallTime = SystemWallTime(),
        onRenewal: (@Sendable (Tamarack.Renew.Credentials) -> Void)? = nil
    ) throws -> Tamarack.Client {
        Tamarack.Client(
            server: .production,
            credentials: .login(
                Tamarack.Renew.self, with: .init(desk: Secret("7"), ticket: Secret("ticket-0")), at: .login,
                transport: transport, wallTime: wallTime, onRenewal: onRenewal),
            transport: transport, options: ClientOptions(retry: .never, cryptography: SystemCryptography()))
    }

    @Test func whatALoginGivesAuthorisesCallsAndTheNextLogin() async throws {
        let tickets = Mutex<[Secret]>([])
        let transport = VenueTransport { request, count in
            guard request.target == "/renew" else {
                return request.exposedHeaders()["Authorization"] == "Bearer token-1"
                    ? Self.reply(200, #"{"code":7,"reason":"ended"}"#) : Self.canceled
            }
            return Self.grant(count, ticket: "ticket-\(count)")
        }
        let client = try tamarack(transport) { next in tickets.withLock { $0.append(next.ticket) } }
        // The first token has ended by the venue's own word, which proves that it did nothing.
        #expect(await client.cancel(orderID: "t1").outcome == .canceled)
        #expect(await client.cancel(orderID: "t1").outcome == .canceled)
        let logins = transport.requests(to: "/renew")
        #expect(logins.map(\.host) == ["id.tamarack.example", "id.tamarack.example"])
        #expect(
            logins.map { String(decoding: $0.request.body ?? [], as: UTF8.self) } == [
                "grant_type=ticket&ticket=ticket-0", "grant_type=ticket&ticket=ticket-1",
            ])
        #expect(logins.allSatisfy { $0.request.exposedHeaders()["X-Tamarack-Desk"] == "7" })
        #expect(tickets.withLock { $0 } == [Secret("ticket-1"), Secret("ticket-2")])
        let orders = transport.requests(to: "/orders/t1").map { $0.request.exposedHeaders() }
        #expect(orders.map { $0["Authorization"] } == ["Bearer token-1", "Bearer token-2", "Bearer token-2"])
        #expect(orders.allSatisfy { $0["X-Tamarack-Desk"] == "7" })
        // By `openssl dgst -sha256 -mac HMAC -macopt hexkey:0202…` of "DELETE/orders/t1".
        #expect(orders.map { $0["X-Tamarack-Sign"] }.last == "8YfnFrpXso3vMSxbf_2P5xmgRcRC4KlUS-U70-CVxTE")
        #expect(orders[0]["X-Tamarack-Sign"] != orders[1]["X-Tamarack-Sign"])
    }

    @Test func aLoginTellsWhatOfItAReplyReplaces() {
        #expect(Tamarack.Renew.replacedCredentials == ["ticket"])
        #expect(Sequoia.Logon.replacedCredentials == [])
    }

    @Test func howeverManyCallsWaitALoginIsMadeOnce() async throws {
        let transport = VenueTransport { request, count in
            request.target == "/renew" ? Self.grant(count, ticket: nil) : Self.canceled
        }
        let client = try tamarack(transport)
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { #expect(await client.cancel(orderID: "t1").outcome == .canceled) } }
        }
        #expect(transport.requests(to: "/renew").count == 1)
        #expect(transport.requests(to: "/orders/t1").count == 50)
    }

    @Test func whatEndsAtAMomentIsRenewedBeforeIt() async throws {
        struct Noon: WallTime { var nanosecondsSinceEpoch: Int64 { 1_700_000_000_000_000_000 } }
        // 1,700,000,000 is 2023-11-14T22:13:20Z.
        let transport = VenueTransport { request, count in
            guard request.target == "/renew" else { return Self.canceled }
            return Self.grant(count, ticket: nil, until: count == 1 ? "2023-11-14T22:13:20Z" : "2023-11-15T00:00:00Z")
        }
        let client = try tamarack(transport, wallTime: Noon())
        for _ in 0..<3 { #expect(await client.cancel(orderID: "t1").outcome == .canceled) }
        // The first had ended when it came; the second is good for hours.
        #expect(transport.requests(to: "/renew").count == 2)
        #expect(
            transport.requests(to: "/orders/t1").map { $0.request.exposedHeaders()["Authorization"] } == [
                "Bearer token-1", "Bearer token-2", "Bearer token-2",
            ])
    }

    @Test(arguments: [
        (reply(200, #"{"granted":false,"reason":"desk is locked"}"#), "rejected(permission), text \"desk is locked\""),
        (reply(200, #"{"granted":false}"#), "rejected(authentication)"),
        (reply(200, "<html>"), "unknown(unreadable)"), (reply(502, ""), "unknown(serverError)"),
    ])
    func aLoginThatIsNotGrantedLeavesTheCancelUnsent(_ report: TransportReport, _ words: String) async throws {
        let transport = VenueTransport { _, _ in report }
        let cancel = await (try tamarack(transport)).cancel(orderID: "t1")
        #expect(cancel.outcome == .notSent(.credentialsUnavailable))
        #expect(cancel.problem?.description.hasSuffix("which means \(words)") == true, "\(cancel)")
        #expect(transport.requests(to: "/orders/t1").isEmpty)
    }

    @Test(arguments: [
        #"{"granted":true}"#, #"{"granted":true,"session":{"token":"","key":"00","until":"2100-01-01T00:00:00Z"}}"#,
        #"{"granted":true,"session":{"token":"a\r\nb","key":"00","until":"2100-01-01T00:00:00Z"}}"#,
    ])
    func aGrantWithoutATokenThatCanBeSentIsNone(_ body: String) async throws {
        let transport = VenueTransport { _, _ in Self.reply(200, body) }
        let cancel = await (try tamarack(transport)).cancel(orderID: "t1")
        #expect(cancel.problem == .credentialsUnavailable(CredentialFailure(.unreadable)), "\(cancel)")
    }

    @Test func aLoginWithoutCryptographySaysSo() async throws {
        let transport = VenueTransport { _, _ in Self.canceled }
        let client = Sequoia.Client(
            server: .production,
            credentials: .login(
                Sequoia.Logon.self, with: .init(desk: Secret("desk-7"), apiSecret: SigningKey(Secret("secret"))),
                at: .production, transport: transport),
            transport: transport)
        let report = await client.cancel(orderID: "s1")
        #expect(report.outcome == .notSent(.credentialsUnavailable))
        #expect(report.problem?.description.contains("VenueSigning") == true, "\(report)")
        #expect(transport.sent.withLock { $0.isEmpty })
    }

    @Test func aFrameIsShownWithoutWhatItIsMadeOf() throws {
        #expect(
            try Willow.Logon.frame(for: NoInput(), id: 7)
                == #"{"op":"logon","id":7,"args":"{\"user\":\"<redacted>\",\"key\":\"<redacted>\",\"nonce\":\"<nonce>\",\"sign\":\"<signature>\"}"}"#
        )
        #expect(
            try Willow.CancelOrder.frame(for: .init(order: 3), id: 8)
                == #"{"op":"cancel","id":8,"order":3,"session":"<redacted>"}"#)
    }

    @Test func nothingOfALoginIsSaidAnywhere() async throws {
        // The venue repeats everything it was sent, and what it gave before.
        let transport = VenueTransport { request, count in
            let fields = request.exposedHeaders().fields.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
            let told = "\(fields) \(String(decoding: request.body ?? [], as: UTF8.self))"
                .filter { $0 != "\"" && $0 != "\\" }
            if request.target.hasSuffix("/session"), count == 1 {
                return Self.reply(200, #"{"validFor":3600}"#, [("X-Sequoia-Token", "planted-token-7d3c")])
            }
            return Self.reply(
                request.target.hasSuffix("/session") ? 403 : 401, #"{"error":"\#(told)"}"#, detail: "refused \(told)")
        }
        let events = Mutex<[CallEvent]>([])
        var options = ClientOptions(retry: .never)
        options.observer = { event in events.withLock { $0.append(event) } }
        let credentials = Sequoia.Logon.Credentials(
            desk: Secret("planted-desk-51aa"), apiSecret: SigningKey(Secret("planted-secret-09e4")))
        let source = CredentialSource<Sequoia.Credentials>.login(
            Sequoia.Logon.self, with: credentials, at: .production, transport: transport,
            cryptography: SystemCryptography())
        let client = Sequoia.Client(
            server: .production, credentials: source, transport: transport, options: options)
        let report = await client.cancel(orderID: "s1")
        #expect(report.outcome == .rejected(.authentication), "\(report)")
        let stranger = Sequoia.Client(
            server: .production,
            credentials: .login(
                Sequoia.Logon.self, with: credentials, at: .production, transport: transport,
                cryptography: SystemCryptography()),
            transport: transport, options: options)
        let refused = await stranger.cancel(orderID: "s1")
        #expect(refused.problem?.description.contains("rejected(authentication), text \"") == true, "\(refused)")
        var texts = ["", String(decoding: report.jsonBytes() + refused.jsonBytes(), as: UTF8.self)]
        func add(_ value: Any) {
            texts += ["\(value)", String(reflecting: value)]
            dump(value, to: &texts[0])
        }
        add(report)
        add(refused)
        add(credentials)
        add(source)
        add(client)
        for event in events.withLock({ $0 }) { add(event) }
        let sent = transport.sent.withLock { $0.map(\.request) }
        #expect(sent.map(\.target) == ["/session", "/orders/s1", "/session", "/session"])
        let signatures = sent.compactMap { $0.exposedHeaders()["X-Sequoia-Sign"] }
        #expect(signatures.count == 3)
        for request in sent {
            add(request)
            add(request.redactedHeaders)
            texts.append(request.curlCommand(to: try BaseURL("https://api.sequoia.example/v1")))
        }
        for text in texts {
            #expect(!text.contains("planted-"), "\(text)")
            for signature in signatures { #expect(!text.contains(signature), "\(text)") }
        }
        #expect(texts.contains { $0.contains("X-Sequoia-Sign: <signature>") })
    }
}
