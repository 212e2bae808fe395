import TestScheduling
import Testing

@testable import SpecDiff

/// The page is whole by itself and says what texts say.
@Suite(.bounded) struct HTMLPageTests {
    /// The sample's page.
    private static let page = HTMLDiffReport(review: Sample.review).render()

    @Test("Every element that is opened is closed, in order") func tagsBalance() {
        #expect(HTMLTags(Self.page).faults == [])
    }

    @Test("Every link leads to one place on the page") func linksLead() {
        let ids = Self.page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let targets = Self.page.matches(of: /href="([^"]*)"/).map { String($0.1) }
        #expect(targets.count > 40)
        for target in targets {
            #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target)")
        }
    }

    @Test("The page runs nothing and loads nothing") func needsNothingElse() {
        for part in ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "javascript:", " on"] {
            let isAbsent = !Self.page.split(separator: "<").contains { tag in
                "<\(tag.prefix { $0 != ">" })".contains(part)
            }
            #expect(isAbsent, "\(part)")
        }
        #expect(!HTMLStyle.sheet.contains("url(") && !HTMLStyle.sheet.contains("@import"))
    }

    @Test("Every column and every row has a header that says which it is") func headersHaveScope() {
        for header in Self.page.matches(of: /<th[ >][^>]*>/) where !header.output.hasPrefix("<thead") {
            #expect(header.output.contains("scope=\""), "\(header.output)")
        }
    }

    @Test("Each finding and each changed entry leads to the other") func findingsAndRowsAreLinked() throws {
        let row = try #require(Self.page.firstMatch(of: /<a href="#(venue-2-\d+-\d+)">Parameters: tradingDesk<\/a>/))
        let body = try #require(
            Self.page.split(separator: "<tbody id=\"\(row.1)\"").last?.split(separator: "</tbody>").first)
        #expect(body.contains("<del>desk</del>") && body.contains("<ins>tradingDesk</ins>"))
        #expect(body.contains("href=\"#finding-aaaaaaaaaaa4\""))
        #expect(body.contains("href=\"#finding-aaaaaaaaaaa8\""))
    }

    @Test("Entries that stay the same are shown without marks") func unchangedEntriesAreQuiet() throws {
        let bodies = Self.page.matches(of: /<tbody id="[^"]*" class="same">(.*?)<\/tbody>/.dotMatchesNewlines())
        #expect(bodies.count > 20)
        for body in bodies { #expect(!body.1.contains("<del>") && !body.1.contains("<ins>")) }
    }

    @Test("A text that is HTML is shown as text") func textsAreEscaped() {
        let hostile = "</p><script>alert('x')</script>&amp;\"\u{202E}"
        var review = Sample.review
        review.difference.venues[1].name = hostile
        review.difference.venues[1].findings.append(
            Sample.finding(
                99, .error, hostile, at: hostile, hostile, old: (1, hostile), new: (2, nil), symbols: [hostile],
                outcomes: [hostile]))
        review.acceptance.accepted["aaaaaaaaaa63"] = Sample.accepted("aaaaaaaaaa63", reason: hostile, by: hostile)
        review.old.name = hostile
        review.new.commit = hostile
        let page = HTMLDiffReport(review: review).render()
        #expect(!page.contains("<script"))
        #expect(!page.unicodeScalars.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)"))
        #expect(HTMLTags(page).faults == [])
    }

    @Test("Hundreds of findings stay one page with its contents") func hundreds() throws {
        var review = Sample.review
        review.difference.venues[1].findings = (0..<700).map { index in
            Sample.finding(
                index, Finding.Level.allCases[index % 3], "some-rule", at: "servers.production", "change \(index)",
                old: (index + 1, "a \(index)"), new: nil)
        }
        let page = HTMLDiffReport(review: review).render()
        #expect(page.split(separator: "<article ").count - 1 == 702)
        #expect(page.contains("<th scope=\"row\"><a href=\"#venue-2\">Meridian</a></th>"))
        #expect(HTMLTags(page).faults == [])
    }
}

/// The elements of a page, read one after the other.
private struct HTMLTags {
    /// What is wrong with them.
    private(set) var faults: [String] = []

    /// Elements without an end.
    private static let void: Set = ["meta", "br", "!DOCTYPE"]

    /// Reads a page.
    init(_ page: String) {
        var open: [Substring] = []
        for tag in page.matches(of: /<(\/?)([!A-Za-z][A-Za-z0-9]*)[^>]*>/) {
            if Self.void.contains(String(tag.2)) { continue }
            if tag.1.isEmpty {
                open.append(tag.2)
            } else if open.popLast() != tag.2 {
                faults.append("\(tag.0) ends nothing")
            }
        }
        faults += open.map { "<\($0)> has no end" }
    }
}
