import TestScheduling
import Testing
import VenueRuntime

/// The vocabulary of outcomes and the verdicts no spec needs to write.
@Suite(.bounded) struct CancelOutcomeTests {
    @Test(arguments: [
        (CancelOutcome.canceled, "canceled"), (.pendingCancel, "pendingCancel"), (.tooLate(.filled), "tooLate(filled)"),
        (.tooLate(.expired), "tooLate(expired)"), (.tooLate(.rejected), "tooLate(rejected)"),
        (.tooLate(.unspecified), "tooLate(unspecified)"),
        (.unknownOrder, "unknownOrder"), (.gone, "gone"), (.alreadyPending, "alreadyPending"),
        (.rejected(.authentication), "rejected(authentication)"), (.rejected(.permission), "rejected(permission)"),
        (.rejected(.invalidRequest), "rejected(invalidRequest)"), (.rejected(.notSupported), "rejected(notSupported)"),
        (.rejected(.clock), "rejected(clock)"), (.rejected(.other), "rejected(other)"),
        (.throttled(retryAfter: .seconds(5), processing: .notProcessed), "throttled(notProcessed)"),
        (.throttled(retryAfter: nil, processing: .unknown), "throttled(unknown)"),
        (.notSent(.invalidInput), "notSent(invalidInput)"),
        (.unknown(.serverError), "unknown(serverError)"), (.unknown(.venueTimeout), "unknown(venueTimeout)"),
        (.unknown(.inconclusive), "unknown(inconclusive)"), (.unknown(.unreadable), "unknown(unreadable)"),
        (.unknown(.undocumented), "unknown(undocumented)"),
    ])
    func outcomesReadAsSpecsWriteThem(_ outcome: CancelOutcome, _ word: String) { #expect(outcome.description == word) }

    @Test func anAcknowledgementIsNotACancelledOrder() {
        #expect(CancelOutcome.pendingCancel != .canceled)
        #expect(CancelOutcome.unknown(.serverError) != .rejected(.other))
        #expect(CancelOutcome.gone != .unknownOrder)
    }

    @Test func undocumentedStatusesProveNothing() {
        for status in [100, 199, 201, 302, 404, 418, 499, 500, 503, 599, 600, 0, -1] {
            let verdict = Verdict.undocumented(HTTPResponse(status: status, body: bytes("x")))
            #expect(verdict.outcome == .unknown(500...599 ~= status ? .serverError : .undocumented))
            #expect(verdict.evidence.rule == "undocumented status")
            #expect(verdict.evidence.basis == .builtIn)
            #expect(verdict.evidence.status == status)
            #expect(verdict.evidence.body == bytes("x"))
        }
    }

    @Test func unreadableBodiesProveNothingAndTellWhy() {
        let error = JSONError(.endOfInput, path: "order", offset: 3)
        let verdict = Verdict.unreadable(HTTPResponse(status: 200, body: bytes("{\"o")), error)
        #expect(verdict.outcome == .unknown(.unreadable))
        #expect(verdict.evidence.rule == "unreadable body")
        #expect(verdict.evidence.problem == error)
    }

    @Test func evidenceIsBounded() {
        let long = String(repeating: "é", count: 4096)
        let http = HTTPResponse(status: 400, body: bytes(long))
        let evidence = JudgedReply(http, code: "x" + long, text: long).verdict(.gone, "400").evidence
        #expect(evidence.body == Array(bytes(long).prefix(4096)))
        #expect(evidence.isBodyTruncated)
        #expect(evidence.text?.utf8.elementsEqual(String(repeating: "é", count: 2048).utf8) == true)
        #expect(evidence.code?.utf8.elementsEqual(("x" + String(repeating: "é", count: 2047)).utf8) == true)
        let short = JudgedReply(HTTPResponse(status: 400, body: Array(bytes(long).prefix(4096)))).verdict(.gone, "400")
            .evidence
        #expect(!short.isBodyTruncated)
        #expect(short.body.count == 4096)
    }

    @Test func basesReadAsSpecsWriteThem() {
        #expect(
            [Basis.documented, .inferred, .external(source: "sdk"), .external(source: nil)].map(\.description) == [
                "documented", "inferred", "external(sdk)", "external",
            ])
    }
}
