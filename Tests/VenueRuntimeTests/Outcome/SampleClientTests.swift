import TestScheduling
import Testing
import VenueRuntime

/// A client in the shape of generated code, from input to request and from reply to verdict.
@Suite(.bounded) struct SampleClientTests {
    private static let input = SampleCancel.Input(
        account: "Sim 101/β:%", identity: .orderID("ce0a8e5002ea463e856eb6384f5cee7e"), side: .sell, ids: ["a,b", "c"])
    static let order = #"{"id":1,"status":"STATUS","price":null,"fee":0.10,"created":"2026-01-15T09:30:00Z"}"#

    @Test func inputMakesTheExactRequest() throws {
        let request = try SampleCancel.prepare(Self.input)
        #expect(request.description == "POST /v1/accounts/Sim%20101%2F%CE%B2%3A%25/cancel?ids=a%2Cb,c")
        #expect(
            request.headers.fields.map { "\($0.name): \($0.value)" } == [
                "X-Order: ce0a8e5002ea463e856eb6384f5cee7e", "Content-Type: application/json",
            ])
        #expect(request.body.map(text) == #"{"side":"SELL","version":1.0}"#)
        let other = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(7)))
        #expect(other.body.map(text) == #"{"clientOrderId":7,"version":1.0}"#)
        #expect(other.headers["X-Order"] == nil)
    }

    @Test(
        arguments: [
            (200, order.replacing("STATUS", with: "Cancelled"), "canceled", "200 by status = Cancelled", nil),
            (200, order.replacing("STATUS", with: "Working"), "pendingCancel", "200 by status = Working", nil),
            (200, order.replacing("STATUS", with: "cancelled"), "unknown(inconclusive)", "200", nil),
            (
                200, #"{"error":"not found","code":104}"#, "gone",
                "400 when code = 104 and error contains \"not found\"", nil
            ),
            (200, #"{"error":"no","code":104}"#, "rejected(invalidRequest)", "400", nil),
            (400, #"{"error":"not found"}"#, "rejected(invalidRequest)", "400", nil),
            (200, "", "unknown(unreadable)", "unreadable body", "text ends inside a value, at byte 0"),
            (200, "<html>", "unknown(unreadable)", "unreadable body", "unexpected byte, at byte 0"),
            (
                400, #"{"error":"not fou"#, "unknown(unreadable)", "unreadable body",
                "error: text ends inside a value, at byte 17"
            ),
            (401, "<html>", "rejected(authentication)", "401", nil),
            (204, "", "pendingCancel", "204", nil),
            (204, "{}", "unknown(unreadable)", "unreadable body", "content where none is documented, at byte 0"),
            (429, "TOO MANY REQUESTS", "throttled(notProcessed)", "429", nil),
            (502, "Bad Gateway", "unknown(serverError)", "undocumented status", nil),
            (404, "{}", "unknown(undocumented)", "undocumented status", nil),
        ] as [(Int, String, String, String, String?)])
    func everyReplyHasAVerdict(_ status: Int, _ body: String, _ outcome: String, _ rule: String, _ problem: String?) {
        let verdict = SampleCancel.verdict(on: HTTPResponse(status: status, body: bytes(body)), to: Self.input)
        #expect(verdict.outcome.description == outcome)
        #expect(verdict.evidence.rule == rule)
        #expect(verdict.evidence.problem?.description == problem)
        #expect(verdict.evidence.status == status)
        #expect(verdict.evidence.body == bytes(body))
    }

    @Test func evidenceHasTheVenuesOwnWordsAndItsBasis() {
        let failure = HTTPResponse(status: 400, body: bytes(#"{"error":"order not found","code":104}"#))
        let evidence = SampleCancel.verdict(on: failure, to: Self.input).evidence
        #expect(evidence.code == "104")
        #expect(evidence.text == "order not found")
        #expect(evidence.basis == .external(source: "sdk"))
        let throttled = HTTPResponse(
            status: 429, headers: HTTPHeaderFields(received: [("Retry-After", "7")]), body: bytes("slow"))
        #expect(
            SampleCancel.verdict(on: throttled, to: Self.input).outcome
                == .throttled(retryAfter: .seconds(7), processing: .notProcessed))
    }

    @Test func textBodiesAreStrictUTF8() {
        #expect(HTTPResponse(status: 200, body: bytes("é\0")).text() == .value("é\0"))
        #expect(
            HTTPResponse(status: 200, body: [0x61, 0xC3]).text() == .unreadable(JSONError(.invalidUTF8, offset: 1)))
        #expect(HTTPResponse(status: 200).text() == .value(""))
        #expect(HTTPResponse(status: 200, body: [0xFF]).raw() == .value([0xFF]))
    }

    @Test func confirmationsTellWhatAStatusProves() {
        #expect(SampleCancel.confirmations[0].outcome(of: "Cancelled") == .canceled)
        #expect(SampleCancel.confirmations[0].outcome(of: "Working") == nil)
    }

    @Test(arguments: 0..<20)
    func damagedRepliesHaveVerdictsToo(seed: UInt64) {
        var random = FixedRandom(seed: 4000 + seed)
        for _ in 0..<100 {
            var body = bytes(Self.order.replacing("STATUS", with: "Cancelled"))
            body[Int.random(in: 0..<body.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            let verdict = SampleCancel.verdict(on: HTTPResponse(status: 200, body: body), to: Self.input)
            #expect(["canceled", "unknown(inconclusive)", "unknown(unreadable)"].contains(verdict.outcome.description))
        }
    }
}
