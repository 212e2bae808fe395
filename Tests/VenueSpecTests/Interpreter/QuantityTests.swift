import TestScheduling
import Testing

@testable import VenueSpec

@Suite("A reply tells the quantities the spec lists, digit for digit", .bounded)
struct QuantityTests {
    /// What a reply about order `7` is judged to be, where the response has these quantities.
    private func judge(_ quantities: String, _ reply: String, body: String = "Reply") throws -> Judgement {
        try TestVenue(
            types: """
                  Reply:
                    properties:
                      id: string
                      text: { type: decimal, required: false, nullable: true }
                      number: { type: number, required: false }
                      count: { type: integer, required: false }
                      order: { type: Order, required: false }
                      orders: { type: array, items: Order, required: false }
                  Order: { properties: { qty: decimal } }
                """,
            operation: """
                    parameters: { id: string }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /{id}' }
                    responses: { 200: { body: \(body), quantities: { \(quantities) }, echoes: { id } } }
                    outcomes: [{ status: 200, then: canceled, proof: status }]
                """
        ).judge(200, reply, input: ["id": .text("7")])
    }

    @Test(
        arguments: [
            ("filled: text", #"{"id":"7","text":"0.60"}"#, "filled 0.60"),
            ("filled: text", #"{"id":"7","text":null}"#, ""), ("filled: text", #"{"id":"7"}"#, ""),
            ("filled: number", #"{"id":"7","number":6e-1}"#, "filled 6e-1"),
            ("filled: number", #"{"id":"7","number":0.10000000000000000001}"#, "filled 0.10000000000000000001"),
            ("remaining: count", #"{"id":"7","count":9007199254740993}"#, "remaining 9007199254740993"),
            ("ordered: order.qty", #"{"id":"7","order":{"qty":"1"}}"#, "ordered 1"),
            ("filled: 'orders[1].qty'", #"{"id":"7","orders":[{"qty":"1"},{"qty":"2"}]}"#, "filled 2"),
            ("filled: 'orders[1].qty'", #"{"id":"7","orders":[{"qty":"1"}]}"#, ""),
            (
                "remaining: count, ordered: number, filled: text", #"{"id":"7","text":"1","number":2,"count":3}"#,
                "ordered 2, filled 1, remaining 3"
            ),
        ])
    func fieldsAreTold(quantities: String, reply: String, told: String) throws {
        let judgement = try judge(quantities, reply)
        #expect(judgement.outcome == .canceled)
        #expect(
            judgement.quantities.all.map { "\($0.quantity.rawValue) \($0.value)" }.joined(separator: ", ") == told)
    }

    @Test("a reply about another order, or one that does not fit, tells none")
    func othersTellNone() throws {
        let other = try judge("filled: text", #"{"id":"8","text":"0.6"}"#)
        #expect(other.outcome == .unknown(.otherOrder) && other.quantities.all.isEmpty)
        #expect(try judge("filled: text", #"{"id":"7","text":"six"}"#).quantities.all.isEmpty)
    }

    @Test("the alternatives without the field tell none")
    func alternativesTellNone() throws {
        #expect(try judge("filled: text", "gone", body: "[Reply, text]").quantities.all.isEmpty)
        #expect(try judge("filled: text", #"{"id":"7","text":"1"}"#, body: "[Reply, text]").quantities.filled == "1")
    }

    @Test("what is longer than evidence may be is no quantity")
    func lengthIsBounded() throws {
        let long = String(repeating: "9", count: Judgement.evidenceLimit)
        #expect(try judge("filled: text", #"{"id":"7","text":"\#(long)"}"#).quantities.filled == long)
        #expect(try judge("filled: text", #"{"id":"7","text":"\#(long)9"}"#).quantities.filled == nil)
    }
}
