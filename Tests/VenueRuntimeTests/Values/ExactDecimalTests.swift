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

    @Test(
        "sums are exact and keep the places of the one that has more",
        arguments: [
            ("0.1", "0.2", "0.3", "-0.1"), ("0.10", "0.2", "0.30", "-0.10"), ("1", "1", "2", "0"),
            ("1.00", "1", "2.00", "0.00"), ("-1", "0.4", "-0.6", "-1.4"), ("0.4", "-1", "-0.6", "1.4"),
            ("-0.4", "-1", "-1.4", "0.6"), ("999", "1", "1000", "998"), ("1e3", "1", "1001", "999"),
            ("1e2", "1e2", "200", "0"), ("1", "1e-3", "1.001", "0.999"), ("0", "-0", "0", "0"),
            (
                "9007199254740993", "0.00000000000000000001", "9007199254740993.00000000000000000001",
                "9007199254740992.99999999999999999999"
            ),
            ("5", "0e-3", "5.000", "5.000"), ("0e9", "7", "7", "-7"), ("1e1000", "1e1001", nil, nil),
            ("1", "1e-1000", nil, nil), ("1e999999999999999999999", "1", nil, nil), ("1", "0e-99999999", nil, nil),
        ] as [(String, String, String?, String?)])
    func sumsAreExact(left: String, right: String, sum: String?, difference: String?) throws {
        let (a, b) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
        #expect(a.adding(b)?.text == sum)
        #expect(b.adding(a)?.text == sum)
        #expect(a.subtracting(b)?.text == difference)
    }

    @Test("sums agree with whole numbers of the machine, wherever the point stands")
    func sumsAgreeWithIntegers() throws {
        var random = FixedRandom(seed: 9)
        for _ in 0..<2000 {
            let (a, b) = (
                Int64.random(in: -99_999...99_999, using: &random), Int64.random(in: -999...999, using: &random)
            )
            let places = Int.random(in: 0...7, using: &random)
            /// The number of that many places, as a text with an exponent.
            func decimal(_ number: Int64) throws -> ExactDecimal {
                try #require(ExactDecimal("\(number)e-\(places)"))
            }
            let (left, right) = (try decimal(a), try decimal(b))
            #expect(left.adding(right)?.isEqualInValue(to: try decimal(a + b)) == true, "\(left) + \(right)")
            #expect(left.subtracting(right)?.isEqualInValue(to: try decimal(a - b)) == true, "\(left) - \(right)")
            #expect(left.isNegative == (a < 0) && left.isZero == (a == 0))
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
