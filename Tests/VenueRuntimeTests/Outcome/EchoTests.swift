import Synchronization
import TestScheduling
import Testing
import VenueRuntime

@Suite("A reply that names another order is no answer to this call", .bounded)
struct EchoTests {
    private let http = HTTPResponse(status: 200, body: Array(#"{"orderId":"8"}"#.utf8))

    @Test(
        "a field is compared byte for byte, but for what the venue holds equal",
        arguments: [
            ("x-1", "x-1", [], false), ("x-2", "x-1", [], true), ("X-1", "x-1", [], true), (nil, "x-1", [], false),
            ("", "x-1", [], false), ("B", nil, [], false), ("X-1", "x-1", .letterCase, false),
            ("x1", "x-1", .letterCase, true), ("X1", "x-1", [.letterCase, .hyphens], false), ("-", "", .hyphens, false),
            ("e\u{301}", "\u{E9}", [], true), ("\u{212A}", "k", .letterCase, true), ("{", "[", .letterCase, true),
        ] as [(String?, String?, EchoDifferences, Bool)])
    func fields(named: String?, asked: String?, ignored: EchoDifferences, isOther: Bool) {
        let verdict = JudgedReply(http).otherOrder("order.id", named, repeats: asked, ignoring: ignored)
        #expect((verdict != nil) == isOther)
        guard let verdict else { return }
        #expect(verdict.outcome == .unknown(.otherOrder))
        #expect(verdict.evidence.rule == "order.id names another order" && verdict.evidence.basis == .documented)
        #expect(verdict.evidence.otherOrder?.asked == asked && verdict.evidence.otherOrder?.named == named)
        #expect(verdict.evidence.otherOrder?.path == "order.id")
    }

    @Test(
        "in a text, what stands between the fixed parts is compared",
        arguments: [
            ("no order 'x-1' here", nil), ("no order 'B' here", "B"), ("no order here", nil), ("order 'B", nil),
            ("order '' here", nil), ("order 'X-1' here", "X-1"), ("order 'B' order 'x-1'", nil),
        ] as [(String, String?)])
    func texts(text: String, named: String?) {
        let reply = JudgedReply(http)
        let verdict = reply.otherOrder("e", text, repeats: ["order '", .asked("x-1"), "'"])
        #expect(verdict?.evidence.otherOrder?.named == named)
        #expect(reply.otherOrder("e", text, repeats: ["order '", .asked(nil), "'"]) == nil)
        #expect(reply.otherOrder("e", nil, repeats: ["order '", .asked("x-1"), "'"]) == nil)
    }

    @Test("differences that do not count leave what is named as the reply has it")
    func namedAsReceived() {
        let verdict = JudgedReply(http).otherOrder(
            "e", "ORDER 'Ab-C', lost", repeats: ["order '", .asked("abd"), "'"], ignoring: [.letterCase, .hyphens],
            .inferred)
        #expect(verdict?.evidence.otherOrder?.named == "Ab-C" && verdict?.evidence.basis == .inferred)
        let equal = JudgedReply(http).otherOrder(
            "e", "ORDER 'Ab-C', lost", repeats: ["order '", .asked("abc"), "'"], ignoring: [.letterCase, .hyphens])
        #expect(equal == nil)
    }

    @Test("what a reply names is kept up to the limit of evidence")
    func namedIsBounded() {
        let long = String(repeating: "\u{E9}", count: Evidence.limit)
        let named = JudgedReply(http).otherOrder("id", long, repeats: "1")?.evidence.otherOrder?.named
        #expect(named?.utf8.count == Evidence.limit)
    }

    // MARK: Calls

    /// A probe that is repeatable and whose reply repeats the order's id.
    private enum Echoing: ProbeOperation {
        static let repeatability = Repeatability.safe

        static func judge(_ response: HTTPResponse, to input: Probe.Input, http: HTTPResponse) -> Verdict {
            let reply = JudgedReply(http)
            let named = try? JSONValue(jsonBytes: http.body)
            guard case .object(let members)? = named, case .string(let id)? = members.first?.value else {
                return .undocumented(http)
            }
            return reply.otherOrder("orderId", id, repeats: input.orderID) ?? reply.verdict(.canceled, "200")
        }
    }

    /// A transport whose every reply is about order 8, over one connection.
    private final class StrayTransport: Transport {
        let sent = Atomic<Int>(0)
        let discarded = Mutex<[TransportConnection]>([])
        let body: String

        init(body: String = #"{"orderId":"8"}"#) { self.body = body }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            sent.wrappingAdd(1, ordering: .relaxed)
            return TransportReport(
                .answered(HTTPResponse(status: 200, body: Array(body.utf8))),
                connection: TransportConnection(number: 42))
        }

        func discard(_ connection: TransportConnection) { discarded.withLock { $0.append(connection) } }
        func shutdown() async {}
    }

    private func client(_ transport: any Transport) throws -> VenueClient<Echoing> {
        try VenueClient(
            server: .production, credentials: .bearer(Secret("planted-token")), transport: transport,
            options: ClientOptions(retry: .steady(), clock: ManualClock(skipping: .seconds(8))))
    }

    @Test("nothing is sent again on its account, and its connection serves no further call")
    func nothingIsRepeatedAndTheConnectionIsLeft() async throws {
        let transport = StrayTransport()
        let report = try await client(transport).cancel(Probe.Input(orderID: "7"))
        #expect(report.outcome == .unknown(.otherOrder) && report.attempts.count == 1)
        #expect(report.evidence?.otherOrder?.asked == "7" && report.evidence?.otherOrder?.named == "8")
        let sent = transport.sent.load(ordering: .relaxed)
        #expect(sent == 1)
        let discarded = transport.discarded.withLock { $0 }
        #expect(discarded == [TransportConnection(number: 42)])
    }

    @Test("a reply that names the order that was asked about leaves the connection in use")
    func ownReplies() async throws {
        let transport = StrayTransport()
        let report = try await client(transport).cancel(Probe.Input(orderID: "8"))
        #expect(report.outcome == .canceled && report.evidence?.otherOrder == nil)
        let discarded = transport.discarded.withLock { $0 }
        #expect(discarded.isEmpty)
    }

    @Test("it is not handed out as the venue's answer either")
    func typedAnswers() async throws {
        let error = await #expect(throws: CallError.self) {
            try await client(StrayTransport()).send(Probe.Input(orderID: "7"))
        }
        #expect(error?.knowledge == .unknown(.otherOrder))
    }

    @Test("a token that the venue names as an order is masked")
    func secretsAreMasked() async throws {
        let report = try await client(StrayTransport(body: #"{"orderId":"a planted-token b"}"#))
            .cancel(Probe.Input(orderID: "7"))
        #expect(report.outcome == .unknown(.otherOrder))
        #expect(report.evidence?.otherOrder?.named.contains("planted") == false)
    }
}
