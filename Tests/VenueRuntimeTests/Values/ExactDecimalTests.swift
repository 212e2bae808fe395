import TestScheduling
import Testing
import VenueRuntime

/// Decimals keep their text and compare as quantities when asked to.
@Suite(.bounded) struct ExactDecimalTests {
    @Test(arguments: [
        "0", "-0", "0.10", "1.", "10e-3", "1E+05", "-123456789012345678901234567890.000000001", "1e99999",
    ])
    func textInTheGrammarIsKept(_ text: String) {
        #expect(ExactDecimal(text)?.text == (text.hasSuffix(".") ? nil : text))
        #expect(JSONNumber(text)?.text == (text.hasSuffix(".") ? nil : text))
    }

    @Test(arguments: [
        "", " 1", "1 ", "+1", ".5", "5.", "01", "-", "1,5", "1e", "0x1", "NaN", "١", "1\n", "1e1.5", "--1", "1_000",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(ExactDecimal(text) == nil)
        #expect(JSONNumber(text) == nil)
        #expect(
            HTTPResponse(status: 200, body: bytes(JSONValue.string(text).description)).json(ExactDecimal.self).problem?
                .kind == .notADecimal)
    }

    /// Quantities in ascending order; those in one row are the same.
    private static let ladder: [[String]] = [
        ["-1e30"], ["-123.456", "-123456e-3"], ["-2"], ["-1.0000000000000000000001"], ["-1", "-1.0", "-10e-1"],
        ["-1e-400"],
        ["0", "-0", "0.00", "0e5", "-0.0e-9", "0e99999999999999999999999"], ["1e-400"],
        ["0.1", "0.10", "1e-1", "100e-3"],
        ["0.10000000000000000000000000000000001"], ["1", "1.000", "0.001e3"], ["9.99"], ["10", "1e1", "1E+01"], ["99"],
        ["100"],
        ["9007199254740992"], ["9007199254740993"], ["1e18"], ["1e400"], ["1e401", "10e400"],
    ]

    @Test func quantitiesAreOrderedExactly() throws {
        for (row, texts) in Self.ladder.enumerated() {
            for (otherRow, otherTexts) in Self.ladder.enumerated() {
                for left in texts {
                    for right in otherTexts {
                        let (a, b) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
                        #expect(a.isLessInValue(than: b) == (row < otherRow), "\(left) < \(right)")
                        #expect(a.isEqualInValue(to: b) == (row == otherRow), "\(left) = \(right)")
                        #expect((a == b) == (left == right))
                    }
                }
            }
        }
    }

    @Test func textsAndNumbersKeepTheirKind() throws {
        for sample in ["\"12\"", "12", "1.50", "\"\"", "\"a\""] {
            let value = try TextOrNumber(jsonBytes: bytes(sample))
            #expect(value.isText == sample.hasPrefix("\""))
            #expect(text(value.jsonBytes()) == sample)
        }
        #expect(
            HTTPResponse(status: 200, body: bytes("true")).json(TextOrNumber.self).problem?.kind
                == .wrongShape(expected: .string, found: .boolean))
    }
}
