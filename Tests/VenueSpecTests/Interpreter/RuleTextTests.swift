import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("Rules and outcomes have one name each", .bounded)
struct RuleTextTests {
    /// A rule with these conditions.
    private func rule(
        _ conditions: [(String, Condition.Test)], _ decision: OutcomeRule.Decision = .fixed(.gone)
    ) throws -> OutcomeRule {
        OutcomeRule(
            statuses: [200, 400],
            conditions: try conditions.map { Condition(path: try FieldPath(parsing: $0.0), test: $0.1) },
            decision: decision, provenance: Provenance(range: .fileStart))
    }

    @Test("a rule's text says what it demands")
    func evidence() throws {
        #expect(try rule([]).evidenceText(status: 400, value: nil) == "400")
        #expect(
            try rule([("success", .equals(.boolean(true))), ("errorcode", .equals(.integer(0)))])
                .evidenceText(status: 200, value: nil) == "200 when success = true and errorcode = 0")
        #expect(
            try rule([("error", .contains("not found or already terminal"))]).evidenceText(status: 400, value: nil)
                == #"400 when error contains "not found or already terminal""#)
        let byStatus = OutcomeRule.Decision.byValue(try FieldPath(parsing: "order.status"), [])
        #expect(
            try rule([], byStatus).evidenceText(status: 200, value: "Cancelled") == "200 by order.status = Cancelled")
        #expect(
            try rule([("ok", .equals(.boolean(false)))], byStatus).evidenceText(status: 200, value: "A")
                == "200 when ok = false by order.status = A")
    }

    @Test("each test has its own words and stays on one line")
    func conditions() throws {
        let texts = try rule([
            ("a", .equals(.string("x\"\\\n\u{1}"))), ("a", .equals(.template(ComparedText([.parameter("id")])))),
            ("a", .oneOf([.integer(1), .string("1")])),
            ("a[*].b", .contains(ComparedText([.parameter("id")]))), ("$", .hasPrefix("p")),
            ("a[0]", .matches(#"^\d"$"#)),
            ("a", .present), ("a", .absent), ("a", .hasPrefix(ComparedText([.literal("{\""), .parameter("id")]))),
            ("a", .matches(ComparedText([.literal("\\{"), .parameter("id"), .literal("{2}")]))),
        ]).conditions.map(\.evidenceText)
        #expect(
            texts == [
                #"a = "x\"\\\n\u0001""#, "a = {id}", #"a in [1, "1"]"#, "a[*].b contains {id}", #"$ starts with "p""#,
                #"a[0] matches /^\d"$/"#, "a present", "a absent",
                #"a starts with "{{\"{id}""#, #"a matches /\{{id}{2}/"#,
            ])
    }

    @Test("every outcome reads back from its word, and abbreviations mean the least")
    func words() {
        for outcome in Outcome.all { #expect(Outcome(word: outcome.word) == outcome) }
        #expect(Set(Outcome.all).count == 26 && Set(Outcome.replyWords).count == 29)
        #expect(Outcome(word: "tooLate") == .tooLate(.unspecified))
        #expect(Outcome(word: "rejected") == .rejected(.other))
        #expect(Outcome(word: "throttled") == .throttled(.unknown))
        for word in ["unknown", "cancelled", "tooLate(gone)", "tooLate()", "Gone", "rejected(other) ", ""] {
            #expect(Outcome(word: word) == nil, "\(word)")
        }
        #expect(
            Set(Outcome.replyWords).subtracting(Outcome.words(of: .cancel)) == [
                "unknown(unreadable)", "unknown(undocumented)", "unknown(otherOrder)", "working", "granted",
            ])
        #expect(
            Set(Outcome.words(of: .read)) == [
                "canceled", "pendingCancel", "tooLate", "tooLate(filled)", "tooLate(expired)", "tooLate(rejected)",
                "tooLate(unspecified)", "unknownOrder", "gone", "unknown(serverError)", "unknown(venueTimeout)",
                "unknown(inconclusive)", "working",
            ])
        #expect(
            Set(Outcome.words(of: .login)) == [
                "granted", "rejected", "rejected(authentication)", "rejected(permission)", "rejected(invalidRequest)",
                "rejected(notSupported)", "rejected(clock)", "rejected(other)", "throttled", "throttled(notProcessed)",
                "throttled(unknown)", "unknown(serverError)", "unknown(venueTimeout)", "unknown(inconclusive)",
            ])
    }
}
