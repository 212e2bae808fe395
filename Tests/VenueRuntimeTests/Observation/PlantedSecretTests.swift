import Synchronization
import TestScheduling
import Testing

@testable import VenueRuntime

/// A secret appears nowhere but in what a transport is told to send.
@Suite(.bounded) struct PlantedSecretTests {
    private let order = Probe.Input(orderID: "7")
    private let planted = "planted-token"

    /// Everything a value shows of itself.
    private func renderings(_ value: Any) -> String {
        var text = "\(value)|\(String(reflecting: value))|"
        dump(value, to: &text)
        return text
    }

    @Test(arguments: [
        [ScriptedTransport.Step.answer(200, body: "you sent Bearer planted-token, planted-token")],
        [.answer(400, body: #"{"token":"planted-token"}"#)], [.answer(401, body: "planted-token")],
        [.answer(503, body: "planted-token"), .answer(404, body: "planted-token")],
        [.answer(400, body: String(repeating: "x", count: 4090) + "planted-token")],
        [.notSent(.connectionFailed, detail: "no route for planted-token"), .unknown(.oversized)],
        [.unknown(.connectionLost), .notSent(.tlsFailed), .answer(202)],
    ])
    func noReportEventOrErrorShowsIt(_ script: [ScriptedTransport.Step]) async throws {
        let events = Mutex<[CallEvent]>([])
        let note = { @Sendable (event: CallEvent) in events.withLock { $0.append(event) } }
        let clock = ManualClock(skipping: .seconds(8))
        let client = try probe(
            Probe.Safe.self, ScriptedTransport(script, then: .answer(200), clock: clock), clock: clock
        ) { $0.observer = note }
        let report = await client.cancel(order)
        var shown = renderings(report) + renderings(client) + renderings(client.core)
        let other = try probe(
            Probe.Safe.self, ScriptedTransport(script, then: .answer(200), clock: clock), clock: clock
        ) {
            $0.observer = note
        }
        do {
            _ = try await other.send(order)
        } catch {
            shown += renderings(error)
        }
        let seen = events.withLock(\.self)
        #expect(seen.count >= 4)
        for event in seen { shown += renderings(event) }
        shown += String(decoding: report.evidence?.body ?? [], as: UTF8.self)
        for attempt in report.attempts { shown += String(decoding: attempt.evidence?.body ?? [], as: UTF8.self) }
        #expect(!shown.contains("planted"))
    }

    @Test func noTokenRequestShowsIt() async throws {
        let secret = Secret(planted)
        let body = AuthorizedRequest(
            request: try PreparedRequest(method: "POST", target: RequestTarget("/t")), secretBody: secret)
        #expect(body.body == Array(planted.utf8))
        let server = BaseURL(https: "a.example")
        #expect(!(renderings(body) + body.curlCommand(to: server)).contains("planted"))
        let source = CredentialSource<Probe.Credentials>.refreshToken(
            secret, clientID: "id", clientSecret: secret, transport: ScriptedTransport([]))
        #expect(!renderings(source).contains("planted"))
        #expect(!renderings(CredentialSource<Probe.Credentials>.fixed(.bearer(secret))).contains("planted"))
        #expect(!renderings(IssuedCredentials<Probe.Credentials>(.bearer(secret))).contains("planted"))
    }

    @Test func theCurlCommandMasksItAndAShellReadsItBack() throws {
        let client = try probe(Probe.Safe.self, ScriptedTransport([]))
        #expect(
            try client.curlCommand(Probe.Input(orderID: "a/b 'c'"))
                == "curl --globoff --path-as-is --request DELETE --header 'Authorization: Bearer <redacted>' "
                + "https://api.probe.example/orders/a%2Fb%20%27c%27")
        #expect(throws: CallError.self) { try client.curlCommand(Probe.Input(orderID: "..")) }
        #expect(CurlCommand.quoted("") == "''")
        #expect(CurlCommand.quoted("it's $HOME `x` \"y\" \\ \n!") == #"'it'\''s $HOME `x` "y" \ "# + "\n!'")
        // To Swift the quote and what follows it are one character; to a shell the quote ends the word.
        #expect(CurlCommand.quoted("'\u{301}; x '\u{200D}") == "''\\''\u{301}; x '\\''\u{200D}'")
        let request = try PreparedRequest(
            method: "POST", target: RequestTarget("/o?a=1&b=2"), body: Array(#"{"a":"it's"}"#.utf8)
        ).authorized(by: Probe.Credentials.bearer(Secret(planted)))
        #expect(
            request.curlCommand(to: BaseURL(https: "h.example"))
                == "curl --globoff --path-as-is --request POST --header 'Authorization: Bearer <redacted>' "
                + #"--header Content-Type: --data-raw '{"a":"it'\''s"}' 'https://h.example/o?a=1&b=2'"#)
    }

    @Test func theEventsTellTheCallStepByStep() async throws {
        let events = Mutex<[CallEvent]>([])
        let note = { @Sendable (event: CallEvent) in events.withLock { $0.append(event) } }
        let clock = ManualClock(skipping: .seconds(8))
        let transport = ScriptedTransport(
            [.answer(503, taking: .milliseconds(40)), .answer(202, taking: .milliseconds(30))], clock: clock)
        let client = try probe(Probe.Limited.self, transport, clock: clock) {
            $0.observer = note
            $0.rateLimiter = RateLimiter([RateLimit(requests: 1, per: .seconds(1), scope: .user)])
        }
        let report = await client.cancel(order)
        let seen = events.withLock(\.self)
        let line = CallEvent.Step.attemptStarted(request: "DELETE https://api.probe.example/orders/7")
        #expect(
            seen.map(\.step) == [
                line, .sent, .firstByte, .attemptFinished(report.attempts[0]),
                .retryScheduled(after: .milliseconds(100), because: .unknown(.serverError)),
                .throttled(.milliseconds(860)), line, .sent, .firstByte, .attemptFinished(report.attempts[1]),
            ])
        #expect(seen.map(\.attempt) == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
        #expect(Set(seen.map(\.call)).count == 1)
        #expect(seen.last?.time == .milliseconds(1030))
    }
}
