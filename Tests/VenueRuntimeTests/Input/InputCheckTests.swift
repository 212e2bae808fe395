import TestScheduling
import Testing
import VenueRuntime

/// Constraints on input: all violations at once, by field, without the value.
@Suite(.bounded) struct InputCheckTests {
    /// What a check finds.
    private func problems(_ fill: (inout InputCheck) -> Void) -> [String] {
        var check = InputCheck()
        fill(&check)
        do throws(InvalidInput) {
            try check.finish()
            return []
        } catch {
            return error.violations.map(\.description)
        }
    }

    @Test func everyViolationIsReportedByFieldAndNoValue() {
        let input = SampleCancel.Input(
            account: "hunter2\n" + String(repeating: "x", count: 50), identity: .orderID("HUNTER2"),
            ids: ["hunter2", "ok", "", "hunter2!"])
        do throws(InvalidInput) {
            _ = try SampleCancel.prepare(input)
            Issue.record("took invalid input")
        } catch {
            #expect(
                error.violations == [
                    Violation(field: "account", problem: .tooLong(maximum: 50)),
                    Violation(field: "account", problem: .controlCharacter),
                    Violation(field: "orderId", problem: .pattern("^[0-9a-f]{32}$")),
                    Violation(field: "ids", problem: .tooManyItems(maximum: 3)),
                    Violation(field: "ids[0]", problem: .tooLong(maximum: 5)),
                    Violation(field: "ids[3]", problem: .tooLong(maximum: 5)),
                ])
            let shown = "\(error) \(String(reflecting: error))"
            #expect(!shown.lowercased().contains("hunter2"))
            #expect(shown.contains("'orderId' does not match '^[0-9a-f]{32}$'; "))
        }
    }

    @Test func lengthsCountUnicodeScalars() {
        #expect(problems { $0.text("e\u{301}", "a", maxLength: 2) } == [])
        #expect(problems { $0.text("e\u{301}", "a", maxLength: 1) } == ["'a' is longer than 1 characters"])
        #expect(problems { $0.text("👩‍👩‍👧", "a", minLength: 5) } == [])
        #expect(problems { $0.text("👩‍👩‍👧", "a", minLength: 6) } == ["'a' is shorter than 6 characters"])
    }

    @Test func bytesCountInUTF8() {
        #expect(problems { $0.text("éé", "a", maxLength: 2, maxBytes: 4) } == [])
        #expect(problems { $0.text("ééa", "a", maxBytes: 4) } == ["'a' is longer than 4 bytes in UTF-8"])
        #expect(problems { $0.texts(["abcd", "😀😀"], "a", maxBytes: 4) } == ["'a[1]' is longer than 4 bytes in UTF-8"])
    }

    @Test func decimalsAreComparedExactly() {
        func check(_ text: String, _ minimum: StaticString? = nil, _ maximum: StaticString? = nil) -> [String] {
            problems { $0.decimal(ExactDecimal(text), "a", minimum: minimum, maximum: maximum) }
        }
        // Both are 0.3 as binary floating point.
        #expect(check("0.3", nil, "0.30000000000000000001") == [])
        #expect(check("0.30000000000000000001", nil, "0.3") == ["'a' is above 0.3"])
        #expect(check("9007199254740993", nil, "9007199254740992") == ["'a' is above 9007199254740992"])
        #expect(check("-0.10", "-0.1", "1e2") == [])
        #expect(check("-0.1000001", "-0.1") == ["'a' is below -0.1"])
        #expect(check("100.0", nil, "1e2") == [])
        #expect(problems { $0.decimal(nil, "a", minimum: "1") } == [])
        #expect(
            problems { $0.decimals([ExactDecimal("1"), ExactDecimal("0.9")].compactMap(\.self), "a", minimum: "1") }
                == ["'a[1]' is below 1"])
    }

    @Test func emptyTextIsRefusedWhereItWouldNameNothing() {
        #expect(problems { $0.text("", "a") } == [])
        for use in [TextUse.identity, .path, .segment, .header, [.identity, .header]] {
            #expect(problems { $0.text("", "a", use: use, minLength: 1, pattern: "x") } == ["'a' is empty"])
        }
        #expect(problems { $0.text("", "a", minLength: 1) } == ["'a' is shorter than 1 characters"])
    }

    @Test func dotsAreRefusedAsWholeSegmentsOnly() {
        for text in [".", ".."] {
            #expect(problems { $0.text(text, "a", use: .segment) } == ["'a' is '.' or '..', which a path cannot hold"])
            #expect(problems { $0.text(text, "a", use: .path) } == [])
            #expect(problems { $0.text(text, "a", use: [.identity, .header]) } == [])
        }
        #expect(problems { $0.text("...", "a", use: .segment) } == [])
    }

    @Test func controlCharactersAreRefusedEverywhere() {
        for text in ["a\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}"] {
            for use in [TextUse(), .identity, .segment, .header] {
                #expect(problems { $0.text(text, "a", use: use) } == ["'a' holds a control character"])
            }
        }
        for text in [" ", "\u{A0}", "\u{2028}", "é"] { #expect(problems { $0.text(text, "a") } == []) }
    }

    @Test func headersTakeVisibleASCIIAndInnerSpaces() {
        for text in [" a", "a ", "é", "a\u{A0}b"] {
            #expect(
                problems { $0.text(text, "a", use: .header) } == [
                    "'a' holds something other than visible ASCII and inner spaces"
                ])
        }
        #expect(problems { $0.text("a b~!", "a", use: .header) } == [])
    }

    @Test func formatsAreChecked() {
        for text in [
            "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ] {
            #expect(problems { $0.text(text, "a", format: .uuid) } == [])
        }
        for text in [
            "", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a456-426614174000-",
            "123e4567--e89b-12d3-a456-42661417400",
        ] {
            #expect(problems { $0.text(text, "a", format: .uuid) } == ["'a' is not a UUID"])
        }
        for text in ["2024-02-29", "0000-01-01"] { #expect(problems { $0.text(text, "a", format: .date) } == []) }
        for text in ["2026-02-29", "2026-1-01", "2026-01-01T", "20260101", ""] {
            #expect(problems { $0.text(text, "a", format: .date) } == ["'a' is not a date as YYYY-MM-DD"])
        }
    }

    @Test func forbiddenTextIsComparedByBytes() {
        #expect(problems { $0.text("K", "a", not: ["x", "K"]) } == ["'a' has a value the venue does not take"])
        #expect(problems { $0.text("\u{212A}", "a", not: ["K"]) } == [])
    }

    @Test func integersHaveBounds() {
        #expect(
            problems { $0.integer(0, "a", minimum: 1, maximum: 5, not: [0]) } == [
                "'a' is below 1", "'a' has a value the venue does not take",
            ])
        #expect(problems { $0.integer(6, "a", minimum: 1, maximum: 5) } == ["'a' is above 5"])
        #expect(problems { $0.integer(.min, "a", minimum: .min, maximum: .max) } == [])
        #expect(problems { $0.integers([1, 0], "a", not: [0]) } == ["'a[1]' has a value the venue does not take"])
    }

    @Test func valuesNotGivenAreNotChecked() {
        #expect(
            problems {
                $0.text(nil, "a", use: .identity, minLength: 1)
                $0.texts(nil, "b", minLength: 1)
                $0.integer(nil, "c", minimum: 1)
                $0.integers(nil, "d", minimum: 1)
                $0.items(nil, "e", minimum: 1)
            } == [])
        #expect(problems { $0.items(0, "e", minimum: 1) } == ["'e' has fewer than 1 items"])
    }
}
