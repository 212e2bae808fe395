import GoldenClients
import TestScheduling
import Testing
import VenueRuntime

/// What the types of generated code promise to those who use them.
@Suite(.bounded) struct GeneratedTypeTests {
    typealias Cancel = Everything.CancelOrder

    private func input(identity: Cancel.Identity, kind: Cancel.Kind? = nil) -> Cancel.Input {
        Cancel.Input(in: "v", let: .x, kind: kind, identity_: identity, tags: ["t"], input: 6)
    }

    @Test func aReplyIsWrittenAsItWasReceived() throws {
        let text =
            #"{"key":"k","amount":1.50e+3,"price":null,"at":1700000000000,"id":"5","extra":{"b":[1.0]},"state":"K","#
            + #""code":-7,"rows":[{"state":"new","id":1}],"numbers":null,"names":[],"type":"A"}"#
        let reply = try Everything.Reply(jsonBytes: Array(text.utf8))
        #expect(String(decoding: reply.jsonBytes(), as: UTF8.self) == text)
        #expect(reply.state == .undocumented("K"))
        #expect(reply.code == .failed)
        #expect(reply.numbers == .null)
        #expect(reply.amount == .value(try #require(ExactDecimal("1.50e+3"))))
    }

    @Test func aValueThatOnlyLooksDocumentedIsNotTakenForIt() throws {
        #expect(Everything.Status(wireValue: "\u{212A}") == .kelvin)
        #expect(Everything.Status(wireValue: "K") == .undocumented("K"))
        #expect(
            Everything.Status.documented.map(\.wireValue).map { Everything.Status(wireValue: $0) }
                == Everything.Status.documented)
    }

    @Test func nullAndAbsentAreToldApartOnlyWhereTheVenueDoes() throws {
        let base = #""key":"k","price":"1","at":1,"id":1,"code":0,"names":[],"type":"A"}"#
        let absent = try Everything.Reply(jsonBytes: Array("{\(base)".utf8))
        let null = try Everything.Reply(jsonBytes: Array(#"{"amount":null,"class":null,\#(base)"#.utf8))
        #expect(absent.amount == .absent && null.amount == .null)
        #expect(absent.class == nil && null.class == nil)
        #expect(throws: JSONError.self) { try Everything.Reply(jsonBytes: Array("{}".utf8)) }
    }

    @Test(arguments: [
        #"{"in":"v","let":"x","tags":["t"],"input":6}"#,
        #"{"in":"v","let":"x","tags":["t"],"input":6,"mode":"M","identity":"i"}"#,
        #"{"in":"v","let":"x","tags":["t"],"input":6,"mode":"M","kind":"A"}"#,
        #"{"in":"v","let":"x","tags":["t"],"input":6,"mode":"M","kind":"C","price":1}"#,
        #"{"in":"v","let":"x","tags":["t"],"input":6,"mode":"M","price":1}"#,
        #"{"in":"v","let":"x","tags":["t"],"input":6,"mode":"M","kind":"D"}"#,
        #"{"in":"v","let":"w","tags":["t"],"input":6,"mode":"M"}"#,
    ])
    func parametersThatDoNotGoTogetherAreNoInput(json: String) {
        #expect(throws: JSONError.self) { try Cancel.Input(jsonBytes: Array(json.utf8)) }
    }

    @Test func anInputSurvivesCodingInEveryAlternative() throws {
        let price = try #require(ExactDecimal("1.50"))
        let when = try #require(Timestamp("2026-01-01T00:00:00.1234567Z"))
        for input in [
            input(identity: .a(mode: .m)), input(identity: .b(when: when, `inout`: "i"), kind: .a(price: price)),
            input(identity: .c(identity: "i"), kind: .b(check: "c", default: price)),
            input(identity: .a(mode: .m), kind: .c),
        ] {
            #expect(try Cancel.Input(jsonBytes: input.jsonBytes()) == input)
        }
    }

    @Test func everyViolationIsReportedByItsField() {
        let input = Cancel.Input(
            in: "", let: .x, kind: .b(check: "x", default: ExactDecimal(1)), identity_: .c(identity: "no"),
            values: [1, 2, 3, 4], tags: ["\u{7}"], input: 5)
        let error = #expect(throws: InvalidInput.self) { try Cancel.prepare(input) }
        #expect(
            error?.violations.map(\.field) == [
                "in", "values", "tags[0]", "identity", "check", "check", "input",
            ])
    }

    @Test func aRequestCarriesEveryTemplate() throws {
        let request = try Cancel.prepare(input(identity: .a(mode: .m)))
        #expect(request.description == "POST /a%22b/v.x/lit?joined=t&e=x-6%22-v")
        #expect(request.headers.fields.map(\.name) == ["X-In", "X-Mode", "Content-Type"])
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) }
                == #"{"let":"x","nested":{"list":[1.50,true,null,"it's","v",["t"],["a"]]},"text":"a-v-\"6","#
                + #""encoded":"{\"inner\":\"{}\"}","again":"[1,\"{}\"]"}"#)
    }

    @Test func aStatusWithoutContentTakesNoBody() {
        #expect(Everything.CancelOrder.read(HTTPResponse(status: 204)) == .noContent)
        let surprising = HTTPResponse(status: 204, body: [0x7B])
        #expect(Everything.CancelOrder.read(surprising) == .undocumented(surprising))
    }
}
