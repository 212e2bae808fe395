import TestScheduling
import Testing
import VenueRuntime

/// Nothing is sent twice unless it is proven unsent, proven not acted on, or declared repeatable.
@Suite(.bounded) struct RepeatTests {
    private let order = Probe.Input(orderID: "7")

    @Test(arguments: [200, 202, 400, 404, 406, 409, 410, 301, 500, 503, 408, 420, 418])
    func answersAreFinalWhereRepeatsAreNotDeclaredSafe(_ status: Int) async throws {
        for headers in [[], [(name: "Retry-After", value: "1")]] {
            let unsafe = ScriptedTransport([.answer(status, headers: headers)])
            let first = try await probe(Probe.Unsafe.self, unsafe).cancel(order)
            #expect(unsafe.count == 1)
            #expect(first.attempts.count == 1)
            #expect(!first.followsUnknownAttempt)
            let undocumented = ScriptedTransport([.answer(status, headers: headers)])
            #expect(try await probe(Probe.Undocumented.self, undocumented).cancel(order).outcome == first.outcome)
            #expect(undocumented.count == 1)
        }
    }

    @Test(arguments: UnknownCause.allCases)
    func whatMayHaveLeftIsNotSentAgain(_ cause: UnknownCause) async throws {
        let transport = ScriptedTransport([.unknown(cause)])
        let report = try await probe(Probe.Undocumented.self, transport).cancel(order)
        #expect(report.outcome == .unknown(cause))
        #expect(report.evidence == nil)
        #expect(transport.count == 1)
    }

    @Test(arguments: [UnknownCause.timeout, .connectionLost])
    func whatMayHaveLeftIsSentAgainWhereThatIsSafe(_ cause: UnknownCause) async throws {
        let transport = ScriptedTransport([.unknown(cause), .answer(202)])
        let report = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(report.outcome == .pendingCancel)
        #expect(report.followsUnknownAttempt)
        #expect(report.attempts.map(\.outcome) == [.unknown(cause), .pendingCancel])
        #expect(transport.count == 2)
    }

    @Test(arguments: [(408, 2), (500, 2), (503, 2), (420, 2), (418, 1), (301, 1), (403, 1)])
    func onlyPassingFailuresAreRepeatedWhereThatIsSafe(_ status: Int, _ count: Int) async throws {
        let transport = ScriptedTransport([.answer(status), .answer(200)])
        _ = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(transport.count == count)
    }

    @Test(arguments: [NotSentCause.hostNotFound, .connectionFailed, .tlsFailed])
    func whatProvablyNeverLeftIsSentAgain(_ cause: NotSentCause) async throws {
        let transport = ScriptedTransport([.notSent(cause), .notSent(cause), .answer(200)])
        let report = try await probe(Probe.Unsafe.self, transport).cancel(order)
        #expect(report.outcome == .canceled)
        #expect(!report.followsUnknownAttempt)
        #expect(transport.count == 3)
    }

    @Test func attemptsAreLimited() async throws {
        let transport = ScriptedTransport([], then: .notSent(.connectionFailed, detail: "Connection refused"))
        let report = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(report.outcome == .notSent(.connectionFailed))
        #expect(report.problem == .transport("Connection refused"))
        #expect(transport.count == 3)
        let once = ScriptedTransport([], then: .unknown(.connectionLost))
        _ = try await probe(Probe.Safe.self, once) { $0.retry = .never }.cancel(order)
        #expect(once.count == 1)
    }

    @Test func throttledAndNotProcessedIsSentAgain() async throws {
        let transport = ScriptedTransport([.answer(429), .answer(200)])
        let report = try await probe(Probe.Unsafe.self, transport).cancel(order)
        #expect(report.outcome == .canceled)
        #expect(!report.followsUnknownAttempt)
        #expect(transport.count == 2)
    }

    @Test(arguments: [
        (404, CancelOutcome.gone), (406, .unknownOrder), (409, .alreadyPending), (410, .tooLate(.filled)),
        (200, .canceled),
    ])
    func afterAnUnknownAttemptAnAnswerAboutTheOrderIsReportedWithThatKnown(
        _ status: Int, _ outcome: CancelOutcome
    ) async throws {
        let transport = ScriptedTransport([.unknown(.connectionLost), .answer(status)])
        let report = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(report.outcome == outcome)
        #expect(report.followsUnknownAttempt)
        #expect(report.description.contains("an earlier attempt may have canceled it"))
    }

    @Test(arguments: [400, 401, 429])
    func afterAnUnknownAttemptARefusalProvesNothing(_ status: Int) async throws {
        let transport = ScriptedTransport([.unknown(.connectionLost)], then: .answer(status))
        let report = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(report.outcome == .unknown(.connectionLost))
        #expect(report.evidence == nil)
        #expect(report.attempts.last?.evidence?.status == status)
    }

    @Test func afterAnUnknownAttemptWhatIsNotSentProvesNothing() async throws {
        let transport = ScriptedTransport([.unknown(.connectionLost)], then: .notSent(.connectionFailed))
        let report = try await probe(Probe.Safe.self, transport).cancel(order)
        #expect(report.outcome == .unknown(.connectionLost))
        #expect(report.attempts.count == 3)
    }

    @Test func aVenuesRefusalOutweighsThatTheNextAttemptWasNotSent() async throws {
        let transport = ScriptedTransport([.answer(429)], then: .notSent(.connectionFailed))
        let report = try await probe(Probe.Unsafe.self, transport).cancel(order)
        #expect(report.outcome == .throttled(retryAfter: nil, processing: .notProcessed))
        #expect(report.evidence?.status == 429)
    }

    @Test func aBareResponseIsNeverThatOfARepeat() async throws {
        let transport = ScriptedTransport([.unknown(.connectionLost)])
        let client = try probe(Probe.Safe.self, transport)
        let error = await #expect(throws: CallError.self) { try await client.send(order) }
        #expect(error?.knowledge == .unknown(.connectionLost))
        #expect(error?.stage == .transport)
        #expect(transport.count == 1)
        let unsent = ScriptedTransport([.notSent(.connectionFailed), .answer(404)])
        #expect(try await probe(Probe.Unsafe.self, unsent).send(order).status == 404)
    }

    @Test func inputThatIsRefusedIsNeverSent() async throws {
        let transport = ScriptedTransport([])
        let client = try probe(Probe.Safe.self, transport)
        for bad in ["", "..", "a\nb"] {
            let report = await client.cancel(Probe.Input(orderID: bad))
            #expect(report.outcome == .notSent(.invalidInput))
            #expect(report.attempts.isEmpty)
            let error = await #expect(throws: CallError.self) { try await client.send(Probe.Input(orderID: bad)) }
            #expect(error?.knowledge == .notSent(.invalidInput))
            #expect(error?.stage == .input)
        }
        let report = await client.cancel(json: .object([.init("order", .string("7"))]))
        #expect(report.outcome == .notSent(.invalidInput))
        #expect(transport.count == 0)
    }

    @Test func theReportEchoesInputAndSaysHowToConfirm() async throws {
        let clients: [any CancelClient] = [
            try probe(Probe.Safe.self, ScriptedTransport([.answer(202)])),
            try probe(Probe.Unsafe.self, ScriptedTransport([.answer(202)])),
        ]
        for client in clients {
            let report = await client.cancel(json: .object([.init("orderId", .string("7"))]))
            #expect(report.venue == "Probe")
            #expect(report.input == .object([.init("orderId", .string("7"))]))
            #expect(report.outcome == .pendingCancel)
            #expect(report.confirmations.map(\.call) == ["GET order"])
            #expect(report.evidence?.rule == "202")
        }
    }
}
