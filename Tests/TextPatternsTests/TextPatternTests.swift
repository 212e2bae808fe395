import TestScheduling
import Testing

@testable import TextPatterns

@Suite(.bounded) struct TextPatternTests {
    /// Expressions that a state table holds, and ones that are followed side by side as it would be too large.
    private static let fixed = [
        "^[0-9a-f]{32}$", "^[0-9a-fA-F]{32}$", #"^\d{4}-\d{2}-\d{2}$"#, "^[A-Z]*[0-9]?$", "^a{2,3}b{0,2}c{1,}$",
        #"^[\w.-]+@x$"#, "^$", "^abc$", #"^a\.b\-c\$$"#, "^[a-]{2}$", #"^-?\d+$"#, "[0-9]", "^a|b$", "^a*a$", "^(ab)+$",
        "^[^a]$", "^.$", "^a+?$", #"^\s$"#, "^[a-z]+[a-c]$", "^a?[ab]{2}$", "^é$", "a$", "^a", "(a|)b", "|a", "()",
        "a^b",
        "(^a|b$)c?", #"[\s\S]b"#, #"^[^\W]{2,}$"#, "(?i)aZ", "(?i)[^a]é", #"\x61|\u0041|\u{e9}"#, "[é-ü]", "(a*)*$",
        "(a|b)*a(a|b){12}$", "x.{0,9}y.{0,9}z", "(?:a|ab)(?:c|bcd)(?:d*)$", "a{0}b", "]|}", "[.$^]",
    ]

    @Test(arguments: fixed) func expressionsMeanWhatTheStandardLibrarySays(_ pattern: String) throws {
        var generator = Generator(state: 7)
        let texts = [
            "2026-01-31", "2026-1-31", "a.b-c$", "me.you@x", "e\u{301}", "0\u{0}", "٣", "abc\n", "0123456789abcdef",
            String(repeating: "0f", count: 16), String(repeating: "0F", count: 16), String(repeating: "0f", count: 17),
            "\u{2028}", "\u{85}", "\r", "🇨🇭", "aabababababababa", "xaayaaz", "é\n",
        ]
        try Self.compare(pattern, on: texts + (0..<60).map { _ in generator.text() })
    }

    @Test func expressionsMadeAtRandomMeanWhatTheStandardLibrarySays() throws {
        var generator = Generator(state: 11)
        var tables = 0
        for _ in 0..<400 {
            let pattern = generator.pattern(depth: 3)
            try Self.compare(pattern, on: (0..<12).map { _ in generator.text() })
            if try TextPattern(pattern).hasTable { tables += 1 }
        }
        #expect(tables > 200)
    }

    /// Holds an expression against the standard library's, and its two ways of matching against each other.
    private static func compare(_ pattern: String, on texts: [String]) throws {
        let regex = try Regex(pattern).asciiOnlyCharacterClasses().matchingSemantics(.unicodeScalar)
        let subject = try TextPattern(pattern)
        for text in texts {
            let expected = try regex.firstMatch(in: text) != nil
            #expect(subject.matches(text) == expected, "\(pattern.debugDescription) on \(text.debugDescription)")
            let followed = subject.follow(text).matches
            #expect(followed == expected, "\(pattern.debugDescription) followed on \(text.debugDescription)")
        }
    }

    @Test(arguments: [
        (#"\bnot found\b"#, "order not found.", true), (#"\bfound"#, "unfound", false), (#"\Bfound"#, "unfound", true),
        (#"\b"#, "", false), (#"\B"#, "", true), (#"^\b$"#, "a", false), (#"a\b"#, "aé", true),
        (#"\ba\b"#, "_a", false),
        ("a$", "a\n", false), ("^a", "\na", false), ("^..$", "\r\n", false), ("é", "e\u{301}", false),
        ("[a-z]", "\u{212A}", false), ("(?i)k", "\u{212A}", false), ("(?i)[^k]", "K", false),
    ]) func placesAndScalarsAreExact(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try TextPattern(pattern).matches(text) == expected)
        #expect(try TextPattern(pattern).follow(text).matches == expected)
    }

    /// What makes a matcher that goes back take a time that doubles with each character.
    @Test(arguments: [
        "(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*)*!", "order .* filled", "(.*a){12}b", "(.*)(.*)(.*)(.*)(.*)[^a ]x",
        "a.{900}b", "a.{0,499}b", "(a?){300}a{300}b", #"(\w+\s?)+:"#, "([ab]{0,20}){0,20}!", #"(a|b|\b)*c"#,
    ]) func timeIsLinearInTheText(_ pattern: String) throws {
        let subject = try TextPattern(pattern)
        for count in [60, 240] {
            let text = String(repeating: "a", count: count) + " order " + String(repeating: "ab ", count: count)
            let bound = (text.unicodeScalars.count + 1) * 3 * subject.size
            let (answer, followed) = (subject.run(text), subject.follow(text))
            #expect(answer.matches == followed.matches)
            #expect(max(answer.steps, followed.steps) <= bound)
        }
    }

    /// Whatever lint lets through is done with a megabyte within a second in a release build, at some 10 ns a step.
    @Test(arguments: [
        ("x.{900}y", false), ("x.{100}y", false), ("a.{0,499}b", false), ("(a?){300}a{300}b", false),
        ("x.{50}y", true), ("(a|b)*a(a|b){12}$", true), ("^.{1,128}$", true), ("([ab]{0,20}){0,20}!", true),
        ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}", true), (#"\border .{0,9} not found\b"#, true),
    ]) func whatTakesTooManyStepsForEachCharacterIsRefused(_ pattern: String, _ isTaken: Bool) throws {
        let subject = try TextPattern(pattern)
        guard isTaken else {
            let problem = #expect(throws: PatternProblem.self) { try subject.checkCost() }
            #expect(problem?.message.contains("smaller counts") == true)
            return
        }
        try subject.checkCost()
        let text = String(repeating: "x", count: 1_000) + String(repeating: "ab", count: 1_000)
        #expect(subject.run(text).steps <= 3_001 * 64 * 3)
    }

    @Test func whatIsOrdinaryTakesOneStepForEachCharacter() throws {
        for pattern in [
            "^[0-9a-fA-F]{32}$", "order .* filled", "(a+)+$", "already (canceled|filled)", #"^\d+-[A-Z]{3,9}$"#,
        ] {
            #expect(try TextPattern(pattern).hasTable, "\(pattern)")
        }
        let id = String(repeating: "0f", count: 16)
        #expect(try TextPattern("^[0-9a-fA-F]{32}$").run(id).steps == 33)
        let long = String(repeating: "order ", count: 4_000)
        #expect(try TextPattern("order .* filled").run(long).steps == 24_001)
    }

    /// Expressions that are none of the language, each with a part of what is said of it.
    @Test(arguments: [
        (#"(a)\1"#, "refers back"), (#"(?<x>a)"#, "groups have no names"), (#"\k<x>"#, "refers back"),
        ("(?=a)", "'(?=…)' looks around"), ("(?!a)b", "'(?!…)' looks around"), ("(?<=a)b", "'(?<=…)' looks around"),
        ("(?<!a)b", "'(?<!…)' looks around"), ("(?>a)", "write '(?:…)'"), ("a++", "write '+'"),
        ("a*+", "gives nothing back"),
        ("a{2}+", "write '{2}'"), ("(?s).", "only '(?i)' at the very start"),
        ("a(?i)b", "only '(?i)' at the very start"),
        ("(?i:a)", "only '(?i)' at the very start"), ("(", "has no ')'"), (")", "has no '('"), ("(?", "is not part"),
        ("[a", "has no ']'"), ("[]a]", "begins with ']'"), ("[^]", "begins with ']'"), ("[", "has no ']'"),
        ("[[:alpha:]]", "'['"),
        ("[a&&b]", "'&&'"), ("[a--b]", "'--'"), ("[a~~b]", "'~~'"), ("[z-a]", "write 'a-z'"),
        (#"[\w-z]"#, "another class"),
        ("[a-c-e]", "between no two"), (#"[a-\d]"#, "another class"), ("*a", "nothing to repeat"),
        ("a|*", "nothing to repeat"),
        ("a**", "repeats a count"), ("a{2}{3}", "repeats a count"), ("a{2}??", "repeats a count"),
        ("^*", "cannot be repeated"),
        (#"\b+"#, "cannot be repeated"), ("a{2,1}", "write '{1,2}'"), ("a{", "no count"), ("a{x}", "no count"),
        ("a{,2}", "no count"), ("{2}", "begins no count"), ("order {id}", "no parameter"), ("a{2,x}", "no count"),
        ("a{1001}", "more than 1000"), ("a{99999999999999999999}", "more than 1000"), ("a{1,1001}", "more than 1000"),
        ("a{1000}b", "smaller counts"), ("((a{100}){100}){100}", "smaller counts"), ("(){1000}{", "repeats a count"),
        ("((()){1000}){1000}", "smaller counts"), (String(repeating: "(", count: 9_000), "longer than"),
        (String(repeating: "(", count: 900), "deep"), (String(repeating: "a", count: 2_001), "longer than"),
        ("\\", "ends it"), (#"\p{L}"#, "'\\p' is not part"), (#"\A"#, "write '^'"), (#"\z"#, "write '$'"),
        (#"\Qa\E"#, "'\\Q'"),
        (#"\0"#, "by its number"), (#"\v"#, "by its number"), (#"\x4"#, "number of a character"),
        (#"\u{d800}"#, "number of"),
        (#"\u{110000}"#, "number of"), (#"\u12"#, "number of"), (#"\é"#, "is not part"), (#"\X"#, "is not part"),
        (#"[\b]"#, "is not part"),
    ]) func whatOnePassCannotMatchIsRefusedWithTheReason(_ pattern: String, _ reason: String) {
        let problem = #expect(throws: PatternProblem.self) { try TextPattern(pattern) }
        let message = problem?.message ?? ""
        #expect(message.contains(reason), "\(message)")
        #expect(TextPattern.shared(pattern) == nil)
    }

    @Test func aSharedExpressionIsReadOnce() throws {
        let first = try #require(TextPattern.shared("^shared$"))
        #expect(TextPattern.shared("^shared$") === first)
    }

    /// Short texts from the characters the expressions are about, and expressions, the same in every run.
    private struct Generator {
        /// The state of a linear congruential generator.
        var state: UInt64

        mutating func text() -> String {
            let characters = Array("aabbccxyz019-.$@AZF_ é").map(String.init) + ["\n", "\u{2028}", "e\u{301}"]
            return (0..<next(9)).map { _ in characters[next(characters.count)] }.joined()
        }

        mutating func pattern(depth: Int) -> String {
            (0...next(3)).map { _ in
                let element =
                    switch next(depth > 0 ? 10 : 7) {
                    case 0: ["[a-c]", "[^a]", "[^b-z]", "[xyz019]", #"[\d-]"#, "[éa]"][next(6)]
                    case 1: [".", #"\d"#, #"\w"#, #"\s"#, #"\S"#, #"\W"#][next(6)]
                    case 2: ["(^|a)", "($|b)", "(^a|b$)"][next(3)]
                    case 3...6: ["a", "b", "c", "x", "é", #"\."#, "-", "1"][next(8)]
                    case 7: "(" + pattern(depth: depth - 1) + ")"
                    case 8: "(?:" + pattern(depth: depth - 1) + "|" + pattern(depth: depth - 1) + ")"
                    default: "(" + pattern(depth: depth - 1) + "|)"
                    }
                return element
                    + ["", "", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "*?", "+?", "{0,2}?"][next(13)]
            }.joined()
        }

        private mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
