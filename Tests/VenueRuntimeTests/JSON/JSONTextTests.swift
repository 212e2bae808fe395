import TestScheduling
import Testing
import VenueRuntime

/// What is JSON and what is not, as RFC 8259 says and as this reader decides where the RFC leaves it open.
@Suite(.bounded) struct JSONTextTests {
    /// Texts every reader must take, and how they are written again.
    static let valid: [(String, String)] = [
        ("{}", "{}"), ("[]", "[]"), (" { } ", "{}"), ("\t[\n]\r", "[]"),
        ("null", "null"), ("true", "true"), ("false", "false"), ("0", "0"), ("\"\"", "\"\""), (" 1 ", "1"),
        ("[1,2,3]", "[1,2,3]"), ("[ 1 , [ ] , { } ]", "[1,[],{}]"), ("[[[[]]]]", "[[[[]]]]"),
        ("{\"a\":1,\"b\":[true,null]}", "{\"a\":1,\"b\":[true,null]}"), ("{\"\":0}", "{\"\":0}"),
        ("{\"a\":{\"a\":{\"a\":1}}}", "{\"a\":{\"a\":{\"a\":1}}}"),
        ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
        // A byte order mark is no part of the text.
        ("\u{FEFF}{}", "{}"), ("\u{FEFF} \"\u{FEFF}\"", "\"\u{FEFF}\""),
        // Numbers keep their text.
        ("-0", "-0"), ("-0.0", "-0.0"), ("1.50", "1.50"), ("1E5", "1E5"), ("1e+05", "1e+05"), ("0e0", "0e0"),
        ("0.1e-7", "0.1e-7"),
        ("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"),
        ("1e999999", "1e999999"),
        ("9223372036854775808", "9223372036854775808"),
        ("0.00000000000000000000000000001", "0.00000000000000000000000000001"),
        // Strings.
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""),
        ("\"\\u0041\\u00e9\\u20AC\"", "\"Aé€\""), ("\"\\u0000\\u001f\"", "\"\\u0000\\u001f\""),
        ("\"\\uD834\\uDD1E\"", "\"𝄞\""),
        ("\"\\ud834\\udd1e\"", "\"𝄞\""), ("\"é€𝄞\u{10FFFF}\"", "\"é€𝄞\u{10FFFF}\""),
        ("\"\u{7F}\u{2028}\u{FEFF}\"", "\"\u{7F}\u{2028}\u{FEFF}\""),
        ("\"\\\\u0041\"", "\"\\\\u0041\""), ("\"a/*b*/c\"", "\"a/*b*/c\""),
        // Names that differ in bytes are different names, even where Unicode holds them equivalent.
        ("{\"\\u00e9\":1,\"e\\u0301\":2}", "{\"é\":1,\"e\u{301}\":2}"),
        ("{\"K\":1,\"\u{212A}\":2,\"k\":3}", "{\"K\":1,\"\u{212A}\":2,\"k\":3}"),
    ]

    @Test(arguments: valid)
    func validTextIsReadSkippedAndWrittenAgain(_ sample: (text: String, again: String)) throws {
        let value = try JSONValue(jsonBytes: bytes(sample.text))
        #expect(value.description.utf8.elementsEqual(sample.again.utf8))
        #expect(skippingProblem(bytes(sample.text)) == nil)
        #expect(try JSONValue(jsonBytes: value.jsonBytes()) == value)
    }

    /// Texts no reader may take, and where this one sees it.
    static let invalid: [(String, JSONError.Kind, Int)] = [
        // Nothing, or not all of it.
        ("", .endOfInput, 0), (" ", .endOfInput, 1), ("[", .endOfInput, 1), ("{", .endOfInput, 1),
        ("[1", .endOfInput, 2),
        ("[1,", .endOfInput, 3), ("{\"a\"", .endOfInput, 4), ("{\"a\":", .endOfInput, 5), ("{\"a\":1", .endOfInput, 6),
        ("{\"a\":1,", .endOfInput, 7), ("\"", .endOfInput, 1), ("\"abc", .endOfInput, 4), ("\"\\", .endOfInput, 2),
        ("\"\\u12", .endOfInput, 5), ("tru", .endOfInput, 3), ("nul", .endOfInput, 3), ("{\"a", .endOfInput, 3),
        // Too much.
        ("1 2", .trailingContent, 2), ("{}}", .trailingContent, 2), ("[]]", .trailingContent, 2),
        ("nullx", .trailingContent, 4),
        ("{}//", .trailingContent, 2), ("01", .trailingContent, 1), ("-01", .trailingContent, 2),
        ("1.5.5", .trailingContent, 3),
        ("0x1", .trailingContent, 1), ("\"a\"\"b\"", .trailingContent, 3), ("\"\"\0", .trailingContent, 2),
        // Structure.
        ("]", .unexpectedByte, 0), (",", .unexpectedByte, 0), ("[,1]", .unexpectedByte, 1),
        ("[1,]", .unexpectedByte, 3),
        ("[1,,2]", .unexpectedByte, 3), ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2),
        ("{]", .unexpectedByte, 1),
        ("{\"a\":1,}", .unexpectedByte, 7), ("{,}", .unexpectedByte, 1), ("{\"a\" 1}", .unexpectedByte, 5),
        ("{\"a\":}", .unexpectedByte, 5), ("{\"a\":1 \"b\":2}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1),
        ("{1:1}", .unexpectedByte, 1), ("{'a':1}", .unexpectedByte, 1), ("{null:1}", .unexpectedByte, 1),
        ("[1:2]", .unexpectedByte, 2),
        ("{\"a\":1:2}", .unexpectedByte, 6), ("{\"a\"::1}", .unexpectedByte, 5), ("/**/1", .unexpectedByte, 0),
        ("#", .unexpectedByte, 0),
        ("<html>", .unexpectedByte, 0), ("\u{A0}1", .unexpectedByte, 0), ("\u{B}1", .unexpectedByte, 0),
        ("\u{C}[]", .unexpectedByte, 0),
        ("é", .unexpectedByte, 0), ("[\u{2060}]", .unexpectedByte, 1),
        // Words.
        ("True", .unexpectedByte, 0), ("TRUE", .unexpectedByte, 0), ("trux", .unexpectedByte, 3),
        ("NaN", .unexpectedByte, 0),
        ("Infinity", .unexpectedByte, 0), ("nil", .unexpectedByte, 1), ("undefined", .unexpectedByte, 0),
        ("tfalse", .unexpectedByte, 1),
        // Numbers.
        ("-", .invalidNumber, 0), ("-a", .invalidNumber, 0), ("1.", .invalidNumber, 0), ("[1.]", .invalidNumber, 1),
        ("1.e1", .invalidNumber, 0),
        ("1e", .invalidNumber, 0), ("1e+", .invalidNumber, 0), ("1E-", .invalidNumber, 0), ("1eE2", .invalidNumber, 0),
        ("0e", .invalidNumber, 0),
        ("-.5", .invalidNumber, 0), ("-Infinity", .invalidNumber, 0), ("--1", .invalidNumber, 0),
        ("1.-5", .invalidNumber, 0),
        ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("１", .unexpectedByte, 0),
        // Strings.
        ("\"\t\"", .controlCharacter, 1), ("\"\n\"", .controlCharacter, 1), ("\"a\0\"", .controlCharacter, 2),
        ("{\"\u{1F}\":1}", .controlCharacter, 2),
        ("\"\\x41\"", .invalidEscape, 1), ("\"\\'\"", .invalidEscape, 1), ("\"\\U0041\"", .invalidEscape, 1),
        ("\"\\u004\"", .invalidEscape, 6),
        ("\"\\u00g0\"", .invalidEscape, 5), ("\"\\u{41}\"", .invalidEscape, 3), ("\"\\é\"", .invalidEscape, 1),
        ("\"\\u+123\"", .invalidEscape, 3),
        ("'a'", .unexpectedByte, 0),
        // Half a surrogate pair: left open by RFC 8259, refused here.
        ("\"\\uD800\"", .loneSurrogate, 1), ("\"\\uDC00\"", .loneSurrogate, 1), ("\"a\\uD834x\"", .loneSurrogate, 2),
        ("\"\\uD834\\n\"", .loneSurrogate, 1), ("\"\\uD834\\uD834\"", .loneSurrogate, 1),
        ("\"\\uDD1E\\uD834\"", .loneSurrogate, 1),
        ("\"\\uD834\\u0041\"", .loneSurrogate, 1), ("{\"\\uD800\":1}", .loneSurrogate, 2),
        // The same name twice: left open by RFC 8259, refused here, also when it is spelt with escapes.
        ("{\"a\":1,\"a\":2}", .duplicateKey, 7), ("{\"a\":1,\"b\":2,\"\\u0061\":3}", .duplicateKey, 13),
        ("{\"\":1,\"\":1}", .duplicateKey, 6),
        ("[{\"x\":{\"a\":1,\"a\":1}}]", .duplicateKey, 13),
        // A byte order mark: passed over before the text, once.
        ("\u{FEFF}", .endOfInput, 3), ("\u{FEFF}\u{FEFF}{}", .unexpectedByte, 3), (" \u{FEFF}{}", .unexpectedByte, 1),
        ("{}\u{FEFF}", .trailingContent, 2), ("[\u{FEFF}1]", .unexpectedByte, 1),
    ]

    @Test(arguments: invalid)
    func invalidTextIsRefusedWithItsPosition(_ sample: (text: String, kind: JSONError.Kind, offset: Int)) throws {
        for error in [problem(bytes(sample.text)), skippingProblem(bytes(sample.text))] {
            #expect(error?.kind == sample.kind)
            #expect(error?.offset == sample.offset)
        }
    }

    /// Byte sequences that are not UTF-8.
    static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x82],
        [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x9D, 0x84], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE],
        [0xFF],
    ]

    @Test(arguments: malformed)
    func malformedUTF8IsRefusedInValuesNamesAndAfterEscapes(_ sequence: [UInt8]) {
        for prefix in ["\"a", "\"\\n", "{\"", "[\""] {
            let sample = bytes(prefix) + sequence + bytes("\"")
            #expect(problem(sample)?.kind == .invalidUTF8)
            #expect(problem(sample)?.offset == prefix.utf8.count)
        }
        #expect(problem(sequence)?.kind == .unexpectedByte)
        // Cut off by the end of the bytes.
        #expect(problem(bytes("\"") + sequence) != nil)
    }

    @Test func everyScalarAtTheEdgesOfUTF8IsTaken() throws {
        for value: UInt32 in [
            0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000,
            0xFFFFF, 0x100000, 0x10FFFF,
        ] {
            let scalar = try #require(Unicode.Scalar(value))
            let sample = "\"" + String(Character(scalar)) + "\""
            #expect(try JSONValue(jsonBytes: bytes(sample)).jsonBytes() == bytes(sample))
        }
    }

    @Test func nestingIsLimitedTo64Levels() {
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            bytes(String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth))
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            #expect(problem(nested(64, open, close)) == nil)
            #expect(skippingProblem(nested(64, open, close)) == nil)
            #expect(problem(nested(65, open, close))?.kind == .tooDeep)
            #expect(skippingProblem(nested(65, open, close))?.kind == .tooDeep)
        }
        #expect(problem(bytes(String(repeating: "[", count: 1_000_000)))?.kind == .tooDeep)
    }

    @Test func manyNamesAreComparedToo() {
        let names = (0..<2000).map { "\"key\($0)\":0" }
        #expect(problem(bytes("{" + names.joined(separator: ",") + "}")) == nil)
        for repeated in [0, 23, 24, 25, 26, 1999] {
            let text = "{" + (names + [names[repeated]]).joined(separator: ",") + "}"
            #expect(problem(bytes(text))?.kind == .duplicateKey)
            #expect(skippingProblem(bytes(text))?.kind == .duplicateKey)
        }
    }

    @Test func namesOfInnerObjectsDoNotCount() {
        #expect(problem(bytes("{\"a\":{\"b\":1},\"b\":{\"a\":1,\"b\":2},\"c\":[{\"a\":1},{\"a\":1}]}")) == nil)
        #expect(problem(bytes("{\"a\":{\"b\":1},\"b\":0,\"a\":0}"))?.kind == .duplicateKey)
    }
}
