import TestScheduling
import Testing
import VenueRuntime

@Suite("One value or many is read as a list and written as it came", .bounded)
struct OneOrManyTests {
    @Test(arguments: [
        (#""a""#, ["a"], true), (#"["a"]"#, ["a"], false), (#"[ "a" , "b" ]"#, ["a", "b"], false), ("[]", [], false),
    ])
    func bothFormsAreRead(text: String, values: [String], isAlone: Bool) throws {
        let value = try OneOrMany<String>(jsonBytes: Array(text.utf8))
        #expect(value.values == values && value.isAlone == isAlone)
        #expect(String(decoding: value.jsonBytes(), as: UTF8.self) == text.filter { $0 != " " })
    }

    @Test(arguments: ["7", "null", "[7]", #"["a",null]"#, #"[["a"]]"#, "", "[", #"{"a":"b"}"#])
    func whatIsNeitherIsRefused(text: String) {
        #expect(throws: JSONError.self) { try OneOrMany<String>(jsonBytes: Array(text.utf8)) }
    }

    @Test func aValueAloneIsNotTheListOfIt() {
        #expect(OneOrMany("a") != OneOrMany(["a"]))
        #expect(OneOrMany("a").map(\.count) == OneOrMany(1))
    }
}
