import TestScheduling
import Testing

@testable import VenueSpec

/// Templates of text and request lines are read as written, or refused with the cure.
@Suite(.bounded) struct TemplateTextTests {
    @Test func textWithoutPlaceholdersIsItself() throws {
        #expect(try TextTemplate(parsing: "").parts == [])
        #expect(try TextTemplate(parsing: "a b/β").parts == [.literal("a b/β")])
        #expect(try TextTemplate(parsing: "{{a}} }}{{").parts == [.literal("{a} }{")])
    }

    @Test func placeholdersStandBetweenTexts() throws {
        #expect(try TextTemplate(parsing: "{a}").parts == [.parameter("a")])
        #expect(try TextTemplate(parsing: "{a}{b}").parts == [.parameter("a"), .parameter("b")])
        #expect(
            try TextTemplate(parsing: "x-{a}-{{{b}}}").parts == [
                .literal("x-"), .parameter("a"), .literal("-{"), .parameter("b"), .literal("}"),
            ])
    }

    @Test("A brace counts whatever combines with it", arguments: ["\u{301}", "\u{200D}", "\u{FE0F}"])
    func bracesCountByThemselves(_ joiner: String) throws {
        #expect(
            try TextTemplate(parsing: "x{\(joiner)a}\(joiner)").parts == [
                .literal("x"), .parameter("\(joiner)a"), .literal(joiner),
            ])
        #expect(try TextTemplate(parsing: "{{\(joiner)}}\(joiner)").parts == [.literal("{\(joiner)}\(joiner)")])
        for text in ["{\(joiner)", "}\(joiner)", "{a{\(joiner)}"] {
            #expect(throws: SyntaxError.self) { try TextTemplate(parsing: text) }
        }
    }

    @Test func onlyALonePlaceholderIsBare() throws {
        #expect(try TextTemplate(parsing: "{a}").bareParameter == "a")
        #expect(try TextTemplate(parsing: "{a}{b}").bareParameter == nil)
        #expect(try TextTemplate(parsing: "a").bareParameter == nil)
        #expect(try TextTemplate(parsing: "{a} {b} {a}").parameters == ["a", "b", "a"])
    }

    @Test func aStarRepeatsTheWholeField() throws {
        let template = try TextTemplate(parsing: "{ids*}")
        #expect(template.explodes && template.bareParameter == "ids")
        #expect(try TextTemplate(parsing: "{ids}").explodes == false)
        #expect(throws: SyntaxError.self) { try TextTemplate(parsing: "a{ids*}") }
    }

    @Test(arguments: ["{", "{a", "a}", "}", "{}", "{*}", "{a{b}}", "{{a}", "{a}}"])
    func unbalancedBracesAreRefused(_ text: String) {
        #expect(throws: SyntaxError.self) { try TextTemplate(parsing: text) }
    }

    @Test func aRequestLineIsAMethodAndAPath() throws {
        let line = try RequestLine(parsing: "POST /v1/accounts/{account}/orders/{orderId}.json")
        #expect(line.method == "POST")
        #expect(
            line.path == [
                .literal("/v1/accounts/"), .parameter("account"), .literal("/orders/"), .parameter("orderId"),
                .literal(".json"),
            ])
        #expect(try RequestLine(parsing: "GET /").path == [.literal("/")])
        #expect(try RequestLine(parsing: "PUT /a/").path == [.literal("/a/")])
        #expect(try RequestLine(parsing: "PATCH /a%2Fb;v=1,2:x@y/~!$&'()*+=").method == "PATCH")
        #expect(try RequestLine(parsing: "DELETE /...").path == [.literal("/...")])
    }

    @Test(
        arguments: [
            "", "/a", "POST", "POST /a b", "POST  /a", " POST /a", "post /a", "HEAD /a", "POST a", "POST {a}",
            "POST /a?b=1",
            "POST /a#b", "POST /ä", "POST /a\"", "POST /a\\b", "POST /./a", "POST /a/..", "POST //a", "POST /a//b",
            "POST /{a", "POST /a%", "POST /a%2", "POST /a%zz", "POST /%{a}41", "POST /{ids*}", "POST /a\u{0}",
        ]) func whatAServerWouldReadDifferentlyIsRefused(_ text: String)
    {
        #expect(throws: SyntaxError.self) { try RequestLine(parsing: text) }
    }

    @Test(arguments: ["0", "-0", "1", "10", "-1.50", "1e3", "1E-7", "0.0", "123456789012345678901234567890"])
    func jsonNumbersAreNumbers(_ text: String) {
        #expect(JSONTemplate.isJSONNumber(text))
    }

    @Test(arguments: ["", "-", "01", "+1", ".5", "1.", "1e", "1e+", "0x10", "1_000", "NaN", "Infinity", " 1", "1 "])
    func otherTextsAreNot(_ text: String) {
        #expect(!JSONTemplate.isJSONNumber(text))
    }
}
