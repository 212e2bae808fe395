import TestScheduling
import Testing
import VenueRuntime

/// A report survives JSON: what is read back says the same, and can be confirmed.
@Suite(.bounded) struct ReportCodingTests {
    private func report(
        _ steps: [ScriptedTransport.Step], confirm window: ConfirmationWindow? = .within(.seconds(5)),
        order: String = "7"
    ) async throws -> CancelReport {
        let client = try probe(Probe.Readable.self, ScriptedTransport(steps)) { $0.retry = .never }
        return await client.cancel(json: .object([.init("orderId", .string(order))]), deadline: nil, confirm: window)
    }

    private func reread(_ report: CancelReport) throws -> CancelReport {
        try CancelReport(jsonBytes: report.jsonBytes())
    }

    private static let scripts: [[ScriptedTransport.Step]] = [
        [.answer(200, headers: [("Content-Type", "text/plain")], body: "done", taking: .milliseconds(1234))],
        [.answer(429, headers: [("Retry-After", "60")])],
        [.answer(420, headers: [("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")])],
        [.notSent(.connectionFailed, detail: "Connection refused")],
        [.answer(202), .answer(200, body: "working 0.1/1"), .answer(200, body: "canceled 0.4/1.0")],
        [.answer(404, body: "x"), .answer(200, body: "working 2/1"), .answer(410), .answer(500)],
        [.unknown(.timeout), .answer(401), .unknown(.connectionLost)],
        [.answer(202, body: String(repeating: "long ", count: 2000)), .answer(200, body: "tooLate(expired)")],
        [.answer(418, body: "\u{0}\"\\\u{2028}é"), .answer(200, body: "pendingCancel")],
    ]

    @Test(arguments: scripts.indices)
    func whatIsReadBackIsWrittenTheSame(_ index: Int) async throws {
        let last = ScriptedTransport.Step.answer(200, body: "unknown(inconclusive)")
        let report = try await report(Self.scripts[index] + Array(repeating: last, count: 6))
        let again = try reread(report)
        #expect(text(again.jsonBytes()) == text(report.jsonBytes()))
        #expect(again.outcome == report.outcome)
        #expect(again.cancelOutcome == report.cancelOutcome)
        #expect(again.reads.map(\.state) == report.reads.map(\.state))
        #expect(again.reads.map(\.quantities) == report.reads.map(\.quantities))
        #expect(again.quantities == report.quantities)
        #expect(again.input == report.input)
        #expect(again.cancelEvidence?.status == report.cancelEvidence?.status)
        #expect(again.cancelEvidence?.body == report.cancelEvidence?.body)
        #expect(again.contradiction == report.contradiction)
        #expect(again.attempts.map(\.timings) == report.attempts.map(\.timings))
    }

    @Test func inputThatWasRefusedIsToldWithItsProblem() async throws {
        let report = try await report([], order: "..")
        let again = try reread(report)
        #expect(again.problem.map { "\($0)" } == report.problem.map { "\($0)" })
        #expect(again.jsonBytes() == report.jsonBytes())
        #expect(again.outcome == .notSent(.invalidInput))
    }

    @Test func aReportOfAnotherProcessIsConfirmed() async throws {
        let first = ScriptedTransport([.answer(202, body: "ref-9")])
        let report = await (try probe(Probe.Referring.self, first)).cancel(.init(orderID: "7"))
        let second = ScriptedTransport([.answer(200, body: "canceled 0/1")])
        let client = try probe(Probe.Referring.self, second)
        let confirmed = await client.confirm(try reread(report), within: .seconds(30))
        #expect(confirmed.outcome == .canceled)
        #expect(second.sent.map(\.line) == ["GET /orders/ref-9"])
        // What its reply held is not known in full, so the read that needs it cannot be made.
        let long = ScriptedTransport([.answer(202, body: String(repeating: "9", count: 5000))])
        let cut = await (try probe(Probe.Referring.self, long)).cancel(.init(orderID: "7"))
        #expect(await client.confirm(try reread(cut), within: .seconds(30)).reads.map(\.problem) == [.noRead])
    }

    @Test func aReportOfAnotherCallIsNotConfirmed() async throws {
        let report = try await report([.answer(202)], confirm: nil)
        let other = text(report.jsonBytes()).replacing("\"venue\":\"Probe\"", with: "\"venue\":\"Other\"")
        let client = try probe(Probe.Readable.self, ScriptedTransport([]))
        let confirmed = await client.confirm(try CancelReport(jsonBytes: bytes(other)), within: .seconds(30))
        #expect(confirmed.reads.map(\.problem) == [.otherCall(venue: "Other", operation: "cancelOrder")])
        #expect(confirmed.outcome == .pendingCancel)
        let strange = text(report.jsonBytes()).replacing("\"orderId\"", with: "\"id\"")
        let read = await client.confirm(try CancelReport(jsonBytes: bytes(strange)), within: .seconds(30)).reads.first
        #expect(read?.notSent == .invalidInput)
    }

    @Test func secretsThatAVenueRepeatsAreNotWritten() async throws {
        let report = try await report([
            .answer(202, body: "planted-token"), .answer(200, body: "canceled planted-token"),
        ])
        #expect(!text(report.jsonBytes()).contains("planted-token"))
        #expect(report.outcome == .canceled)
    }

    @Test(arguments: [
        ("\"outcome\":\"pendingCancel\"", "\"outcome\":\"cancelled\"", "outcome"),
        ("\"venue\":\"Probe\",", "", "venue"), ("\"input\"", "\"inputs\"", "input"),
        ("\"state\":\"working\"", "\"state\":\"alive\"", "state"),
        ("\"startedMs\":1000.000", "\"startedMs\":99999999999999", "startedMs"),
    ])
    func whatIsNoReportIsRefusedWithThePlace(_ part: String, _ other: String, _ path: String) async throws {
        let report = try await report([.answer(202)] + Array(repeating: .answer(200, body: "working"), count: 3))
        let json = text(report.jsonBytes()).replacing(part, with: other)
        #expect(json != text(report.jsonBytes()))
        let error = #expect(throws: JSONError.self) { try CancelReport(jsonBytes: bytes(json)) }
        #expect(error?.path == path)
    }

    @Test func everyWordOfAnOutcomeOrAStateIsReadBack() {
        let outcomes: [CancelOutcome] =
            [.canceled, .pendingCancel, .unknownOrder, .gone, .alreadyPending]
            + TerminalStatus.allCases.map { .tooLate($0) } + RejectionReason.allCases.map { .rejected($0) }
            + Processing.allCases.map { .throttled(retryAfter: nil, processing: $0) }
            + NotSentCause.allCases.map { .notSent($0) } + UnknownCause.allCases.map { .unknown($0) }
        for outcome in outcomes { #expect(CancelOutcome.named(outcome.description) == outcome) }
        let states: [OrderState] =
            [.working, .pendingCancel, .canceled, .unknownOrder, .gone]
            + TerminalStatus.allCases.map { .tooLate($0) } + UnknownCause.allCases.map { .unknown($0) }
        for state in states { #expect(OrderState(state.description) == state) }
        #expect(CancelOutcome.named("cancelled") == nil && OrderState("unknown") == nil)
    }
}
