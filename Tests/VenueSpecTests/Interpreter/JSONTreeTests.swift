import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("JSON is read strictly and kept as it was", .bounded)
struct JSONTreeTests {
    @Test(
        "what RFC 8259 allows is read and written back compactly",
        arguments: [
            ("null", "null"), (" true ", "true"), ("\n[ ]\t", "[]"), ("{ }", "{}"), ("\u{FEFF} {}", "{}"), ("-0", "-0"),
            ("1e400", "1e400"),
            ("0.10", "0.10"), ("12345678901234567890123", "12345678901234567890123"), ("1E+2", "1E+2"),
            ("{\"b\":1,\"a\":[1,2,{\"c\":null}]}", "{\"b\":1,\"a\":[1,2,{\"c\":null}]}"),
            (#""\u00e9\/\b\f\n\r\t\"\\""#, #""é/\b\f\n\r\t\"\\""#), (#""\ud83d\ude00""#, "\"😀\""),
            (#""\u0000\u001F""#, #""\u0000\u001f""#), ("\"\u{7F}\"", "\"\u{7F}\""),
            (#"{"e\u0301":1,"\u00e9":2}"#, "{\"e\u{301}\":1,\"\u{e9}\":2}"),
        ])
    func accepted(text: String, compact: String) throws {
        let tree = try JSONTreeParser.parse(Array(text.utf8))
        #expect(Array(tree.compactText.utf8) == Array(compact.utf8))
    }

    @Test(
        "everything else is refused at its byte",
        arguments: [
            ("", 0), ("  ", 2), ("nul", 0), ("truex", 4), ("{", 1), ("{\"a\"}", 4), ("{\"a\":1,}", 7), ("[1,]", 3),
            ("[1 2]", 3), ("{a:1}", 1), ("01", 0), ("1.", 0), (".5", 0), ("+1", 0), ("1e", 0), ("-", 0), ("NaN", 0),
            ("'a'", 0), ("\"a", 2), ("\"a\nb\"", 2), (#""\x""#, 2), (#""\u12G4""#, 5), (#""\ud800""#, 3),
            (#""\udc00""#, 3),
            (#""\ud800\u0041""#, 3), ("1 2", 2), ("\u{FEFF}", 3), ("\u{FEFF}\u{FEFF}{}", 3), (" \u{FEFF}{}", 1),
            (#"{"a":1,"a":2}"#, 7),
            (#"{"x":{"a":1,"\u0061":2}}"#, 12),
        ])
    func refused(text: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONTreeParser.parse(Array(text.utf8)) }
        #expect(error?.offset == offset)
    }

    @Test(
        "strings are UTF-8, whichever way it is broken",
        arguments: [
            [0xC3], [0xC3, 0x28], [0xA9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSONTreeParser.parse([0x22] + bytes + [0x22]) }
    }

    @Test("64 levels are read and 65 are not")
    func depth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONTreeParser.parse(nested(64))
        #expect(throws: JSONSyntaxError.self) { try JSONTreeParser.parse(nested(65)) }
        #expect(throws: JSONSyntaxError.self) {
            try JSONTreeParser.parse(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
        }
    }
}
