import TestScheduling
import Testing

@testable import VenueSpec

@Suite("A reply that names another order proves nothing about the one that was asked about", .bounded)
struct EchoTests {
    /// A call with every kind of identifier whose reply repeats what the arguments say.
    private func test(_ echoes: String, body: String = "Reply") throws -> TestVenue {
        try TestVenue(
            types: """
                  Reply:
                    properties:
                      id: { type: string, required: false, nullable: true }
                      number: { type: integer, required: false }
                      amount: { type: number, required: false }
                      either: { type: textOrNumber, required: false }
                      anything: { type: any, required: false }
                      message: { type: string, required: false }
                      order: { type: Order, required: false }
                      orders: { type: array, items: Order, required: false }
                  Order: { properties: { id: string } }
                """,
            operation: """
                    parameters: { id: string, number: { type: integer }, account: string }
                    identity: { byID: [account, id], byNumber: [account, number] }
                    repeatable: safe
                    http: { request: 'DELETE /{account}/o', query: { id, number } }
                    responses: { 200: { body: \(body), echoes: { \(echoes) } } }
                    outcomes: [{ status: 200, then: canceled, proof: status }]
                """)
    }

    /// What a reply to the order `x-1` of account `A` means.
    private func judge(
        _ echoes: String, _ reply: String, id: String = "x-1", body: String = "Reply"
    ) throws -> Judgement {
        try test(echoes, body: body).judge(200, reply, input: ["account": .text("A"), "id": .text(id)])
    }

    @Test(
        "a member that repeats the order's identifier is compared byte for byte",
        arguments: [
            ("id:", #"{"id":"x-1"}"#, nil), ("id:", #"{"id":"x-2"}"#, "x-2"), ("id:", #"{"id":"X-1"}"#, "X-1"),
            ("id:", #"{"id":"x-1 "}"#, "x-1 "), ("id:", #"{"id":null}"#, nil), ("id:", #"{}"#, nil),
            ("id:", #"{"id":""}"#, nil), ("order.id: '{id}'", #"{"order":{"id":"x-1"}}"#, nil),
            ("order.id: '{id}'", #"{"order":{"id":"B"}}"#, "B"), ("order.id: '{id}'", #"{"id":"B"}"#, nil),
            ("'orders[0].id': '{id}'", #"{"orders":[{"id":"B"}]}"#, "B"),
            ("'orders[0].id': '{id}'", #"{"orders":[]}"#, nil),
            ("either: '{id}'", #"{"either":"x-1"}"#, nil), ("either: '{id}'", #"{"either":7}"#, "7"),
            ("anything: '{id}'", #"{"anything":"B"}"#, "B"), ("anything: '{id}'", #"{"anything":{"a":1}}"#, nil),
            ("id: none", #"{"id":"x-2"}"#, nil), ("id: { repeats: '{id}', ignoring: case }", #"{"id":"X-1"}"#, nil),
            ("id: { ignoring: case }", #"{"id":"X-2"}"#, "X-2"), ("id: { ignoring: case }", #"{"id":"X1"}"#, "X1"),
            ("id: { ignoring: [case, hyphens] }", #"{"id":"X1"}"#, nil),
            ("id: { ignoring: hyphens }", #"{"id":"-x1-"}"#, nil), ("id: { ignoring: hyphens }", #"{"id":"X1"}"#, "X1"),
        ] as [(String, String, String?)])
    func membersAreCompared(echo: String, reply: String, named: String?) throws {
        let judgement = try judge(echo, reply)
        #expect(judgement.otherOrder?.named == named && judgement.fits)
        #expect(judgement.outcome == (named == nil ? .canceled : .unknown(.otherOrder)))
        if named != nil {
            #expect(judgement.otherOrder?.asked == "x-1" && judgement.row == nil)
            #expect(judgement.rule == "\(judgement.otherOrder?.path ?? "") names another order")
        }
    }

    @Test("letters that only look alike, or are composed otherwise, are another identifier")
    func charactersAreNotFolded() throws {
        #expect(try judge("id:", "{\"id\":\"e\u{301}\"}", id: "\u{E9}").otherOrder?.named == "e\u{301}")
        #expect(try judge("id: { ignoring: case }", "{\"id\":\"\u{212A}\"}", id: "k").otherOrder?.named == "\u{212A}")
        #expect(try judge("id: { ignoring: case }", "{\"id\":\"\u{C4}\"}", id: "\u{E4}").otherOrder != nil)
    }

    @Test(
        "inside a text, what stands between the fixed parts is compared",
        arguments: [
            ("order '{id}' not found", "Sorry: order 'x-1' not found.", nil),
            ("order '{id}' not found", "Sorry: order 'B' not found.", "B"),
            ("order '{id}' not found", "Rate limit exceeded", nil),
            ("order '{id}' not found", "order 'B' is open", nil),
            ("order '{id}' not found", "order '' not found", nil), ("order {id}", "no order x-1", nil),
            ("order {id}", "no order x-12", "x-12"), ("order {id}", "no order x-1.", "x-1."),
            ("{id} is gone", "x-1 is gone", nil), ("{id} is gone", "an x-1 is gone", "an x-1"),
            ("order {id} of {account}.", "order x-1 of A.", nil), ("order {id} of {account}.", "order x-1 of B.", "B"),
            ("order {id} of {account}.", "order B of A.", "B"), ("{{{id}}}", "no {B} here", "B"),
        ] as [(String, String, String?)])
    func textsAreCompared(template: String, message: String, named: String?) throws {
        let quoted = template.replacing("'", with: "''")
        let judgement = try judge("message: '\(quoted)'", "{\"message\":\"\(message)\"}")
        #expect(judgement.otherOrder?.named == named)
        #expect(judgement.outcome == (named == nil ? .canceled : .unknown(.otherOrder)))
    }

    @Test("an identifier that holds the fixed parts is found all the same")
    func fixedPartsInsideIdentifiers() throws {
        let echo = "message: '<{id}>'"
        #expect(try judge(echo, #"{"message":"<a><b>"}"#, id: "a><b").otherOrder == nil)
        #expect(try judge(echo, #"{"message":"<a><b>"}"#, id: "b").otherOrder == nil)
        #expect(try judge(echo, #"{"message":"<a><b>"}"#, id: "c").otherOrder?.named == "a")
    }

    @Test("a text without a shape of its own is compared as a whole")
    func plainText() throws {
        let echo = "$: 'order {id} is gone'"
        #expect(try judge(echo, "order B is gone", body: "[Reply, text]").otherOrder?.named == "B")
        #expect(try judge(echo, "order x-1 is gone", body: "[Reply, text]").outcome == .canceled)
    }

    @Test("an integer is compared with what stands for it, and a parameter that was not given with nothing")
    func identitiesThatWereNotGiven() throws {
        let venue = try test("id: , number: , amount: '{number}', message: 'order {number} of {account}.'")
        let byNumber: KeyValuePairs<String, Example.InputScalar> = ["account": .text("A"), "number": .number("42")]
        let byID: KeyValuePairs<String, Example.InputScalar> = ["account": .text("A"), "id": .text("x-1")]
        #expect(venue.judge(200, #"{"id":"B","number":42,"amount":42}"#, input: byNumber).outcome == .canceled)
        #expect(venue.judge(200, #"{"number":43}"#, input: byNumber).otherOrder?.named == "43")
        #expect(venue.judge(200, #"{"amount":42.0}"#, input: byNumber).otherOrder?.named == "42.0")
        #expect(venue.judge(200, #"{"number":43,"message":"order 43 of B."}"#, input: byID).outcome == .canceled)
        #expect(venue.judge(200, #"{"id":"B"}"#, input: byID).outcome == .unknown(.otherOrder))
    }

    @Test("what is known of an echo is known of the verdict")
    func basis() throws {
        #expect(try judge("id:", #"{"id":"B"}"#).basis == .documented)
        #expect(try judge("id: { basis: inferred }", #"{"id":"B"}"#).basis == .inferred)
    }

    @Test("the word is built in: a rule cannot say it")
    func theWordIsBuiltIn() {
        #expect(Outcome.unknown(.otherOrder).isBuiltIn && Outcome(word: "unknown(otherOrder)") != nil)
        #expect(!Outcome.words(of: .cancel).contains("unknown(otherOrder)"))
    }
}
