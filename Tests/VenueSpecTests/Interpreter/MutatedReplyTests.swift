import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("Whatever a venue sends has an outcome", .bounded)
struct MutatedReplyTests {
    /// A call whose rules look everywhere in the reply.
    private func test() throws -> TestVenue {
        try TestVenue(
            types: """
                  Reply:
                    properties:
                      ok: boolean
                      order: { type: Order, nullable: true }
                      rows: { type: array, items: Order, required: false }
                      ids: { type: array, items: string, required: false }
                      any: { type: any, required: false }
                  Order:
                    properties:
                      id: textOrNumber
                      state: State
                      at: { type: timestamp, required: false }
                      price: { type: decimal, required: false }
                      size: { type: number, required: false }
                      count: { type: integer, required: false }
                  State: { enum: [OPEN, CANCELED] }
                """,
            operation: """
                    parameters: { id: string }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /o/{id}' }
                    responses: { 200: { body: Reply, code: order.id, text: 'rows[*].state' }, 201: [Reply, none, text] }
                    outcomes:
                      - { status: [200, 201], when: { ok: false, ids: { contains: '{id}' } }, then: gone }
                      - { status: [200, 201], when: { 'rows[*].count': 7 }, then: alreadyPending }
                      - { status: [200, 201], by: order.state, then: { OPEN: pendingCancel, CANCELED: canceled } }
                      - { status: [200, 201], when: { $: { matches: '^[A-Z ]+$' } }, then: throttled }
                      - { status: [200, 201], then: unknown(inconclusive) }
                """)
    }

    /// A reply with a value of each type.
    private let reply = Array(
        #"""
        {"ok":true,"order":{"id":12,"state":"CANCELED","at":"2026-11-20T10:11:12.123Z","price":"1.50","size":0.10},
        "rows":[{"id":"a\u00e9\ud83d\ude00","state":"OPEN","count":7},{"id":2,"state":"ß","count":-1}],"ids":["x","y"],
        "any":{"deep":[1,[2,[3,null]]]},"new":"member"}
        """#.utf8)

    @Test("mutated replies are all judged, and by a rule exactly when the body fits")
    func mutations() throws {
        let test = try test()
        let input = [Example.InputValue(name: "id", value: .text("x"), range: test.operation.provenance.range)]
        var outcomes: [Outcome: Int] = [:]
        for status in [200, 201] {
            for body in ReplyMutations(of: reply, count: 1500, seed: UInt64(status)) {
                let judgement = Interpreter.judge(
                    status: status, body: body, input: input, operation: test.operation, venue: test.venue)
                outcomes[judgement.outcome, default: 0] += 1
                #expect(judgement.fits == (judgement.mismatch == nil))
                #expect(judgement.fits == (judgement.row != nil))
                #expect(judgement.fits != (judgement.outcome == .unknown(.unreadable)))
            }
        }
        // The damage must reach every way through the judge, or this test shows nothing.
        for outcome in [Outcome.alreadyPending, .canceled, .unknown(.unreadable), .unknown(.inconclusive)] {
            #expect(outcomes[outcome, default: 0] >= 5, "\(outcome.word): \(outcomes[outcome, default: 0])")
        }
    }

    @Test("the same seed gives the same copies")
    func determinism() {
        let copies = Array(ReplyMutations(of: reply, count: 50, seed: 1))
        #expect(copies == Array(ReplyMutations(of: reply, count: 50, seed: 1)))
        #expect(Set(copies).count > 45)
    }

    @Test("every cut of a reply is unreadable, from nothing to all but the last byte")
    func truncation() throws {
        let test = try test()
        for length in reply.indices {
            let judgement = Interpreter.judge(
                status: 200, body: Array(reply[..<length]), input: [], operation: test.operation, venue: test.venue)
            #expect(judgement.outcome == .unknown(.unreadable), "\(length) bytes")
        }
        #expect(
            Interpreter.judge(status: 200, body: reply, input: [], operation: test.operation, venue: test.venue).fits)
    }
}
