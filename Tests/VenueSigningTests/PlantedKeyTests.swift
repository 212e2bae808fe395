import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// Keys, signatures and values of credentials reach no event, report, error, rendering or dump.
@Suite(.bounded) struct PlantedKeyTests {
    private static let key = "planted-key-9f2c7a61"
    private static let value = "planted-value-4be03d58"

    /// Answers with everything that the request had in it, as a venue does that echoes what it refuses.
    ///
    /// A class since the clients' copies share what was sent.
    private final class EchoingTransport: Transport {
        let sent = Mutex<[AuthorizedRequest]>([])

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            let count = sent.withLock { sent in
                sent.append(request)
                return sent.count
            }
            let headers = request.exposedHeaders().fields.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
            let body = String(decoding: request.body ?? [], as: UTF8.self)
            let text = "\(request.method) \(request.target) \(headers) \(body)".filter { $0 != "\"" && $0 != "\\" }
            if count > 1 { return TransportReport(.unknown(.connectionLost), detail: "lost \(text)") }
            var fields = HTTPHeaderFields()
            fields.append(name: "Content-Type", value: "text/\(headers.suffix(80).filter { $0 != ";" })")
            let reply = HTTPResponse(status: 401, headers: fields, body: Array("{\"error\":\"\(text)\"}".utf8))
            return TransportReport(.answered(reply), detail: "refused \(text)")
        }

        func shutdown() async {}
    }

    /// What came of a call, in every form that somebody may write somewhere.
    private struct Traces {
        var texts: [String] = []
        /// What stood in requests for signatures.
        var signatures: [String] = []

        mutating func add(_ value: Any) {
            texts.append("\(value)")
            texts.append(String(reflecting: value))
            var dumped = ""
            dump(value, to: &dumped)
            texts.append(dumped)
        }
    }

    private func traces<Operation: CancelOperation>(
        _: Operation.Type, _ input: JSONValue, value: String = Self.value, signature: (AuthorizedRequest) -> String?
    ) async throws -> Traces {
        let transport = EchoingTransport()
        let events = Mutex<[CallEvent]>([])
        var options = ClientOptions(retry: .never, cryptography: SystemCryptography())
        options.observer = { event in events.withLock { $0.append(event) } }
        let credentials = Operation.Credentials(secrets: { name in
            Secret(name.lowercased().contains("secret") ? Self.key : value)
        })
        let client = try VenueClient<Operation>(
            server: Operation.Server(BaseURL("https://venue.example")), credentials: .fixed(credentials),
            transport: transport, options: options)
        var traces = Traces()
        traces.add(credentials)
        traces.add(credentials.signing)
        traces.add(client)
        let report = await client.cancel(json: input)
        traces.add(report)
        traces.texts.append(String(decoding: report.jsonBytes(), as: UTF8.self))
        traces.texts.append(try client.curlCommand(json: input))
        let typed = try Operation.Input(jsonBytes: input.jsonBytes())
        // The venue's own answer is the caller's; where there is none, there is an error.
        do throws(CallError) { _ = try await client.send(typed) } catch { traces.add(error) }
        for event in events.withLock({ $0 }) { traces.add(event) }
        for request in transport.sent.withLock({ $0 }) {
            let text = try #require(signature(request))
            #expect(text.utf8.count > 20)
            traces.signatures.append(text)
            traces.add(request)
            traces.add(request.request)
            traces.texts.append(request.curlCommand(to: try BaseURL("https://venue.example")))
            traces.add(request.redactedHeaders)
        }
        #expect(traces.signatures.count == 2)
        return traces
    }

    private func expectNothing(in traces: Traces) {
        for text in traces.texts {
            #expect(!text.contains(Self.key) && !text.contains("9f2c7a61"), "\(text)")
            #expect(!text.contains(Self.value) && !text.contains("4be03d58"), "\(text)")
            for signature in traces.signatures { #expect(!text.contains(signature), "\(text)") }
        }
    }

    @Test func aSignatureInAHeaderFieldIsShownByItsName() async throws {
        let input = JSONValue.object([.init("orderId", .string("a1")), .init("market", .string("OAK-USD"))])
        let traces = try await traces(Birch.CancelOrder.self, input) { $0.exposedHeaders()["X-Birch-Sign"] }
        expectNothing(in: traces)
        #expect(traces.texts.contains { $0.contains("curl ") && $0.contains("X-Birch-Sign: <signature>") })
    }

    @Test func aSignatureInTheQueryIsShownByItsName() async throws {
        let input = JSONValue.object([.init("symbol", .string("LEAF")), .init("orderId", .string("88"))])
        let traces = try await traces(Ginkgo.CancelOrder.self, input) { request in
            request.target.split(separator: "&").last.map { String($0.dropFirst("signature=".count)) }
        }
        expectNothing(in: traces)
        #expect(traces.texts.contains { $0.contains("curl ") && $0.contains("signature=<signature>") })
        #expect(traces.texts.contains { $0.contains("DELETE") && $0.contains("timestamp=<timestamp>") })
    }

    @Test func aSignatureInAFormIsShownByItsName() async throws {
        let input = JSONValue.object([.init("order", .string("5150"))])
        let traces = try await traces(Hawthorn.CancelOrder.self, input) { request in
            String(decoding: request.body ?? [], as: UTF8.self).split(separator: "&").last
                .map { String($0.drop { $0 != "=" }.dropFirst()) }
        }
        expectNothing(in: traces)
    }

    /// Both values need an encoding where they travel, and neither is found in one.
    @Test func valuesInAQueryAndAFormAreShownByTheirNames() async throws {
        for input in [#"{"id":"7"}"#, #"{"id":"7","market":"A B"}"#] {
            var traces = try await traces(
                Persimmon.CancelOrder.self, JSONValue(jsonBytes: Array(input.utf8)),
                value: "a/planted+value=" + Self.value
            ) { $0.target }
            traces.signatures = ["planted%2Bvalue", "planted+value"]
            expectNothing(in: traces)
            #expect(traces.texts.contains { $0.contains("curl ") && $0.contains("api_key=<redacted>") })
            #expect(traces.texts.contains { $0.contains("curl ") && $0.contains("passphrase=<redacted>") })
        }
    }

    /// Throws with the key in its text.
    private struct LeakingSigner: RequestSigner {
        struct Failure: Error { let text: String }

        func signature(of message: [UInt8], _ algorithm: SignatureAlgorithm) async throws -> [UInt8] {
            throw Failure(text: PlantedKeyTests.key)
        }
    }

    @Test func whatASignerThrowsIsToldByItsTypeAlone() async throws {
        let client = try Birch.Client(
            server: .production,
            credentials: .init(apiKey: Secret(Self.value), apiSecret: SigningKey(LeakingSigner())),
            transport: EchoingTransport(), options: ClientOptions(cryptography: SystemCryptography()))
        let report = await client.cancel(orderID: "a1", market: "OAK-USD")
        #expect(report.outcome == .notSent(.credentialsUnavailable))
        #expect(report.problem?.description == "apiSecret: the signer threw Failure")
    }

    @Test func aCallThatCannotBeSignedTakesNoTurnOfTheRateLimit() async throws {
        let limiter = RateLimiter([RateLimit(requests: 1, per: .seconds(3600), scope: .key)])
        let options = ClientOptions(
            retry: .never, rateLimiter: limiter, cryptography: SystemCryptography())
        func outcome(_ key: SigningKey) async throws -> CancelOutcome {
            let client = try Birch.Client(
                server: .production, credentials: .init(apiKey: Secret(Self.value), apiSecret: key),
                transport: EchoingTransport(), options: options)
            return await client.cancel(orderID: "a1", market: "OAK-USD").outcome
        }
        #expect(try await outcome(SigningKey(LeakingSigner())) == .notSent(.credentialsUnavailable))
        #expect(try await outcome(SigningKey(Secret(Self.key))) == .rejected(.authentication))
        #expect(try await outcome(SigningKey(Secret(Self.key))) == .notSent(.localThrottle))
    }

    @Test func aKeyThatIsNoneEndsTheCallBeforeItIsSent() async throws {
        let transport = EchoingTransport()
        for (secret, cryptography) in [("no-base64!", true), (Self.key, false)] {
            let client = try Cedar.Client(
                server: .production, credentials: Cedar.Credentials(secrets: { _ in Secret(secret) }),
                transport: transport,
                options: ClientOptions(cryptography: cryptography ? SystemCryptography() : nil))
            let input = JSONValue.object([.init("order_id", .string("7c")), .init("symbol", .string("FIR"))])
            let report = await client.cancel(json: input)
            guard case .notSent(.invalidCredentials) = report.outcome else {
                Issue.record("\(report)")
                continue
            }
            #expect(!"\(report)".contains(secret), "\(report)")
        }
        #expect(transport.sent.withLock { $0 }.isEmpty)
    }
}
