import TestScheduling
import Testing
import VenueRuntime

/// Tests of fields compare bytes, and patterns mean the same at every venue.
@Suite(.bounded) struct FieldMatchTests {
    @Test func textIsComparedByBytes() {
        #expect(FieldMatch.equals("é", "é"))
        #expect(!FieldMatch.equals("e\u{301}", "\u{E9}"))
        #expect(!FieldMatch.equals("\u{212A}", "K"))
        #expect(!FieldMatch.equals(nil, ""))
        #expect(FieldMatch.equals("b", oneOf: ["a", "b"]))
        #expect(!FieldMatch.equals("c", oneOf: ["a", "b"]))
        #expect(!FieldMatch.equals(nil, oneOf: [""]))
    }

    @Test func partsAreFoundByBytes() {
        #expect(FieldMatch.contains("Order not found or already terminal.", "not found or already terminal"))
        #expect(FieldMatch.contains("aaab", "aab"))
        #expect(FieldMatch.contains("a", ""))
        #expect(!FieldMatch.contains("a", "aa"))
        #expect(!FieldMatch.contains("Not Found", "not found"))
        #expect(!FieldMatch.contains(String?.none, ""))
        // The letter of a decomposed character is there by its bytes, though Swift sees another character.
        #expect(FieldMatch.contains("e\u{301}", "e"))
        #expect(!FieldMatch.contains("\u{E9}", "e"))
        #expect(FieldMatch.hasPrefix("e\u{301}x", "e"))
        #expect(!FieldMatch.hasPrefix("\u{E9}", "e"))
        #expect(!FieldMatch.hasPrefix("a", "ab"))
        #expect(!FieldMatch.hasPrefix(nil, ""))
    }

    @Test func elementsAreFoundByBytes() {
        #expect(FieldMatch.contains(["a", "b"], "b"))
        #expect(!FieldMatch.contains(["ab"], "b"))
        #expect(!FieldMatch.contains(["\u{E9}"], "e\u{301}"))
        #expect(!FieldMatch.contains([String]?.none, "b"))
    }

    @Test(arguments: [
        ("^[0-9a-f]{32}$", "ce0a8e5002ea463e856eb6384f5cee7e", true),
        ("^[0-9a-f]{32}$", "ce0a8e5002ea463e856eb6384f5cee7e\n", false),
        ("^[0-9a-f]{32}$", "\nce0a8e5002ea463e856eb6384f5cee7e", false), ("^a$", "a\nb", false), ("^b$", "a\nb", false),
        ("^a$", "a\r\n", false),
        ("b", "abc", true), ("^b", "abc", false), ("b$", "abc", false), ("", "", true), ("^$", "", true),
        ("^\\d+$", "123", true), ("^\\d+$", "١٢٣", false), ("^\\w+$", "a_1", true), ("^\\w+$", "é", false),
        ("^\\s$", "\u{A0}", false),
        ("^.$", "é", true), ("^.$", "e\u{301}", false), ("^..$", "e\u{301}", true), ("^\u{E9}$", "e\u{301}", false),
        ("^.$", "👩‍👩‍👧", false),
        ("^\\d{4}-\\d{2}-\\d{2}$", "2026-11-20", true), ("a|b", "xb", true), ("^(CANCELED|FILLED)$", "FILLED", true),
        ("^[A-Z]$", "\u{212A}", false),
    ])
    func patternsAreASCIIByScalarAndAnchoredAtTheEnds(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(FieldMatch.matches(text, pattern) == matches)
    }

    @Test func whatCannotBeCompiledOrIsNotThereMatchesNothing() {
        #expect(!FieldMatch.matches("a", "("))
        #expect(!FieldMatch.matches(nil, ""))
    }

    @Test func numbersAreComparedByTheirValueAndNothingElseIsOne() {
        #expect(FieldMatch.isAbove("1.50", "1.49999999999999999999") && !FieldMatch.isAbove("1.50", "1.5"))
        #expect(FieldMatch.isBelow("-1e3", "-999.9") && !FieldMatch.isBelow("0", "-0"))
        #expect(FieldMatch.isAtLeast("9007199254740993", "9007199254740993"))
        #expect(!FieldMatch.isAtLeast("9007199254740992", "9007199254740993"))
        #expect(FieldMatch.isAtMost("0.10", "1e-1") && !FieldMatch.isAtMost("0.1000000000000000000001", "0.1"))
        for text in [nil, "", " 1", "01", "+1", "1.", "0x1", "NaN", "one"] {
            #expect(!FieldMatch.isAbove(text, "-5") && !FieldMatch.isBelow(text, "5"), "\(text ?? "nothing")")
            #expect(!FieldMatch.isAtLeast(text, "-5") && !FieldMatch.isAtMost(text, "5"), "\(text ?? "nothing")")
        }
    }

    @Test func aListThatIsMissingHasNoCount() {
        #expect(FieldMatch.isAtLeast(2, 2) && !FieldMatch.isAtLeast(1, 2) && !FieldMatch.isAtLeast(nil, 0))
        #expect(FieldMatch.isAtMost(2, 2) && !FieldMatch.isAtMost(3, 2) && !FieldMatch.isAtMost(nil, 9))
    }
}
