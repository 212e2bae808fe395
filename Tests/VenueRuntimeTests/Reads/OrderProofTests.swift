import TestScheduling
import Testing
import VenueRuntime

/// Only a final state is proof, and it is proof whatever the cancel said.
@Suite(.bounded) struct OrderProofTests {
    /// What a cancel came to, what is read afterwards, and what is proven then; `=` for what the cancel came to, and `-`
    /// where nothing is read since the end is proven.
    private static let table = """
        cancel                 working                pendingCancel          canceled  tooLate(filled)  tooLate(unspecified)  unknownOrder  gone  unknown(timeout)
        canceled               -                      -                      -         -                -                     -             -     -
        tooLate(filled)        -                      -                      -         -                -                     -             -     -
        pendingCancel          =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        alreadyPending         =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        unknownOrder           unknown(inconclusive)  unknown(inconclusive)  canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        gone                   unknown(inconclusive)  unknown(inconclusive)  canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        rejected(invalidRequest)  =                   =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        rejected(authentication)  =                   =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        throttled(notProcessed)  =                    =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        throttled(unknown)     =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        notSent(connectionFailed)  =                  =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        unknown(venueTimeout)  =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        unknown(undocumented)  =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        unknown(timeout)       =                      =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        unknown(connectionLost)  =                    =                      canceled  tooLate(filled)  tooLate(unspecified)  =             =     =
        """

    private static let steps: [String: ScriptedTransport.Step] = [
        "canceled": .answer(200), "pendingCancel": .answer(202), "rejected(invalidRequest)": .answer(400),
        "rejected(authentication)": .answer(401), "gone": .answer(404), "unknownOrder": .answer(406),
        "unknown(venueTimeout)": .answer(408), "alreadyPending": .answer(409), "tooLate(filled)": .answer(410),
        "unknown(undocumented)": .answer(418), "throttled(unknown)": .answer(420),
        "throttled(notProcessed)": .answer(429), "unknown(timeout)": .unknown(.timeout),
        "unknown(connectionLost)": .unknown(.connectionLost), "notSent(connectionFailed)": .notSent(.connectionFailed),
    ]

    private static let cases: [(cancel: String, state: String, outcome: String)] = {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return rows.dropFirst().flatMap { row in
            zip(rows[0].dropFirst(), row.dropFirst()).map { (row[0], $0, $1) }
        }
    }()

    private func confirmed(_ cancel: String, _ state: String) async throws -> (CancelReport, ScriptedTransport) {
        let transport = ScriptedTransport([try #require(Self.steps[cancel])], then: .answer(200, body: state))
        let client = try probe(Probe.Readable.self, transport) { $0.retry = .never }
        let report = await client.cancel(
            .init(orderID: "7"), confirm: .within(.seconds(30), readsUnsent: true))
        return (report, transport)
    }

    /// What a cancel and reads with these replies came to.
    private func report(_ cancel: ScriptedTransport.Step, _ bodies: [String]) async throws -> CancelReport {
        let order = Probe.Input(orderID: "7")
        var report = try await probe(Probe.Readable.self, ScriptedTransport([cancel])).cancel(order)
        for body in bodies {
            let transport = ScriptedTransport([], then: .answer(200, body: body))
            report = report.adding(try await probe(Probe.Readable.self, transport).orderState(order))
        }
        return report
    }

    @Test func theTableHasEveryOutcomeThatCanBeRead() {
        #expect(Set(Self.cases.map(\.cancel)) == Set(Self.steps.keys))
        #expect(Self.cases.count == 15 * 8)
    }

    @Test(arguments: cases)
    func aFinalStateIsProofAndNoOtherIs(_ cancel: String, _ state: String, _ outcome: String) async throws {
        let (report, transport) = try await confirmed(cancel, state)
        #expect(report.cancelOutcome.description == cancel)
        let expected = ["=", "-"].contains(outcome) ? cancel : outcome
        #expect(report.outcome.description == expected, "\(report)")
        #expect(report.reads.isEmpty == (outcome == "-"))
        #expect((transport.count == 1) == (outcome == "-"))
        if outcome == "-" { return }
        #expect(report.lastState?.description == state)
        #expect((report.contradiction != nil) == (outcome == "unknown(inconclusive)"))
        #expect((report.reads.count == 1) == report.outcome.isProven)
    }

    @Test func whatWasNotSentIsReadOnlyWhereThatIsAskedFor() async throws {
        for cause in [NotSentCause.connectionFailed, .deadline, .interrupted] {
            let transport = ScriptedTransport([.notSent(cause)])
            let client = try probe(Probe.Readable.self, transport) { $0.retry = .never }
            let report = await client.cancel(.init(orderID: "7"), confirm: .within(.seconds(30)))
            #expect(report.outcome == .notSent(cause))
            #expect(report.reads.isEmpty)
            #expect(transport.count == 1)
        }
        let report = try await probe(Probe.Readable.self, ScriptedTransport([]))
            .cancel(.init(orderID: ".."), confirm: .within(.seconds(30), readsUnsent: true))
        #expect(report.outcome == .notSent(.invalidInput))
        #expect(report.reads.isEmpty)
    }

    /// A cancel, states read after it, and what both prove.
    private static let sequences: [(cancel: String, states: [String], outcome: String, contradiction: String?)] = [
        ("pendingCancel", ["canceled", "working"], "canceled", "canceled, then working"),
        ("pendingCancel", ["canceled", "pendingCancel"], "canceled", "canceled, then pendingCancel"),
        ("pendingCancel", ["canceled", "tooLate(filled)"], "canceled", "canceled, then tooLate(filled)"),
        ("pendingCancel", ["tooLate(filled)", "canceled"], "tooLate(filled)", "tooLate(filled), then canceled"),
        (
            "pendingCancel", ["tooLate(filled)", "tooLate(expired)", "working"], "tooLate(filled)",
            "tooLate(filled), then tooLate(expired)"
        ),
        ("pendingCancel", ["tooLate(unspecified)", "tooLate(filled)"], "tooLate(filled)", nil),
        ("pendingCancel", ["tooLate(filled)", "tooLate(unspecified)"], "tooLate(filled)", nil),
        (
            "pendingCancel", ["tooLate(unspecified)", "canceled"], "tooLate(unspecified)",
            "tooLate(unspecified), then canceled"
        ),
        ("pendingCancel", ["canceled", "unknownOrder", "gone", "unknown(timeout)", "canceled"], "canceled", nil),
        ("canceled", ["working"], "canceled", "canceled, then working"),
        ("canceled", ["tooLate(filled)"], "canceled", "canceled, then tooLate(filled)"),
        ("tooLate(filled)", ["canceled"], "tooLate(filled)", "tooLate(filled), then canceled"),
        ("gone", ["working", "gone"], "unknown(inconclusive)", "gone, then working"),
        ("gone", ["working", "canceled"], "canceled", nil),
        (
            "unknownOrder", ["unknownOrder", "pendingCancel"], "unknown(inconclusive)",
            "unknownOrder, then pendingCancel"
        ),
        ("unknown(timeout)", ["working", "pendingCancel", "working"], "unknown(timeout)", nil),
    ]

    @Test(arguments: sequences)
    func anEndNeverTurnsBackAndContradictionsAreTold(
        _ cancel: String, _ states: [String], _ outcome: String, _ contradiction: String?
    ) async throws {
        let report = try await report(try #require(Self.steps[cancel]), states)
        #expect(report.outcome.description == outcome)
        #expect(report.contradiction == contradiction)
        #expect(report.cancelOutcome.description == cancel)
        if let contradiction { #expect("\(report)".contains(contradiction)) }
    }

    @Test func theReadThatProvesTheEndIsTheEvidence() async throws {
        let transport = ScriptedTransport(
            [.answer(404, body: "gone"), .answer(200, body: "working 0.2/1"), .answer(200, body: "canceled 0.4/1")])
        let report = try await probe(Probe.Readable.self, transport)
            .cancel(.init(orderID: "7"), confirm: .within(.seconds(30)))
        #expect(report.outcome == .canceled)
        #expect(report.evidence?.rule == "canceled")
        #expect(report.cancelEvidence?.status == 404)
        #expect(report.quantities?.filled == ExactDecimal("0.4"))
        #expect(report.reads.map(\.state) == [.working, .canceled])
        #expect(report.reads.map { $0.quantities?.filled } == [ExactDecimal("0.2"), ExactDecimal("0.4")])
        #expect(report.attempts.count == 1)
    }

    @Test func quantitiesAreThoseOfTheEndElseTheNewest() async throws {
        func filled(_ bodies: [String]) async throws -> ExactDecimal? {
            try await report(.answer(202), bodies).quantities?.filled
        }
        #expect(try await filled(["working 0.1/1", "working 0.2/1", "gone"]) == ExactDecimal("0.2"))
        #expect(try await filled(["canceled 0.3/1", "working 0.1/1"]) == ExactDecimal("0.3"))
        #expect(try await filled(["working 0.1/1", "canceled"]) == ExactDecimal("0.1"))
        #expect(try await filled(["working"]) == nil)
    }

    @Test func anEarlierCallThatWasLostIsSettledByAnEndToo() async throws {
        let transport = ScriptedTransport([.answer(400), .answer(200, body: "canceled")])
        let client = try probe(Probe.Readable.self, transport)
        let report = await client.cancel(.init(orderID: "7")).following(.timeout)
        #expect(report.outcome == .unknown(.timeout))
        #expect(await client.confirm(report, within: .seconds(30)).outcome == .canceled)
    }
}
