import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("An input makes one exact request", .bounded)
struct RequestTests {
    @Test("path, query and header values go where the binding says, encoded for the place")
    func places() throws {
        let test = try TestVenue(
            security: "{ key: { type: header, header: X-Key }, sign: { type: header, header: X-Sign, prefix: 'v1 ' } }",
            operation: """
                    parameters: { account: string, orderId: string, note: { type: string, required: false }, ids: { type: array, items: string } }
                    identity: [account, orderId]
                    repeatable: safe
                    http:
                      request: DELETE /a/{account}/o-{orderId}.json
                      query: { note, fixed: a b, ids: '{ids}', each: '{ids*}', both: 'x{orderId}' }
                      headers: { X-Account: '{account}', X-Note: '{note}', Accept: '*/*' }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        let request = try test.request([
            "account": .text("A/1"), "orderId": .text("4:2"), "ids": .list([.text("a,b"), .text("c d")]),
        ])
        #expect(
            request.line
                == "DELETE /a/A%2F1/o-4%3A2.json?fixed=a%20b&ids=a%2Cb,c%20d&each=a%2Cb&each=c%20d&both=x4%3A2")
        #expect(
            request.headers == [
                .init(name: "X-Key", value: "<key>"), .init(name: "X-Sign", value: "v1 <sign>"),
                .init(name: "X-Account", value: "A/1"), .init(name: "Accept", value: "*/*"),
            ])
        #expect(request.body == nil)
        let withNote = try test.request([
            "account": .text("A"), "orderId": .text("1"), "note": .text("a b"), "ids": .list([]),
        ])
        #expect(withNote.target == "/a/A/o-1.json?note=a%20b&fixed=a%20b&both=x1")
        #expect(withNote.headers.map(\.name) == ["X-Key", "X-Sign", "X-Account", "X-Note", "Accept"])
    }

    @Test("a JSON body keeps the template's order, constants and types, and leaves out what is not given")
    func jsonBody() throws {
        let test = try TestVenue(
            security: "none",
            operation: """
                    parameters:
                      id: { type: integer }
                      price: { type: number }
                      size: { type: decimal }
                      live: { type: boolean }
                      text: { type: string, required: false }
                      side: { enum: [BUY, SELL] }
                      kind: { type: integer, enum: { 1: { name: one }, 2: { name: two } } }
                      ids: { type: array, items: integer }
                    identity: [id]
                    repeatable: safe
                    http:
                      request: POST /cancel
                      json:
                        z: { id, price, size, live, text, side, kind, ids }
                        a: ['{id}', { text }, fixed, 1.50, true, null, 'true']
                        n: 'o-{id}-{side}'
                        e: { $encoded: { id, text, inner: { $encoded: { q: "\\"" } } } }
                      contentType: application/vnd.test+json
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        let request = try test.request([
            "id": .number("9007199254740993"), "price": .number("1.10"), "size": .text("0.50"), "live": .boolean(false),
            "side": .text("SELL"), "kind": .number("2"), "ids": .list([.number("1"), .number("2")]),
        ])
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) } == #"""
                {"z":{"id":9007199254740993,"price":1.10,"size":"0.50","live":false,"side":"SELL","kind":2,"ids":[1,2]},\#
                "a":[9007199254740993,{},"fixed",1.50,true,null,"true"],"n":"o-9007199254740993-SELL",\#
                "e":"{\"id\":9007199254740993,\"inner\":\"{\\\"q\\\":\\\"\\\\\\\"\\\"}\"}"}
                """#)
        #expect(request.headers == [.init(name: "Content-Type", value: "application/vnd.test+json")])
    }

    @Test("a form body is encoded as forms are")
    func formBody() throws {
        let test = try TestVenue(
            operation: """
                    parameters: { id: string, tag: { type: string, required: false }, ids: { type: array, items: string } }
                    identity: [id]
                    repeatable: safe
                    http: { request: POST /cancel, form: { tag, id, all: '{ids}', ids: '{ids*}', t: cancel it } }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        let request = try test.request(["id": .text("a b~"), "ids": .list([.text("1,2"), .text("3")])])
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) }
                == "id=a+b%7E&all=1%2C2%2C3&ids=1%2C2&ids=3&t=cancel+it")
        #expect(request.headers.last == .init(name: "Content-Type", value: "application/x-www-form-urlencoded"))
    }

    @Test("a frame carries its correlation id as the kind the venue wants")
    func frame() throws {
        func frame(_ kind: String, id: String) throws -> String? {
            let test = try TestVenue(
                operation: """
                        parameters: { id: integer }
                        identity: [id]
                        repeatable: safe
                        http: { request: POST /cancel, json: { id } }
                        webSocket: { id: \(kind), frame: { i: '{$id}', t: 'r-{$id}', o: { $encoded: { id } } } }
                        responses: { 204: none }
                        outcomes: [{ status: 204, then: pendingCancel }]
                    """)
            let input = [Example.InputValue(name: "id", value: .number("7"), range: .fileStart)]
            return try Interpreter.frame(input, id: id, operation: test.operation, venue: test.venue)
        }
        #expect(try frame("integer", id: "4") == #"{"i":4,"t":"r-4","o":"{\"id\":7}"}"#)
        #expect(try frame("string", id: "a\"b") == #"{"i":"a\"b","t":"r-a\"b","o":"{\"id\":7}"}"#)
        #expect(throws: InputProblems.self) { try frame("integer", id: "x") }
    }
}
