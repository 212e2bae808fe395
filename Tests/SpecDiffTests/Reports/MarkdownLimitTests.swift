import SourceText
import TestScheduling
import Testing

@testable import SpecDiff

/// A comment fits, whatever changed, and says what it leaves out.
@Suite(.bounded) struct MarkdownLimitTests {
    /// A comparison with this many findings of each level at each of this many venues.
    private static func review(findings: Int, venues: Int, text: String = "some text") -> DiffReview {
        let venues = (0..<venues).map { venue in
            let name = "Venue\(venue)"
            let findings = Finding.Level.allCases.flatMap { level in
                (0..<findings).map { index in
                    Sample.finding(
                        venue * 1000 + index, level, "some-rule", venue: name, at: "servers.s\(index)",
                        "\(level.rawValue) number \(index) of \(name)", old: (1, text), new: (2, text + "2"))
                }
            }
            return VenueDifference(name: name, old: nil, new: nil, findings: findings)
        }
        return DiffReview(
            old: .init(name: "a", commit: nil), new: .init(name: "b", commit: nil),
            difference: SpecSetDifference(venues: venues, unchangedCount: 0))
    }

    /// How often a text has another.
    private static func count(_ part: String, in text: String) -> Int { text.split(separator: part).count - 1 }

    @Test(
        "Every finding is shown or counted, and the whole is a comment GitHub takes",
        arguments: [(1, 1), (120, 1), (2, 60), (60, 4), (1, 600)])
    func everythingIsAccountedFor(findings: Int, venues: Int) throws {
        let text = MarkdownDiffReport(review: Self.review(findings: findings, venues: venues)).render()
        #expect(text.utf8.count <= 65_536)
        let rows = Self.count("\n| ⛔&nbsp;error |", in: text) + Self.count("\n| ⚠️&nbsp;warning |", in: text)
        let details = Self.count("\n- Why: ", in: text)
        let shown = Self.count("\n### Venue", in: text)
        /// The number before a word of the note, or 0.
        func leftOut(_ words: Set<String>) -> Int {
            let parts = text.split(separator: "Left out").dropFirst().last?.split(whereSeparator: { " ,.".contains($0) }
            )
            guard let parts, let index = parts.firstIndex(where: { words.contains(String($0)) }), index > 0 else {
                return 0
            }
            return Int(parts[index - 1]) ?? 0
        }
        #expect(rows + leftOut(["row", "rows"]) == 2 * findings * venues)
        #expect(details + leftOut(["detail", "details"]) == 3 * findings * venues)
        #expect(shown + leftOut(["whole"]) == venues)
    }

    @Test("What is left out is the least severe") func errorsComeFirst() {
        let text = MarkdownDiffReport(review: Self.review(findings: 200, venues: 2)).render()
        #expect(Self.count("\n| ⛔&nbsp;error |", in: text) == 400)
        #expect((1..<400).contains(Self.count("\n| ⚠️&nbsp;warning |", in: text)))
        #expect(Self.count("\n- Why: ", in: text) == 0)
    }

    @Test("One endless text is cut, and the cut is told") func endlessText() {
        let long = String(repeating: "word ", count: 100_000)
        let text = MarkdownDiffReport(review: Self.review(findings: 1, venues: 1, text: long)).render()
        #expect(text.utf8.count <= 65_536)
        #expect(text.contains("more characters)"))
        #expect(!text.contains("Left out"))
    }

    @Test("Texts with fences, tags and mentions stay inside their places") func hostileTexts() {
        let text = MarkdownDiffReport(
            review: Self.review(findings: 1, venues: 1, text: "```\n</details>\n@all | x")
        ).render()
        #expect(text.contains("\n````diff\n- ```\n- </details>\n- @all | x\n+ ```"))
        #expect(Self.count("<details>", in: text) == 1)
    }

    @Test("Without a change it is two lines") func nothing() {
        let review = DiffReview(
            old: .init(name: "a", commit: nil), new: .init(name: "b", commit: nil),
            difference: SpecSetDifference(venues: [], unchangedCount: 5))
        #expect(
            MarkdownDiffReport(review: review).render()
                == "## Cancel calls: no findings\n\n`a` → `b`: 5 venues unchanged.\n")
    }
}
