import TestScheduling
import Testing

@testable import VenueSpec

@Suite("Values on the wire have one grammar", .bounded)
struct WireGrammarTests {
    @Test("integers are 64 bits without fraction, exponent or negative zero")
    func integers() {
        for text in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
            #expect(DecimalGrammar.integer(text).map(String.init) == text)
        }
        for text in ["-0", "+1", "01", "1.0", "1e2", "", "-", "9223372036854775808", "١", " 1"] {
            #expect(DecimalGrammar.integer(text) == nil, "\(text)")
        }
    }

    @Test("decimals are numbers as JSON writes them")
    func decimals() {
        for text in ["0", "-0", "0.10", "1e5", "1E-5", "-12.50e+03", "99999999999999999999.1"] {
            #expect(DecimalGrammar.isDecimal(text), "\(text)")
        }
        for text in ["", ".5", "5.", "+1", "01", "1e", "1,5", "0x1", "Infinity", "1 ", "--1"] {
            #expect(!DecimalGrammar.isDecimal(text), "\(text)")
        }
    }

    @Test("timestamps are RFC 3339 with days the calendar has")
    func timestamps() {
        for text in [
            "2026-11-20T10:11:12Z", "2026-11-20t10:11:12z", "2026-11-20T10:11:12.1Z",
            "2026-11-20T10:11:12.123456789+05:30",
            "2024-02-29T00:00:00-23:59", "2000-02-29T00:00:00Z", "2016-12-31T23:59:60Z",
        ] {
            #expect(TimestampGrammar.isTimestamp(text), "\(text)")
        }
        for text in [
            "2026-11-20", "2026-11-20 10:11:12Z", "2026-11-20T10:11:12", "2026-11-20T10:11:12.Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20T10:11:12.1234567890Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-20T10:60:00Z", "2026-11-20T10:11:61Z",
            "2026-11-20T10:11:12+24:00", "2026-11-20T10:11:12+0530", "2026-11-20T10:11:12ZZ", "26-11-20T10:11:12Z",
        ] {
            #expect(!TimestampGrammar.isTimestamp(text), "\(text)")
        }
    }

    @Test("paths, queries and forms encode by their own standards")
    func percentEncoding() {
        #expect(PercentCoding.uri("Sim 101/β:%~-._*+") == "Sim%20101%2F%CE%B2%3A%25~-._%2A%2B")
        #expect(PercentCoding.form("a b/β~-._*+&=\n") == "a+b%2F%CE%B2%7E-._*%2B%26%3D%0A")
    }

    @Test("text is compared byte for byte, not by canonical equivalence")
    func exactText() {
        #expect("e\u{301}" == "\u{e9}")
        #expect(!"e\u{301}".isExactly("\u{e9}"))
        #expect(!"\u{212A}ey".containsExactly("K"))
        #expect("abc".containsExactly("") && "".containsExactly("") && !"".containsExactly("a"))
        #expect("not found".containsExactly("found") && !"not foun".containsExactly("found"))
        #expect("cafe\u{301}".startsExactly(with: "cafe") && !"caf".startsExactly(with: "cafe"))
    }

    @Test("expressions see ASCII classes, single scalars and the very ends")
    func patterns() {
        #expect("12".containsMatch(of: #"^\d+$"#))
        #expect(!"١٢".containsMatch(of: #"^\d+$"#))
        #expect(!"12\n".containsMatch(of: #"^\d+$"#))
        #expect(!"a\n12".containsMatch(of: #"^\d+$"#))
        #expect("e\u{301}".containsMatch(of: "^e.$"))
        #expect(!"x".containsMatch(of: "("))
    }
}
