import Foundation
import TestScheduling
import Testing
import VenueRuntime

@Suite("JSON in a text is read as what it is and written back as a text", .bounded)
struct EncodedJSONTests {
    @Test(arguments: [
        #""[1,2]""#, #"" [ 1 , 2 ] ""#, #""\u005b1,2]""#, #""\uFEFF[1,2]""#,
    ])
    func theTextIsRead(text: String) throws {
        let value = try EncodedJSON<[Int64]>(jsonBytes: Array(text.utf8))
        #expect(value.value == [1, 2])
        #expect(String(decoding: value.jsonBytes(), as: UTF8.self) == #""[1,2]""#)
    }

    @Test func textsStandInTexts() throws {
        let text = #""[\"{\\\"a\\\":\\\"\\\\\\\"\\\"}\"]""#
        let value = try EncodedJSON<[EncodedJSON<JSONMap<String>>]>(jsonBytes: Array(text.utf8))
        #expect(value.value.first?.value["a"] == "\"")
        #expect(String(decoding: value.jsonBytes(), as: UTF8.self) == text)
    }

    @Test(arguments: [
        "[1,2]", "null", "1", #""""#, #"" ""#, #""[1,2""#, #""[1,2]]""#, #""[1,2] x""#, #""[1.5]""#, #""\"[1]\"""#, "",
        #""[1,2]"#, #""{}""#,
    ])
    func whatIsNoSuchTextIsRefused(text: String) {
        #expect(throws: JSONError.self) { try EncodedJSON<[Int64]>(jsonBytes: Array(text.utf8)) }
    }

    @Test func theErrorNamesThePlaceInTheText() {
        let error = #expect(throws: JSONError.self) {
            try [EncodedJSON<[Int64]>](jsonBytes: Array(#"["[1]", "[2,\"x\"]"]"#.utf8))
        }
        #expect(error?.path == "$[1][1]" && error?.offset == 8)
        #expect(error?.kind == .wrongShape(expected: .number, found: .string))
    }

    /// Each text may nest as deep as a document of its own.
    @Test func deepTextsAreRefusedLikeDeepDocuments() throws {
        func nested(_ depth: Int) -> [UInt8] {
            EncodedJSON(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).value.jsonBytes()
        }
        #expect(throws: Never.self) { try EncodedJSON<JSONValue>(jsonBytes: nested(JSONReader.maximumDepth)) }
        let error = #expect(throws: JSONError.self) {
            try EncodedJSON<JSONValue>(jsonBytes: nested(JSONReader.maximumDepth + 1))
        }
        #expect(error?.kind == .tooDeep)
    }

    /// A coder that rounds numbers does not see those in a text.
    @Test func codersKeepTheNumbersOfATextAsTheyAre() throws {
        let text = #"["[1.50]"]"#
        let values = try JSONDecoder().decode([Prices].self, from: Data(text.utf8))
        #expect(values == [Prices(prices: ["1.50"])])
        #expect(String(decoding: try JSONEncoder().encode(values), as: UTF8.self) == text)
    }

    @Test func codersReadAndWriteTheTextAlone() throws {
        let text = #"" [1, 2] ""#
        let value = try JSONDecoder().decode(EncodedJSON<[Int64]>.self, from: Data(text.utf8))
        #expect(value == EncodedJSON([1, 2]))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == #""[1,2]""#)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(EncodedJSON<[Int64]>.self, from: Data(#""[1""#.utf8))
        }
        guard case .dataCorrupted(let context)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((context.underlyingError as? JSONError)?.kind == .endOfInput)
    }
}

private struct Prices: JSONModel {
    let prices: [String]

    init(prices: [String]) { self.prices = prices }

    init(json: inout JSONReader) throws(JSONError) {
        let held = try json.encoded { (json: inout JSONReader) throws(JSONError) in
            try json.array { (json) throws(JSONError) in try json.decimalNumber() }
        }
        prices = held.value.map(\.text)
    }

    func write(to json: inout JSONWriter) {
        json.write(EncodedJSON(prices.compactMap { JSONNumber($0) }))
    }
}
