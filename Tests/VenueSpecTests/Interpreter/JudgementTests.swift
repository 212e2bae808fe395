import TestScheduling
import Testing

@testable import VenueSpec

@Suite("A reply is judged by what its documentation says", .bounded)
struct JudgementTests {
    /// A call whose reply has a member of every type.
    private static let everyType = """
          Reply:
            properties:
              text: { type: string, required: false }
              nullable: { type: string, nullable: true }
              both: { type: string, required: false, nullable: true }
              decimal: { type: decimal, required: false }
              number: { type: number, required: false }
              integer: { type: integer, required: false }
              flag: { type: boolean, required: false }
              time: { type: timestamp, required: false }
              millis: { type: integer, format: epoch-milliseconds, required: false }
              quoted: { type: string, format: epoch-seconds, required: false }
              either: { type: textOrNumber, required: false }
              anything: { type: any, required: false }
              state: { type: State, required: false }
              code: { type: Code, required: false }
              rows: { type: array, items: Row, required: false }
              names: { type: array, items: string, required: false }
          Row: { properties: { id: string, ok: { type: boolean, required: false } } }
          State: { enum: [OPEN, DONE] }
          Code: { type: integer, enum: { 0: { name: none }, 104: { name: missing } } }
        """

    /// A call with such a reply and these rules under status 200.
    private func test(_ rules: String, content: String = "Reply", more: String = "") throws -> TestVenue {
        try TestVenue(
            types: Self.everyType,
            operation: """
                    parameters: { id: string, count: { type: integer, required: false } }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /o/{id}' }
                    responses: { 200: \(content)\(more) }
                    outcomes: [\(rules), { status: 200, then: unknown(inconclusive) }]
                """)
    }

    @Test(
        "a body that the types allow fits",
        arguments: [
            #"{"nullable":null}"#, #"{"nullable":"x","text":null}"#, #"{"nullable":null,"both":null,"new":{"a":[1]}}"#,
            #"{"nullable":null,"decimal":"-0.10e5","number":1e400,"integer":-9223372036854775808,"flag":false}"#,
            #"{"nullable":null,"time":"2026-11-20T10:11:12.1234567Z","millis":1700000000000,"quoted":"-5"}"#,
            #"{"nullable":null,"either":"x","anything":null,"state":"NEW","code":7,"rows":[{"id":"1","z":0}],"names":[]}"#,
            #" {"nullable":null,"either":-0.0,"anything":{"a":[null]}} "#,
        ])
    func fits(body: String) throws {
        let judgement = try test("{ status: 200, when: { text: never }, then: gone }").judge(200, body)
        #expect(judgement.fits, "\(judgement.mismatch ?? "")")
        #expect(judgement.caseName == "ok" && judgement.outcome == .unknown(.inconclusive) && judgement.rule == "200")
    }

    @Test(
        "anything else does not, and the first mismatch says where",
        arguments: [
            ("", "$: expected a value at byte 0"), ("<html>", "$: expected a value at byte 0"),
            ("[]", "$: expected an object, found an array"), ("{}", "nullable: expected the member to be there"),
            (#"{"nullable":1}"#, "nullable: expected a string, found a number"),
            (
                #"{"nullable":null,"integer":1.0}"#,
                "integer: expected an integer of 64 bits without fraction or exponent"
            ),
            (
                #"{"nullable":null,"integer":-0}"#,
                "integer: expected an integer of 64 bits without fraction or exponent"
            ),
            (
                #"{"nullable":null,"millis":9223372036854775808}"#,
                "millis: expected an integer of 64 bits without fraction or exponent"
            ),
            (
                #"{"nullable":null,"quoted":"05"}"#,
                "quoted: expected an integer of 64 bits without fraction or exponent"
            ),
            (#"{"nullable":null,"quoted":5}"#, "quoted: expected a string, found a number"),
            (#"{"nullable":null,"decimal":".5"}"#, "decimal: expected a decimal in the string"),
            (#"{"nullable":null,"decimal":0.5}"#, "decimal: expected a string, found a number"),
            (#"{"nullable":null,"number":"1"}"#, "number: expected a number, found a string"),
            (#"{"nullable":null,"flag":"true"}"#, "flag: expected a boolean, found a string"),
            (#"{"nullable":null,"time":"2025-02-29T00:00:00Z"}"#, "time: expected an RFC 3339 timestamp in the string"),
            (#"{"nullable":null,"either":true}"#, "either: expected a string or a number, found a boolean"),
            (#"{"nullable":null,"state":1}"#, "state: expected a string, found a number"),
            (#"{"nullable":null,"code":"104"}"#, "code: expected a number, found a string"),
            (#"{"nullable":null,"rows":[{"id":"1"},{}]}"#, "rows[1].id: expected the member to be there"),
            (#"{"nullable":null,"names":[null]}"#, "names[0]: expected a string, found null"),
            (#"{"nullable":null,"names":{}}"#, "names: expected an array, found an object"),
            (#"{"nullable":null,"new":{"a":1,"a":2}}"#, "$: expected every name of an object once at byte 30"),
            (#"{"nullable":null} x"#, "$: expected the end of the text at byte 18"),
        ])
    func mismatch(body: String, problem: String) throws {
        let judgement = try test("{ status: 200, when: { text: never }, then: gone }").judge(200, body)
        #expect(!judgement.fits && judgement.mismatch == problem)
        #expect(judgement.caseName == "ok" && judgement.outcome == .unknown(.unreadable))
        #expect(judgement.rule == "unreadable body" && judgement.basis == .documented && judgement.row == nil)
    }

    @Test(
        "each test of a condition holds exactly where it should",
        arguments: [
            ("{ text: found }", #""text":"found""#, #""text":"Found""#),
            ("{ flag: false }", #""flag":false"#, #""flag":true"#),
            ("{ integer: 5 }", #""integer":5"#, #""integer":6"#), ("{ code: 104 }", #""code":104"#, #""code":0"#),
            ("{ state: [OPEN, DONE] }", #""state":"DONE""#, #""state":"NEW""#),
            ("{ text: { contains: x } }", #""text":"xy""#, #""both":"x""#),
            ("{ text: { contains: é } }", #""text":"caf\u00e9""#, #""text":"cafe\u0301""#),
            ("{ text: { prefix: not } }", #""text":"not found""#, #""text":"is not""#),
            ("{ text: { matches: '^a\\d+$' } }", #""text":"a12""#, #""text":"a12\n""#),
            ("{ text: { contains: a, prefix: b } }", #""text":"ba""#, #""text":"ab""#),
            ("{ both: { present: true } }", #""both":"x""#, #""both":null"#),
            ("{ both: { present: false } }", #""both":null"#, #""both":"x""#),
            ("{ anything: { present: true } }", #""anything":[]"#, #""anything":null"#),
            ("{ text: '{id}' }", #""text":"o-1""#, #""text":"o-2""#),
            ("{ text: { contains: '{id}' } }", #""text":"no o-1!""#, #""text":"o -1""#),
            ("{ integer: '{count}' }", #""integer":7"#, #""integer":8"#),
            ("{ either: 5 }", #""either":5"#, #""either":5.0"#),
            ("{ either: '5' }", #""either":"5""#, #""either":"05""#),
            ("{ names: { contains: '{id}' } }", #""names":["x","o-1"]"#, #""names":["o-12"]"#),
            ("{ 'names[*]': o-1 }", #""names":["x","o-1"]"#, #""names":[]"#),
            ("{ 'rows[*].id': o-1 }", #""rows":[{"id":"x"},{"id":"o-1"}]"#, #""rows":[{"id":"x"}]"#),
            ("{ 'rows[0].ok': true }", #""rows":[{"id":"x","ok":true}]"#, #""rows":[{"id":"x"},{"id":"y","ok":true}]"#),
            ("{ 'rows[1]': { present: false } }", #""rows":[{"id":"x"}]"#, #""rows":[{"id":"x"},{"id":"y"}]"#),
            (
                "{ 'rows[*].ok': { present: false } }", #""rows":[{"id":"x"}]"#,
                #""rows":[{"id":"x"},{"id":"y","ok":true}]"#
            ),
            ("{ integer: { above: -1, below: 10 } }", #""integer":0"#, #""integer":10"#),
            (
                "{ integer: { atLeast: 9007199254740993 } }", #""integer":9007199254740993"#,
                #""integer":9007199254740992"#
            ),
            ("{ either: { atMost: 1e-1 } }", #""either":"0.1""#, #""either":0.10000000000000000000001"#),
            ("{ either: { atMost: 5 } }", #""either":-7E+2"#, #""either":"few""#),
            ("{ either: { above: 5 } }", #""either":5.000001"#, #""both":"x""#),
            ("{ names: { count: 2 } }", #""names":["a","b"]"#, #""names":["a"]"#),
            ("{ names: { count: { atMost: 1 } } }", #""names":[]"#, #""both":"x""#),
            ("{ $input.count: 7, text: a }", #""text":"a""#, #""text":"b""#),
            ("{ text: a, flag: true }", #""text":"a","flag":true"#, #""text":"a","flag":false"#),
        ])
    func conditions(when: String, holds: String, fails: String) throws {
        let test = try test("{ status: 200, when: \(when), then: gone }")
        for (member, outcome) in [(holds, Outcome.gone), (fails, .unknown(.inconclusive))] {
            let judgement = test.judge(
                200, #"{"nullable":null,\#(member)}"#, input: ["id": .text("o-1"), "count": .number("7")])
            #expect(judgement.fits && judgement.outcome == outcome, "\(member)")
        }
    }

    @Test("a condition on a parameter that was not given fails")
    func missingParameter() throws {
        let judgement = try test("{ status: 200, when: { integer: '{count}' }, then: gone }")
            .judge(200, #"{"nullable":null,"integer":7}"#, input: ["id": .text("1")])
        #expect(judgement.outcome == .unknown(.inconclusive))
    }

    @Test("a deciding value gives its row; others and absence go on")
    func byValue() throws {
        let test = try test(
            "{ status: 200, by: state, then: { OPEN: pendingCancel, DONE: { then: gone, basis: inferred } } }")
        let done = test.judge(200, #"{"nullable":null,"state":"DONE"}"#)
        #expect(done.outcome == .gone && done.rule == "200 by state = DONE" && done.basis == .inferred)
        #expect(done.row == Judgement.Row(rule: 0, valueCase: 1))
        #expect(test.judge(200, #"{"nullable":null,"state":"OPEN"}"#).basis == .documented)
        for body in [#"{"nullable":null,"state":"NEW"}"#, #"{"nullable":null}"#, #"{"nullable":null,"state":null}"#] {
            #expect(test.judge(200, body).row == Judgement.Row(rule: 1))
        }
    }

    @Test("alternatives are tried in order, and a test of an undeclared field fails")
    func alternatives() throws {
        let test = try test(
            """
            { status: 200, when: { id: '1' }, then: canceled },
            { status: 200, when: { id: { present: false } }, then: gone }
            """, content: "{ body: [Row, Reply, text], code: integer, text: $ }")
        let row = test.judge(200, #"{"id":"1"}"#)
        #expect(row.caseName == "ok" && row.outcome == .canceled && row.code == nil && row.text == nil)
        let reply = test.judge(200, #"{"nullable":"1","integer":4}"#)
        #expect(reply.caseName == "okReply" && reply.outcome == .gone && reply.code == "4")
        let text = test.judge(200, "TOO MANY")
        #expect(text.caseName == "okText" && text.fits && text.outcome == .gone && text.text == "TOO MANY")
        #expect(test.judge(200, #"{"id":"2"}"#).outcome == .unknown(.inconclusive))
        let broken = Interpreter.judge(
            status: 200, body: [0xFF], input: [], operation: test.operation, venue: test.venue)
        #expect(broken.caseName == "ok" && broken.outcome == .unknown(.unreadable))
    }

    @Test("no content, any content, proof by status and undocumented statuses")
    func contents() throws {
        let test = try TestVenue(
            operation: """
                    parameters: { id: string }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /o/{id}' }
                    responses: { 202: none, 204: none, 401: any, 404: text, 500: none, 429: Unused }
                    outcomes:
                      - { status: [202, 204], then: pendingCancel }
                      - { status: 401, then: rejected(authentication), basis: external, source: x }
                      - { status: 404, then: gone }
                      - { status: 429, proof: status, then: throttled }
                      - { status: 500, then: unknown(serverError) }
                      - { status: 202, proof: status, then: unknown(inconclusive) }
                """)
        #expect(test.judge(204, "").outcome == .pendingCancel)
        let unexpected = test.judge(204, "{}")
        #expect(
            unexpected.caseName == "undocumented" && !unexpected.fits
                && unexpected.mismatch == "$: expected an empty body")
        #expect(unexpected.outcome == .unknown(.undocumented) && unexpected.rule == "undocumented status")
        #expect(test.judge(202, "{}").outcome == .unknown(.inconclusive))
        #expect(test.judge(500, "x").outcome == .unknown(.serverError))
        let any = test.judge(401, "\u{0}<")
        #expect(any.fits && any.caseName == "unauthorized" && any.basis == .external && any.rule == "401")
        #expect(test.judge(404, "").outcome == .gone)
        let proven = test.judge(429, "<html>")
        #expect(!proven.fits && proven.outcome == .throttled(.unknown) && proven.rule == "429" && proven.row?.rule == 3)
        #expect(test.judge(418, "").outcome == .unknown(.undocumented))
        #expect(test.judge(503, "").outcome == .unknown(.serverError))
        #expect(test.judge(503, "").caseName == Judgement.undocumentedCase)
    }
}
