import TestScheduling
import Testing
import VenueRuntime

/// Identifiers in paths, queries and forms.
@Suite(.bounded) struct RequestTargetTests {
    @Test(arguments: [
        ("Sim 101/β:%", "Sim%20101%2F%CE%B2%3A%25"), ("abcXYZ019-._~", "abcXYZ019-._~"),
        ("!*'();:@&=+$,/?#[]", "%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D"),
        ("𝄞", "%F0%9D%84%9E"), ("e\u{301}", "e%CC%81"), ("%2F", "%252F"), ("...", "..."), ("a..", "a.."),
        ("\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D"),
    ])
    func segmentsKeepOnlyUnreservedCharacters(_ value: String, encoded: String) throws {
        var target = RequestTarget("/orders/")
        target.segment(value)
        target.literal("/cancel")
        #expect(target.text == "/orders/\(encoded)/cancel")
        #expect(try PreparedRequest(method: "GET", target: target).target == target.text)
    }

    @Test(arguments: [
        ("", Violation.Problem.empty), (".", .dotSegment), ("..", .dotSegment), ("a\nb", .controlCharacter),
        ("\u{0}", .controlCharacter), ("\u{7F}", .controlCharacter), ("\u{85}", .controlCharacter),
    ])
    func segmentsThatReachOtherEndpointsNeverLeave(_ value: String, problem: Violation.Problem) {
        var target = RequestTarget("/orders/")
        target.segment(value)
        #expect(throws: InvalidInput(violations: [Violation(field: "path", problem: problem)])) {
            try PreparedRequest(method: "DELETE", target: target)
        }
    }

    @Test func dotsFromTwoParametersAreSeen() {
        var target = RequestTarget("/a/")
        target.segment(".")
        target.segment(".")
        target.literal("/b")
        #expect(throws: InvalidInput.self) { try PreparedRequest(method: "GET", target: target) }
        #expect(throws: InvalidInput.self) { try PreparedRequest(method: "GET", target: RequestTarget("x")) }
        #expect(throws: InvalidInput.self) { try PreparedRequest(method: "GET", target: RequestTarget()) }
    }

    @Test func queriesAreEncodedLikePaths() {
        var target = RequestTarget("/x")
        target.query("a b", "1 2+3&4=5/ä")
        target.query("none", ifPresent: nil)
        target.query("some", ifPresent: "")
        target.query("ids", joined: ["a,b", "c"])
        target.query("empty", joined: [])
        target.query("each", repeated: ["1", "2"])
        #expect(target.text == "/x?a%20b=1%202%2B3%264%3D5%2F%C3%A4&some=&ids=a%2Cb,c&each=1&each=2")
    }

    @Test func dotsInAQueryAreNoSegments() throws {
        var target = RequestTarget("/x")
        target.query("q", "/../")
        #expect(try PreparedRequest(method: "GET", target: target).target == "/x?q=%2F..%2F")
    }

    @Test func formsAreSerializedAsBrowsersDo() {
        var form = FormBody()
        form.append("a b", "1 2+3&4=5/ä~*-._")
        form.append("none", ifPresent: nil)
        form.append("ids", joined: ["a,b", "c d"])
        form.append("empty", joined: [])
        form.append("each", repeated: ["1", "2"])
        #expect(form.text == "a+b=1+2%2B3%264%3D5%2F%C3%A4%7E*-._&ids=a%2Cb%2Cc+d&each=1&each=2")
        #expect(form.bytes == bytes(form.text))
        #expect(FormBody().bytes == [])
    }

    @Test func requestsDifferWithAndWithoutBody() throws {
        let none = try PreparedRequest(method: "PUT", target: RequestTarget("/x"))
        let empty = try PreparedRequest(
            method: "PUT", target: RequestTarget("/x"), contentType: "application/json", body: bytes("{}"))
        #expect(none.body == nil)
        #expect(none.headers.fields == [])
        #expect(empty.body == bytes("{}"))
        #expect(empty.headers["content-type"] == "application/json")
        #expect(none.description == "PUT /x")
    }

    @Test func aListIsOneSegmentThatNamesEveryElementAndIsNeverEmpty() throws {
        func text(_ values: [String]) -> String? {
            var target = RequestTarget("/books/")
            target.segment(joined: values)
            target.literal("/orders")
            return try? PreparedRequest(method: "DELETE", target: target).target
        }
        #expect(text(["A/B", "c,d", "é"]) == "/books/A%2FB,c%2Cd,%C3%A9/orders")
        #expect(text(["A"]) == "/books/A/orders")
        for values in [[], [""], ["A", ""], ["."], [".."], ["a\n"]] { #expect(text(values) == nil, "\(values)") }
    }
}
