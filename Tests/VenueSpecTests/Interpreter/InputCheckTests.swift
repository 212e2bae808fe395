import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

extension ExactNumber: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(value) }
}

@Suite("An input is refused with everything that is wrong with it", .bounded)
struct InputCheckTests {
    /// A call whose parameters carry every constraint.
    private func constrained() throws -> TestVenue {
        try TestVenue(
            operation: """
                    parameters:
                      path: { type: string }
                      part: { type: string }
                      head: { type: string }
                      text: { type: string, minLength: 2, maxLength: 3, pattern: '^[a-zé]+$', not: [bad] }
                      free: { type: string, required: false }
                      count: { type: integer, minimum: 1, maximum: 9, not: [5] }
                      price: { type: decimal, minimum: '0.1', maximum: 99.99999999999999999999, required: false }
                      ratio: { type: number, maximum: -1e-3, required: false }
                      prices: { type: array, items: { type: decimal, minimum: 0 }, required: false }
                      uuid: { type: string, format: uuid }
                      day: { type: string, format: date }
                      bytes: { type: string, maxBytes: 4, required: false }
                      side: { enum: [BUY, SELL] }
                      list: { type: array, items: string, minItems: 2, maxItems: 3 }
                      words: { type: array, items: { maxLength: 3, pattern: '^[a-z]+$' }, required: false }
                      numbers: { type: array, items: { type: integer, minimum: 1, not: [3] }, required: false }
                    identity: [path]
                    repeatable: safe
                    http:
                      request: POST /o/{path}/p-{part}
                      headers: { X-Head: '{head}' }
                      json: { text, free, bytes, count, price, ratio, prices, uuid, day, side, list, words, numbers }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
    }

    /// Problems of an input that is valid but for one parameter.
    private func problems(_ name: String, _ value: Example.InputScalar?) throws -> [InputProblem.Problem] {
        let valid: [(String, Example.InputScalar)] = [
            ("path", .text("1")), ("part", .text(".")), ("head", .text("a b")), ("text", .text("éa")),
            ("count", .number("1")), ("uuid", .text("123E4567-e89b-12d3-a456-426614174000")),
            ("day", .text("2024-02-29")), ("side", .text("BUY")), ("list", .list([.text("1"), .text("")])),
        ]
        let values = (valid.filter { $0.0 != name } + (value.map { [(name, $0)] } ?? [])).map {
            Example.InputValue(name: $0.0, value: $0.1, range: .fileStart)
        }
        let test = try constrained()
        do {
            _ = try Interpreter.request(values, operation: test.operation, venue: test.venue)
            return []
        } catch {
            #expect(error.all.allSatisfy { $0.parameter == name })
            return error.all.map(\.problem)
        }
    }

    @Test("each constraint has its own problem")
    func constraints() throws {
        #expect(try problems("none", nil) == [])
        #expect(try problems("none", .text("")) == [.unknownParameter])
        #expect(try problems("text", nil) == [.missing])
        #expect(try problems("text", .number("1")) == [.wrongKind(expected: "text")])
        #expect(try problems("text", .text("")) == [.tooShort(2), .pattern("^[a-zé]+$")])
        #expect(try problems("text", .text("abcd")) == [.tooLong(3)])
        #expect(try problems("text", .text("bad")) == [.forbiddenValue])
        #expect(try problems("text", .text("e\u{301}a")) == [.pattern("^[a-zé]+$")])
        #expect(try problems("count", .number("0")) == [.below(1)])
        #expect(try problems("count", .number("10")) == [.above(9)])
        #expect(try problems("count", .number("5")) == [.forbiddenValue])
        #expect(try problems("count", .number("1.0")) == [.wrongKind(expected: "an integer of 64 bits")])
        #expect(try problems("price", .text("0.10")) == [])
        #expect(try problems("price", .text("99.99999999999999999999")) == [])
        // The same as its limit in binary floating point.
        #expect(try problems("price", .text("0.09999999999999999999")) == [.below(try #require(ExactNumber("0.1")))])
        #expect(
            try problems("price", .text("100")) == [.above(try #require(ExactNumber("99.99999999999999999999")))])
        #expect(try problems("ratio", .number("-0.001")) == [])
        #expect(try problems("ratio", .number("-0.00099")) == [.above(try #require(ExactNumber("-1e-3")))])
        #expect(try problems("prices", .list([.text("0"), .text("-1e-30")])) == [.below(0)])
        #expect(try problems("bytes", .text("éé")) == [])
        #expect(try problems("bytes", .text("ééa")) == [.tooManyBytes(4)])
        #expect(try problems("uuid", .text("123e4567e89b12d3a456426614174000")) == [.format(.uuid)])
        #expect(try problems("day", .text("2023-02-29")) == [.format(.date)])
        #expect(try problems("side", .text("buy")) == [.notListed(["BUY", "SELL"])])
        #expect(try problems("list", .list([.text("1")])) == [.tooFewItems(2)])
        #expect(try problems("list", .list(Array(repeating: .text("1"), count: 4))) == [.tooManyItems(3)])
        #expect(try problems("list", .list([.text("\n"), .text("\r")])) == [.controlCharacter, .controlCharacter])
        #expect(
            try problems("words", .list([.text("abc"), .text("abcd"), .text("A")])) == [
                .tooLong(3), .pattern("^[a-z]+$"),
            ])
        #expect(
            try problems("numbers", .list([.number("0"), .number("3"), .number("4")])) == [.below(1), .forbiddenValue])
    }

    @Test("no identifier that could name another resource, or all of them, reaches a request")
    func unsafeText() throws {
        #expect(try problems("path", .text("")) == [.empty])
        #expect(try problems("path", .text(".")) == [.dotSegment])
        #expect(try problems("path", .text("..")) == [.dotSegment])
        #expect(try problems("path", .text("...")) == [])
        #expect(try problems("path", .text("a\u{7F}")) == [.controlCharacter])
        #expect(try problems("path", .text("a\u{85}")) == [.controlCharacter])
        #expect(try problems("part", .text("..")) == [])
        #expect(try problems("part", .text("")) == [.empty])
        #expect(try problems("head", .text("")) == [.empty])
        #expect(try problems("head", .text(" a")) == [.notHeaderText])
        #expect(try problems("head", .text("a ")) == [.notHeaderText])
        #expect(try problems("head", .text("é")) == [.notHeaderText])
        #expect(try problems("head", .text("a\r\nX: 1")) == [.controlCharacter])
        #expect(try problems("free", .text("")) == [])
        #expect(try problems("free", .text("\0")) == [.controlCharacter])
    }

    @Test("segments that only parameters make together cannot be dots")
    func joinedSegments() throws {
        let test = try TestVenue(
            operation: """
                    parameters: { a: string, b: string }
                    identity: [a, b]
                    repeatable: safe
                    http: { request: 'DELETE /o/{a}{b}' }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        #expect(try test.request(["a": .text("."), "b": .text("x")]).target == "/o/.x")
        #expect(test.problems(["a": .text("."), "b": .text(".")]).map(\.problem) == [.dotSegment])
    }

    @Test("problems of a list's elements say which")
    func elements() throws {
        let test = try constrained()
        let problems = test.problems(["list": .list([.text("a"), .text("\u{1B}")])])
        #expect(problems.contains { $0.field == "list[1]" && $0.problem == .controlCharacter })
    }

    @Test("all problems are reported at once and none shows the value")
    func allAtOnce() throws {
        let problems = try constrained().problems([
            "path": .text("..secret\n"), "count": .number("77"), "count": .number("1"),
        ])
        #expect(
            problems.map(\.message) == [
                "'count' is given more than once", "'path' must not have control characters",
                "'part' is required and not given",
                "'head' is required and not given", "'text' is required and not given", "'count' must be at most 9",
                "'uuid' is required and not given", "'day' is required and not given",
                "'side' is required and not given", "'list' is required and not given",
            ])
    }

    @Test("exactly one set of identifying parameters is given, whole")
    func identityAlternatives() throws {
        let test = try TestVenue(
            operation: """
                    parameters: { oms: integer, order: integer, account: integer, client: integer }
                    identity: { byOrder: [oms, order], byClient: [oms, account, client] }
                    repeatable: safe
                    http: { request: POST /cancel, json: { oms, order, account, client } }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        let oms = Example.InputScalar.number("1")
        let wrong = [InputProblem.Problem.noIdentity(["order", "account + client"])]
        #expect(test.problems(["oms": oms, "order": oms]).isEmpty)
        #expect(test.problems(["oms": oms, "account": oms, "client": oms]).isEmpty)
        #expect(test.problems(["oms": oms]).map(\.problem) == wrong)
        #expect(test.problems(["oms": oms, "client": oms]).map(\.problem) == wrong)
        #expect(test.problems(["oms": oms, "order": oms, "client": oms]).map(\.problem) == wrong)
        #expect(test.problems(["oms": oms, "order": oms, "account": oms, "client": oms]).map(\.problem) == wrong)
        #expect(test.problems(["order": oms]).map(\.problem) == [.missing])
    }

    @Test("a conditional group is given exactly with its value")
    func conditionalGroups() throws {
        let test = try TestVenue(
            operation: """
                    parameters: { id: string, type: { enum: [CS, OPT], required: false }, strike: decimal, expiry: string }
                    identity: [id]
                    conditional: [{ when: { type: OPT }, require: [strike, expiry] }]
                    repeatable: safe
                    http: { request: POST /cancel, json: { id, type, strike, expiry } }
                    responses: { 204: none }
                    outcomes: [{ status: 204, then: pendingCancel }]
                """)
        let id = Example.InputScalar.text("1")
        #expect(test.problems(["id": id]).isEmpty)
        #expect(test.problems(["id": id, "type": .text("CS")]).isEmpty)
        #expect(test.problems(["id": id, "type": .text("OPT"), "strike": .text("1"), "expiry": .text("x")]).isEmpty)
        #expect(
            test.problems(["id": id, "type": .text("OPT"), "strike": .text("1")]).map(\.problem)
                == [.missingWith(discriminator: "type", value: "OPT")])
        #expect(
            test.problems(["id": id, "type": .text("CS"), "strike": .text("1")]).map(\.problem)
                == [.givenWithout(discriminator: "type", value: "OPT")])
        #expect(
            test.problems(["id": id, "expiry": .text("1")]).map(\.problem)
                == [.givenWithout(discriminator: "type", value: "OPT")])
    }
}
