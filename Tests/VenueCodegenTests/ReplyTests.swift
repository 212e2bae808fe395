import TestScheduling
import Testing

@Suite(.bounded) struct ReplyTests {
    private static let types = """
        { A: { properties: { ok: boolean, text: { type: string, required: false }, status: Status,
                             rows: { type: array, required: false, items: B } } },
          B: { properties: { code: integer, name: string } }, Status: { enum: [DONE, OPEN] } }
        """

    @Test func theFirstShapeThatFitsIsTheReplys() throws {
        let snippet = try Snippet(
            types: Self.types, responses: "{ 200: [none, A, B], 202: [A, any], 204: none, 500: text }")
        #expect(
            snippet.code("public static func read") == """
                public static func read(_ http: HTTPResponse) -> Response {
                    switch http.status {
                    case 200:
                        if http.body.isEmpty { return .ok }
                        let body = http.json(A.self)
                        if case .value = body { return .okA(body) }
                        if case .value(let value) = http.json(B.self) { return .okB(.value(value)) }
                        return .okA(body)
                    case 202:
                        let body = http.json(A.self)
                        if case .value = body { return .accepted(body) }
                        return .acceptedAny(http)
                    case 204:
                        if http.body.isEmpty { return .noContent }
                        return .undocumented(http)
                    case 500: return .internalServerError(http.text())
                    default: return .undocumented(http)
                    }
                }
                """)
    }

    @Test func documentedHeaderFieldsStandInTheReplysComment() throws {
        let snippet = try Snippet(
            responses: """
                { 200: { body: text, headers: { X-Id: , Retry-After: { required: false, description: Seconds } } } }
                """
        )
        #expect(
            snippet.documentation("case ok") == [
                "A reply with status 200.", "",
                "Header `X-Id`. Header `Retry-After`, if sent: Seconds. [test.venue.yaml",
                "operations.cancelOrder.responses.200]",
            ])
    }

    @Test func whatNamesAnotherOrderIsJudgedBeforeAnyRule() throws {
        let snippet = try Snippet(
            types: Self.types,
            responses: """
                { 200: { body: [A, text], echoes: { text: '{id}', 'rows[0].code': { repeats: '{id}', basis: inferred,
                         ignoring: case }, 'rows[0].name': "order '{id}' is gone", $: none } },
                  404: { body: text, echoes: { $: { repeats: 'no {id}', ignoring: [hyphens, case] } } } }
                """,
            outcomes: "[{ status: 200, then: canceled }, { status: 404, then: gone, proof: status }]")
        let code = snippet.code("public static func judge")
        #expect(
            code.contains(
                #"""
                        if let other = reply.otherOrder("text", body.text, repeats: input.id) { return other }
                        if let other = reply.otherOrder(
                            "rows[0].code", body.rows?.first?.code.description, repeats: input.id, ignoring: .letterCase,
                            .inferred
                        ) { return other }
                        if let other = reply.otherOrder(
                            "rows[0].name", body.rows?.first?.name, repeats: ["order '", .asked(input.id), "' is gone"]
                        ) { return other }
                        return reply.verdict(.canceled, "200")
                """#), "\(code)")
        #expect(code.contains("case .okText(.value(let body)):"), "\(code)")
        #expect(code.contains(#"repeats: ["no ", .asked(input.id)], ignoring: [.letterCase, .hyphens]"#), "\(code)")
    }

    @Test func quantitiesAreReadAsExactDecimals() throws {
        let snippet = try Snippet(
            types: """
                { A: { properties: { qty: decimal, done: { type: number, required: false }, part: B,
                                     rows: { type: array, required: false, items: B } } },
                  B: { properties: { open: integer } } }
                """,
            responses: """
                { 200: { body: [A, text], quantities: { ordered: qty, filled: done, remaining: part.open } },
                  404: { body: A, quantities: { remaining: 'rows[0].open' } } }
                """,
            outcomes: "[{ status: 200, then: canceled }, { status: 404, then: gone }]")
        let code = snippet.code("public static func judge")
        for expected in [
            "http, ordered: body.qty, filled: body.done, remaining: ExactDecimal(body.part.open)\n",
            "JudgedReply(http, remaining: (body.rows?.first?.open).map({ ExactDecimal($0) }))\n",
            "JudgedReply(http, text: body)\n",
        ] {
            #expect(code.contains(expected), "\(code)")
        }
    }

    @Test func theFirstRuleThatHoldsDecides() throws {
        let snippet = try Snippet(
            types: Self.types, responses: "{ 200: { body: A, code: 'rows[0].code', text: text } }",
            outcomes: """
                [{ status: 200, when: { ok: false, text: { contains: late } }, then: tooLate },
                 { status: 200, by: status, then: { DONE: canceled, OPEN: throttled } },
                 { status: 200, then: unknown(inconclusive), basis: inferred }]
                """)
        #expect(
            snippet.code("public static func judge") == #"""
                public static func judge(_ response: Response, to input: Input, http: HTTPResponse) -> Verdict {
                    switch response {
                    case .ok(.value(let body)):
                        let reply = JudgedReply(http, code: body.rows?.first?.code.description, text: body.text)
                        if !body.ok, FieldMatch.contains(body.text, "late") {
                            return reply.verdict(.tooLate(.unspecified), #"200 when ok = false and text contains "late""#)
                        }
                        switch body.status {
                        case .done: return reply.verdict(.canceled, "200 by status = DONE")
                        case .open:
                            return reply.verdict(
                                .throttled(retryAfter: http.retryAfter, processing: .unknown), "200 by status = OPEN"
                            )
                        default: break
                        }
                        return reply.verdict(.unknown(.inconclusive), "200", .inferred)
                    case .ok(.unreadable(let error)): return Verdict.unreadable(http, error)
                    case .undocumented: return Verdict.undocumented(http)
                    }
                }
                """#)
    }

    @Test(arguments: [
        ("ok: true", "if body.ok {"),
        ("text: a", #"if FieldMatch.equals(body.text, "a") {"#),
        ("text: [a, b]", #"if FieldMatch.equals(body.text, oneOf: ["a", "b"]) {"#),
        ("text: { prefix: a }", #"if FieldMatch.hasPrefix(body.text, "a") {"#),
        (#"text: { matches: '\d' }"#, ##"if FieldMatch.matches(body.text, #"\d"#) {"##),
        ("text: { present: true }", "if body.text != nil {"),
        ("text: { present: false }", "if body.text == nil {"),
        ("text: '{id}'", "if FieldMatch.equals(body.text, input.id) {"),
        ("status: DONE", "if body.status == Status.done {"),
        ("status: [DONE, OPEN]", "if body.status == Status.done || body.status == Status.open {"),
        ("'rows[0].code': 7", "if body.rows?.first?.code == 7 {"),
        ("'rows[2].name': x", #"if FieldMatch.equals(body.rows?.dropFirst(2).first?.name, "x") {"#),
        ("'rows[*].code': 7", "if body.rows?.contains(where: { $0.code == 7 }) == true {"),
        ("'rows[*].code': { present: false }", "if !(body.rows?.isEmpty == false) {"),
        ("text: '{id}'", "if FieldMatch.equals(body.text, input.id) {"),
        ("text: 'order {id}'", #"if FieldMatch.equals(body.text, "order \(input.id)") {"#),
        ("text: { contains: 'order {id} gone' }", #"if FieldMatch.contains(body.text, "order \(input.id) gone") {"#),
        ("text: { prefix: '{id}: ' }", #"if FieldMatch.hasPrefix(body.text, "\(input.id): ") {"#),
        ("text: { contains: '{{x}}' }", #"if FieldMatch.contains(body.text, "{x}") {"#),
        (
            "text: ['{id} gone', gone]",
            #"if FieldMatch.equals(body.text, "\(input.id) gone") || FieldMatch.equals(body.text, "gone") {"#
        ),
        (
            "text: { matches: '^{id}[0-9]{2}$' }",
            #"if FieldMatch.matches(body.text, [.expression("^"), .text(input.id), .expression("[0-9]{2}$")]) {"#
        ),
    ])
    func everyTestIsAnExpression(condition: String, code: String) throws {
        let snippet = try Snippet(
            types: Self.types, responses: "{ 200: A }",
            outcomes: "[{ status: 200, when: { \(condition) }, then: canceled }, { status: 200, then: gone }]")
        #expect(snippet.code("public static func judge").contains("        \(code)"))
    }

    @Test func aRuleAboutAFieldOfAnotherShapeIsNoRuleOfThisOne() throws {
        let judge = try Snippet(
            types: Self.types, responses: "{ 200: [A, B] }",
            outcomes: """
                [{ status: 200, when: { name: x }, then: canceled },
                 { status: 200, when: { name: { present: false } }, then: gone }, { status: 200, then: unknownOrder }]
                """
        ).code("public static func judge")
        #expect(
            judge.contains(
                """
                    case .ok(.value): return JudgedReply(http).verdict(.gone, "200 when name absent")
                    case .okB(.value(let body)):
                        let reply = JudgedReply(http)
                        if FieldMatch.equals(body.name, "x") { return reply.verdict(.canceled, #"200 when name = "x""#) }
                        return reply.verdict(.unknownOrder, "200")
                """))
    }

    @Test func aStatusThatIsProofHoldsWhateverTheBody() throws {
        let judge = try Snippet(
            types: Self.types, responses: "{ 202: A, 204: none }",
            outcomes: "[{ status: [202, 204], then: pendingCancel, proof: status }]"
        ).code("public static func judge")
        #expect(
            judge.contains(
                """
                    case .accepted(.unreadable(let error)):
                        return JudgedReply(http, problem: error).verdict(.pendingCancel, "202")
                    case .undocumented:
                        if http.status == 204 { return JudgedReply(http).verdict(.pendingCancel, "204") }
                        return Verdict.undocumented(http)
                """))
    }
}
