import Testing

@testable import VenueRuntime

@Suite struct TextPatternTests {
    /// What specs say, and what comes close.
    private static let simple = [
        "^[0-9a-f]{32}$", "^[0-9a-fA-F]{32}$", #"^\d{4}-\d{2}-\d{2}$"#, "^[A-Z]+$", "^[A-Z]*[0-9]?$",
        "^a{2,3}b{0,2}c{1,}$",
        #"^[\w.-]+@x$"#, "^$", "^abc$", #"^a\.b\-c\$$"#, "^[a-]{2}$", #"^-?\d+$"#, "^x?y?z?$",
    ]
    /// What is left to the standard library: no anchors, alternatives, or runs that could take each other's characters.
    private static let other = [
        "[0-9]", "^a|b$", "^a*a$", "^(ab)+$", "^[^a]$", "^.$", "^a+?$", #"^\s$"#, "^[a-z]+[a-c]$", "^a?[ab]{2}$", "^é$",
        "a$",
        "^a", #"^\bx$"#, "^[[:alpha:]]$", "^a{2", "^[a&&b]$", "^[]a]$", "^x?y?x$",
    ]

    @Test(arguments: simple) func plainExpressionsAreTestedByteByByte(_ pattern: String) {
        #expect(TextPattern(pattern).isSimple)
    }

    @Test(arguments: other) func othersAreLeftToTheStandardLibrary(_ pattern: String) {
        #expect(!TextPattern(pattern).isSimple)
    }

    @Test(arguments: simple) func bothWaysOfTestingAgree(_ pattern: String) throws {
        let regex = try Regex(pattern).asciiOnlyCharacterClasses().matchingSemantics(.unicodeScalar)
        let subject = TextPattern(pattern)
        var generator = Generator(state: 7)
        var texts = [
            "", "a", "ab", "abc", "aabbc", "aaac", "2026-01-31", "2026-1-31", "x", "xz", "-5", "5", "a.b-c$", "\n",
        ]
        texts += [
            "A", "AB9", "AB99", "a-", "--", "me.you@x", "é", "e\u{301}", "0\u{0}", "٣", "abc\n", "0123456789abcdef",
        ]
        texts += [
            String(repeating: "0f", count: 16), String(repeating: "0F", count: 16), String(repeating: "0f", count: 17),
        ]
        for text in texts + (0..<400).map({ _ in generator.text() }) {
            let expected = try regex.firstMatch(in: text) != nil
            #expect(subject.matches(text) == expected, "\(pattern) on \(text.debugDescription)")
        }
    }

    @Test func aLongTextOfOneRunMatches() {
        #expect(FieldMatch.matches(String(repeating: "A", count: 200_000), "^[A-Z]+$"))
    }

    /// Short texts from the characters the expressions are about, the same in every run.
    private struct Generator {
        /// The state of a linear congruential generator.
        var state: UInt64

        mutating func text() -> String {
            let characters = Array("aabbccxyz019-.$@AZF_ é")
            return String((0..<next(9)).map { _ in characters[next(characters.count)] })
        }

        private mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
