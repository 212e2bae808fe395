import SourceText
import TestScheduling
import Testing
import VenueSpec

@testable import SpecMaintenance

/// Limits are found in the spellings of pages, and nothing else is taken for one.
@Suite(.bounded) struct PageLimitTests {
    /// The limits in a line, each as `measure least…greatest`.
    private func limits(_ text: String) throws -> [String] {
        let page = try #require(PageText(SourceFile(path: "page", text: text)))
        return PageLimit.all(in: PageToken.all(in: page.scalars, page.scalars.indices)).map { limit in
            let measure = limit.measure.map { "\($0)" } ?? "unsaid"
            return "\(measure) \(limit.least.map(String.init) ?? "")…\(limit.greatest.map(String.init) ?? "")"
        }
    }

    @Test(arguments: [
        ("1 - 21", "unsaid 1…21"), ("1-21", "unsaid 1…21"), ("1\u{2013}21\"AAPL\"", "unsaid 1…21"),
        ("1 to 36 characters", "characters 1…36"), ("[ 1 .. 50 ] characters", "characters 1…50"),
        ("1...5 items", "elements 1…5"),
        ("between 1 and 20 chars", "characters 1…20"), ("Length: 1 - 20", "characters 1…20"),
        ("1 - 20 in length", "characters 1…20"),
        ("Required string length: `1 - 20`", "characters 1…20"), ("Required range: 1 <= x <= 1,000", "value 1…1000"),
        ("max 20 characters", "characters …20"), ("max. 20 chars", "characters …20"), ("(max 20)", "unsaid …20"),
        ("Maximum length: 20", "characters …20"), ("Maximum string length: `20`", "characters …20"),
        ("maximum of 20 alphanumeric characters", "characters …20"), ("Max length | 20", "characters …20"),
        ("up to 36 characters", "characters …36"), ("at most 10 items", "elements …10"),
        ("must not exceed 40 characters", "characters …40"),
        ("no longer than 20 characters", "characters …20"), ("<= 20 characters", "characters …20"),
        ("\u{2264} 20 chars", "characters …20"),
        ("at least 8 characters", "characters 8…"), (">= 8 characters", "characters 8…"), ("min 1", "unsaid 1…"),
        ("20 characters max", "characters …20"), ("20 characters or fewer", "characters …20"),
        ("3 items or more", "elements 3…"),
        ("maxLength: 20", "characters …20"), ("\"maxLength\": 20,", "characters …20"),
        ("max_length=20", "characters …20"),
        ("\"maximum\": 100", "value …100"), ("minItems: 2", "elements 2…"), ("maxlength 20", "characters …20"),
    ])
    func oneLimit(text: String, expected: String) throws {
        #expect(try limits(text) == [expected])
        #expect(try limits("Account identifier. \(text)") == [expected])
    }

    @Test func severalLimitsOfALine() throws {
        #expect(try limits("minLength: 1, maxLength: 20") == ["characters 1…", "characters …20"])
        #expect(try limits("at least 1 and at most 20 characters") == ["unsaid 1…", "characters …20"])
    }

    @Test(arguments: [
        "2025-01-17", "8-4-4-4-12", "10:30 - 11:30", "1.5 - 2.5", "v1-2", "60e740e7-8d00", "Phase 1 - 2", "5 - 1",
        "up to 100 requests per second", "20 per second", "max 5%", "at most 3 orders", "up to", "maximum", "1 -",
        "- 20",
        "maximum precision is 8 decimals", "99999999999999999999 - 1", "1 - 99999999999999999999",
        "192.168.0.1-192.168.0.9",
        "1 - 5 minutes", "<= 20", "AP-12-34", "1,2 - 3,4", "20 characters", "", "a 1-2b", "USD 1-20/lot/3",
    ])
    func noLimit(text: String) throws {
        #expect(try limits(text) == [])
    }

    /// Scraps of limits in any order: whatever is read of them, places stay inside the page.
    @Test func anyWordsCanBeRead() throws {
        let scraps = [
            "1", "20", "-", "..", ".", "…", "max", "up to", "maxLength", ":", "|", "\"", "<=", ">=", "x", "to",
            "characters",
            "[", "]", "required", "not", "optional", "yes", "id", "Response", "\n", " ", "9223372036854775807",
            "é\u{301}", "in length",
        ]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                scraps.randomElement(using: &random) ?? ""
            }
            let joined = text.joined(separator: Bool.random(using: &random) ? " " : "")
            let page = try #require(PageText(SourceFile(path: "page", text: joined)))
            let statements = PageStatements(page, names: ["id", "x"], samples: [("id", "20"), ("x", "max 1")])
            for limit in statements.limits.map(\.limit) {
                #expect(page.scalars.indices.contains(limit.range.lowerBound), "\(joined.debugDescription)")
                #expect(
                    limit.range.upperBound <= page.scalars.count && !limit.range.isEmpty, "\(joined.debugDescription)")
                #expect((limit.least ?? 0) <= limit.greatest ?? .max)
            }
            #expect(statements.names.count == page.lines.count)
        }
    }
}
