import Synchronization
import TestScheduling
import Testing

@testable import VenueRuntime

/// What a venue repeats of a secret is taken out before anything is cut, wherever it stands and however it is written.
@Suite(.bounded, .timeLimit(.minutes(1))) struct RepeatedSecretTests {
    private static let secret = #"pL4nt3d/T0k+n.S3cr&t%2Fx\yZ0="#
    private static let input = SampleCancel.Input(account: "A", identity: .clientOrderID(7))

    /// Answers every request in one way.
    private struct Echo: Transport {
        /// Gives the answer, which is no part of what is looked at.
        let report: @Sendable () -> TransportReport

        init(result: TransportReport.Result, detail: String? = nil) {
            report = { TransportReport(result, detail: detail) }
        }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            report()
        }

        func shutdown() async {}
    }

    /// Where a reply repeats a text, after filler of some length.
    private enum Carrier: CaseIterable {
        case text, code, member, memberBeforeFault, nested, page, header, mediaType, detail

        /// The lengths of filler around which something is cut.
        var limits: [Int] {
            switch self {
            case .text, .code, .page, .detail: [0, Evidence.limit]
            case .member, .memberBeforeFault, .nested: [0, 64, Evidence.limit]
            case .header, .mediaType: [0, 200]
            }
        }

        /// A reply; the text must be fit to stand in a JSON string.
        func echo(_ text: String, after count: Int) -> Echo {
            let text = String(repeating: "_", count: count) + text
            return switch self {
            case .text: answer(400, #"{"error":"\#(text)","code":104}"#)
            case .code: answer(200, SampleClientTests.order.replacing("STATUS", with: text))
            case .member: answer(400, #"{"error":"no","\#(text)":1}"#)
            case .memberBeforeFault: answer(400, #"{"error":"no","\#(text)":?}"#)
            case .nested: answer(400, #"{"error":"no","a":[{"\#(text)":{"b":[1,{"\#(text)":tru}]}}]}"#)
            case .page: answer(403, "<html>\n" + text + "</html>")
            case .header: answer(429, "slow", [("Retry-After", text), (text, "x"), ("X-Request", text)])
            case .mediaType: answer(403, "", [("Content-Type", "text/html; charset=" + text)])
            case .detail: Echo(result: .unknown(.connectionLost), detail: "HTTP/1.1 400 " + text)
            }
        }

        private func answer(_ status: Int, _ body: String, _ headers: [(name: String, value: String)] = []) -> Echo {
            Echo(
                result: .answered(
                    HTTPResponse(status: status, headers: HTTPHeaderFields(received: headers), body: bytes(body))))
        }
    }

    /// A way to write a text so that it can stand in a JSON string.
    private static let spellings: [@Sendable (String) -> String] = [
        { $0.replacing(#"\"#, with: #"\\"#) },
        { $0.replacing(#"\"#, with: #"\\"#).replacing("/", with: #"\/"#).replacing("&", with: #"\u0026"#) },
        { $0.unicodeScalars.map { #"\u00"# + String($0.value, radix: 16) }.joined() },
        { $0.unicodeScalars.map { #"\\u00"# + String($0.value, radix: 16) }.joined() },
        { $0.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined() },
        { $0.utf8.map { "%25" + String($0, radix: 16) }.joined() },
        { $0.unicodeScalars.map { "&#x" + String($0.value, radix: 16) + ";" }.joined() },
        {
            $0.replacing("&", with: "&amp;").replacing(#"\"#, with: #"\\"#).replacing("/", with: "&#x2F;")
                .replacing("=", with: "&#61;")
        },
    ]

    /// The whole secret and parts of it.
    private static let parts = [
        secret, String(secret.prefix(8)), String(secret.suffix(8)), String(secret.dropFirst(9).prefix(9)),
        String(secret.dropLast()),
    ]

    /// Every run of five bytes of the secret, in any spelling.
    private static let runs: Set<UInt64> = {
        var runs: Set<UInt64> = []
        for text in unescaped(bytes(secret)) { _ = anyRun(of: text) { !runs.insert($0).inserted } }
        return runs
    }()

    /// Bytes as they are, and without escapes.
    private static func unescaped(_ text: [UInt8]) -> [[UInt8]] {
        [text] + (text.withUnsafeBufferPointer { UnescapedBytes($0)?.bytes }.map { [$0] } ?? [])
    }

    /// Whether any run of five bytes has a property.
    private static func anyRun(of text: [UInt8], _ holds: (UInt64) -> Bool) -> Bool {
        var (run, count): (UInt64, Int) = (0, 0)
        for byte in text {
            run = (run << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
            count += 1
            if count >= 5, holds(run) { return true }
        }
        return false
    }

    /// Whether something of the secret, of five bytes or more, can be read in a text in any spelling.
    private static func shows(_ text: String) -> Bool {
        unescaped(bytes(text)).contains { anyRun(of: $0, runs.contains) }
    }

    /// Everything a report and the events of its call tell, and with ``dump`` what debuggers show.
    private static func told(by echo: Echo, dumps: Bool) async throws -> String {
        let events = Mutex<[CallEvent]>([])
        var options = ClientOptions(retry: .steady(1))
        options.observer = { event in events.withLock { $0.append(event) } }
        let client = try VenueClient<SampleCancel>(
            server: .production, credentials: .init(token: Secret(secret)), transport: echo, options: options)
        let report = await client.cancel(input)
        var told = "\(report)\n\(events.withLock(\.self))\n"
        if let evidence = report.evidence {
            #expect(report.attempts.map(\.evidence) == [evidence])
            told += "\(evidence)\n\(evidence.code ?? "")\n\(evidence.text ?? "")\n\(evidence.contentType ?? "")\n"
            told += "\(evidence.problem.map { "\($0) \($0.uncutPath)" } ?? "")\n" + text(evidence.body)
            #expect(evidence.isRedacted)
            #expect(evidence.body.count <= Evidence.limit && evidence.text?.utf8.count ?? 0 <= Evidence.limit)
        }
        if dumps {
            told += String(reflecting: report) + String(reflecting: client)
            for value in [report, client.core, events.withLock(\.self)] as [Any] { dump(value, to: &told) }
        }
        return told
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func nothingOfItIsToldWhereverItStands(_ spelling: Int) async throws {
        for carrier in Carrier.allCases {
            for (index, part) in Self.parts.enumerated() where spelling == 0 || index < 3 {
                let text = Self.spellings[spelling](part)
                for limit in carrier.limits {
                    // Every offset where the secret is written plainly; some of those of each other spelling.
                    let offsets = stride(
                        from: max(0, limit - text.utf8.count - 12), through: limit + 3,
                        by: spelling == 0 && index == 0 ? 1 : 3 + text.utf8.count / 2)
                    for offset in offsets {
                        let told = try await Self.told(
                            by: carrier.echo(text, after: offset), dumps: offset % 64 == 0)
                        if Self.shows(told) {
                            Issue.record("\(carrier) of '\(text)' after \(offset) shows it: \(told.prefix(600))")
                            return
                        }
                    }
                }
            }
        }
    }

    @Test func aSecretIsReplacedAndWhatStandsAroundItStays() async throws {
        let told = try await Self.told(
            by: Carrier.text.echo("before " + Self.spellings[0](Self.secret) + ", after", after: 2), dumps: false)
        #expect(told.contains("__before <redacted>, after"))
        let evidence = try #require(await evidence(#"{"error":"\/\u0041 é 100% \\ &amp; ok"}"#))
        #expect(text(evidence.body) == #"{"error":"\/\u0041 é 100% \\ &amp; ok"}"#)
        #expect(evidence.text == #"/A é 100% \ &amp; ok"#)
    }

    /// The evidence of a refusal with a body.
    private func evidence(_ body: String, secret: String = Self.secret) async throws -> Evidence? {
        try await VenueClient<SampleCancel>(
            server: .production, credentials: .init(token: Secret(secret)),
            transport: Echo(result: .answered(HTTPResponse(status: 400, body: bytes(body))))
        ).cancel(Self.input).evidence
    }

    @Test(arguments: [
        ("t0k3n!", "t0k3n! Bearer t0k3n!", "<redacted> Bearer <redacted>"),
        ("t0k3n", "t0k3n Bearer t0k3n", "t0k3n <redacted>"),
        ("t", "that Bearer token, 'Bearer t'", "that Bearer token, '<redacted>'"),
        ("t0k3n-77", "t0k3n-7 t0k3n-77", "t0k3n-7 <redacted>"),
    ])
    func aShortSecretIsFoundAsItTravelled(_ secret: String, _ said: String, _ shown: String) async throws {
        #expect(try await evidence(#"{"error":"\#(said)"}"#, secret: secret)?.text == shown)
    }

    @Test func whatIsCutIsCutBetweenCharacters() async throws {
        for (count, kept) in [(4096, 4096), (4095, 4095), (4094, 4094), (4093, 4096), (4092, 4095)] {
            let said = String(repeating: "x", count: count) + "€€"
            let shown = try #require(try await evidence(#"{"error":"\#(said)"}"#)?.text)
            #expect(shown.utf8.count == kept && said.hasPrefix(shown))
        }
    }

    @Test func aReplyJudgedByItselfIsNotShown() {
        let http = HTTPResponse(status: 400, body: bytes(#"{"error":"\#(Self.secret.prefix(12))","code":104}"#))
        let verdict = SampleCancel.verdict(on: http, to: Self.input)
        var shown = "\(verdict)\(verdict.evidence)\(http)"
        for value in [verdict, verdict.evidence, http, JudgedReply(http, text: Self.secret)] as [Any] {
            shown += String(reflecting: value)
            dump(value, to: &shown)
        }
        #expect(!Self.shows(shown))
        #expect(!verdict.evidence.isRedacted && verdict.evidence.text == String(Self.secret.prefix(12)))
    }

    @Test func renewedCredentialsAreTakenOutBesideTheRefusedOnes() async throws {
        let issued = Mutex(0)
        let source = CredentialSource<Sample.Credentials>.provider {
            issued.withLock { $0 += 1 }
            return IssuedCredentials(.init(token: Secret("issued-token-\(issued.withLock(\.self))")))
        }
        let client = VenueClient<SampleCancel>(
            server: .production, credentials: source,
            transport: ScriptedTransport([
                .answer(401, body: "no issued-token-1"),
                .answer(400, body: #"{"error":"issued-token-2, issued-token-1"}"#),
            ]))
        let report = await client.cancel(Self.input)
        #expect(report.attempts.count == 2 && report.evidence?.text == "<redacted>, <redacted>")
    }

    @Test func aTokenEndpointsRefusalDoesNotShowIt() async throws {
        let source = CredentialSource<Probe.Credentials>.refreshToken(
            Secret("refresh_word_of_old"), clientID: "id",
            transport: ScriptedTransport([.answer(400, body: #"{"error":"bad_refresh_word_of"}"#)]))
        let report = await VenueClient<Probe.Safe>(
            server: .production, credentials: source, transport: ScriptedTransport([])
        ).cancel(Probe.Input(orderID: "7"))
        #expect("\(report)".contains("the token endpoint answered 400 'bad_<redacted>'"))
    }

    @Test(arguments: [
        "pL4nt3d/", "pL4nt3d", #"\"#, #"\\u00"#, "%25", "&amp;", "&#", "pL4nt3d/T0k+n.S3cr&t%2Fx", "Bearer ", "{\"a\":",
    ])
    func aLargeReplyTakesNoLongerThanItsSize(_ piece: String) async throws {
        let body = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
        let scan = SecretScan(
            [Self.secret, "B"].map { CredentialField(name: "A", prefix: "Bearer ", secret: Secret($0)) })
        #expect(scan.redacted(bytes(body), limit: Evidence.limit).bytes.count <= Evidence.limit)
    }
}
